// Small random projects and random edits of them, the same for the same seed: for tests that compare what is kept up to date
// with what is made afresh. Keys are few, so that files collide: duplicates, missing upstreams, cycles.
import { isEqual } from "../../core/src/project/equality.ts";
import type { LinkedFile, LinkedProject } from "../../core/src/project/linked.ts";

export type Random = (below: number) => number;

/** mulberry32 */
export function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const KEYS = [
  "bronze/orders",
  "bronze/customers",
  "bronze/ordrs",
  "silver/orders",
  "silver/customers",
  "silver/order",
  "gold/revenue",
  "gold/orders",
  "platinum/x",
  "bad key",
];
const CRONS = ["0 * * * *", "0 0 * * *", "@weekly", "61 * * * *"];
const PARTITIONS = ["hourly", "daily", "weekly"];
const SHARED = "lib/shared.ts";

export function randomFiles(random: Random): Record<string, string> {
  const files: Record<string, string> = {
    "strataline.config.ts": `import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), io: { default: 1, warehouse: 2 } });
`,
    [SHARED]: sharedText(random),
  };
  for (let count = 2 + random(5); count > 0; count--) files[`assets/f${count}.ts`] = fileText(random);
  return files;
}

/** One file changed, came or went; null is gone. */
export function randomEdit(random: Random): { readonly path: string; readonly text: string | null } {
  if (random(8) === 0) return { path: SHARED, text: sharedText(random) };
  const path = `assets/f${random(7) + 1}.ts`;
  return { path, text: random(6) === 0 ? null : fileText(random) };
}

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

function sharedText(random: Random): string {
  const comment = random(2) === 0 ? "// moves what follows\nexport const unused = 1;\n" : "";
  return `${comment}export const ONE = "${pick(random, KEYS)}";
export const DEPS = ["${pick(random, KEYS)}", "${pick(random, KEYS)}"];
`;
}

function fileText(random: Random): string {
  const parts = [
    `import { asset, source, dataProduct, schedule, check, sql, ref, hourly, daily, weekly } from "strataline";
import { ONE, DEPS } from "../lib/shared";
`,
  ];
  for (let count = random(5); count > 0; count--) parts.push(declaration(random, count));
  return parts.join("");
}

function declaration(random: Random, number: number): string {
  if (random(5) === 0) {
    const targets =
      random(3) === 0
        ? `select: "${pick(random, ["layer:silver", "key:bronze/orders", "layer:"])}"`
        : `assets: ["${pick(random, KEYS)}"]`;
    return `export const s${number} = schedule({ name: "s", cron: "${pick(random, CRONS)}", ${targets} });\n`;
  }
  const kind = pick(random, ["asset", "asset", "asset", "source", "dataProduct"]);
  const key = random(8) === 0 ? "process.env.KEY" : random(6) === 0 ? "ONE" : `"${pick(random, KEYS)}"`;
  const deps = Array.from({ length: random(4) }, (_, at) => `d${at}: "${pick(random, KEYS)}"`);
  const options = [`key: ${key}`];
  if (random(6) === 0) options.push("deps: DEPS");
  else if (random(8) === 0) options.push("deps: [process.env.DEP]");
  else options.push(`deps: { ${deps.join(", ")} }`);
  if (random(4) === 0) options.push(`partitions: ${pick(random, PARTITIONS)}({ start: "2026-01-01" })`);
  if (random(4) === 0)
    options.push(`checks: [check.sql("c", sql\`select * from \${ref("${pick(random, KEYS)}")}\`)]`);
  if (random(6) === 0) options.push(`io: "${pick(random, ["warehouse", "warehous"])}"`);
  if (random(6) === 0) options.push(`layer: "${pick(random, ["silver", "sliver"])}"`);
  return `export const x${number} = ${kind}({ ${options.join(", ")} });\n`;
}

/** `now` with the files of `before` that say the same, as linking gives them. */
export function shareFiles(before: LinkedProject, now: LinkedProject): LinkedProject {
  const files = new Map<string, LinkedFile>();
  for (const [path, file] of now.files) {
    const old = before.files.get(path);
    files.set(path, old && isEqual(old, file) ? old : file);
  }
  return {
    config: isEqual(before.config, now.config) ? before.config : now.config,
    files,
    definitions: [...files.values()].flatMap(({ definitions }) => definitions),
    schedules: [...files.values()].flatMap(({ schedules }) => schedules),
  };
}
