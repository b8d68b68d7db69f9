// The rectangle of each group in each of its bands, from where its nodes stand.
import type { LayoutInput } from "./input.ts";
import type { Lanes } from "./lanes.ts";
import type { GroupBox, PlacedNode } from "./model.ts";
import type { LayoutGaps } from "./options.ts";

/** `nodes` by number, as in the input. Parents before their children. */
export function groupBoxes(
  input: LayoutInput,
  lanes: Lanes | null,
  nodes: readonly PlacedNode[],
  gaps: LayoutGaps,
): readonly GroupBox[] {
  if (lanes === null) return [];
  const { parent, path, band, lane } = lanes.tree;
  const extents = parent.map(() => ({
    left: Infinity,
    top: Infinity,
    right: -Infinity,
    bottom: -Infinity,
    count: 0,
  }));
  input.keys.forEach((_, number) => {
    const [extent, node] = [extents[lanes.entryOf[lanes.of[number] ?? -1] ?? -1], nodes[number]];
    if (extent === undefined || node === undefined) return;
    extent.left = Math.min(extent.left, node.x);
    extent.top = Math.min(extent.top, node.y);
    extent.right = Math.max(extent.right, node.x + node.width);
    extent.bottom = Math.max(extent.bottom, node.y + node.height);
    extent.count++;
  });
  // Children come after their parents: backwards, each is complete when it is added to its own.
  for (let entry = parent.length - 1; entry >= 0; entry--) {
    const [own, outer] = [extents[entry], extents[parent[entry] ?? -1]];
    if (own === undefined) continue;
    if ((lane[entry] ?? -1) < 0) {
      own.left -= gaps.group;
      own.top -= gaps.group + gaps.groupTitle;
      own.right += gaps.group;
      own.bottom += gaps.group;
    }
    if (outer === undefined) continue;
    outer.left = Math.min(outer.left, own.left);
    outer.top = Math.min(outer.top, own.top);
    outer.right = Math.max(outer.right, own.right);
    outer.bottom = Math.max(outer.bottom, own.bottom);
    outer.count += own.count;
  }
  return extents.flatMap(({ left, top, right, bottom, count }, entry): GroupBox[] =>
    (lane[entry] ?? -1) >= 0 || (path[entry]?.length ?? 0) === 0
      ? []
      : [
          {
            path: path[entry] ?? [],
            band: band[entry] ?? 0,
            count,
            x: left,
            y: top,
            width: right - left,
            height: bottom - top,
          },
        ],
  );
}
