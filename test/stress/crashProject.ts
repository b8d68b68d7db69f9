// A pipeline of 200 assets for the crash test. As a program, a run of it that somebody else kills: crashProject.ts <project>; it
// writes the id of each version that it calls finished, one a line, at once.
import { writeSync } from "node:fs";
import { asset, json } from "../../sdk/src/index.ts";
import { createRig, type Rig } from "../support/runRig.ts";

const LAYERS = ["bronze", "silver", "gold", "gold"] as const;
const WIDTH = 50;

export const ASSETS = LAYERS.length * WIDTH;

export function openCrashProject(root: string): Rig {
  const rig = createRig({ root, io: { default: json() }, realTime: true });
  LAYERS.forEach((layer, depth) => {
    for (let n = 0; n < WIDTH; n++) {
      const above = [n, (n * 7 + 1) % WIDTH].map((m) => nameOf(depth - 1, m));
      const deps = depth === 0 ? {} : Object.fromEntries(above.map((key) => [key, key]));
      rig.define(() =>
        asset({
          key: nameOf(depth, n),
          deps,
          run: (read: object) => [{ layer, n, sum: sumOf(read) + n, filler: "x".repeat(500 + 37 * n) }],
        }),
      );
    }
  });
  return rig;
}

function nameOf(depth: number, n: number): string {
  return `${LAYERS[depth] ?? ""}/t${depth}_${n}`;
}

function sumOf(read: object): number {
  const rows = Object.values(read) as readonly (readonly { readonly sum: number }[])[];
  return rows.reduce((sum, [row]) => (sum * 31 + (row?.sum ?? 0)) % 1_000_003, 1);
}

if (import.meta.main) {
  const rig = openCrashProject(process.argv[2] ?? ".");
  await rig.run({
    onEvent: (event) => {
      if (event.type === "runStarted") writeSync(1, "started\n");
      if (event.type === "assetSucceeded") writeSync(1, `${event.materialization}\n`);
    },
  });
  rig.close();
}
