// What VS Code is told of the place of a context menu: its entries' conditions, and the argument of their commands. Pure.
import { nodeOf } from "@strataline/core/graph";
import type { MenuContext } from "@strataline/protocol";
import type { Model } from "../model.ts";

export type MenuTarget =
  | { readonly kind: "node"; readonly key: string }
  | { readonly kind: "edge"; readonly from: string; readonly to: string }
  | null;

/** `selected`: others that the menu is about too, when the node is one of them. */
export function menuContext(
  { graph, project }: Model,
  selected: readonly string[],
  target: MenuTarget,
): MenuContext {
  const preventDefaultContextMenuItems = true;
  const node = target?.kind === "node" ? nodeOf(graph, target.key) : undefined;
  if (project === null || target === null || (target.kind === "node" && node === undefined))
    return { preventDefaultContextMenuItems, webviewSection: "background" };
  const { root } = project;
  if (target.kind === "edge") {
    const { from: dep, to } = target;
    return { preventDefaultContextMenuItems, webviewSection: "edge", root, keys: [to], dep };
  }
  const { key } = target;
  const others = selected.includes(key) ? selected.filter((other) => other !== key) : [];
  const keys = [key, ...others];
  return {
    preventDefaultContextMenuItems,
    webviewSection: "node",
    root,
    keys,
    stratalineKind: keys.length > 1 ? "many" : (node?.kind ?? "missing"),
    stratalineRunnable: keys.some((one) => nodeOf(graph, one)?.kind === "asset"),
  };
}
