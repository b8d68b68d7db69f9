// Projects to break: the examples, the agreement fixtures, and random ones.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Random } from "../support/random.ts";
import { generateProject } from "../agreement/random/generate.ts";
import { ALL_STYLES } from "../agreement/random/styles.ts";

export type Texts = ReadonlyMap<string, string>;

export interface CorpusProject {
  readonly name: string;
  readonly files: Texts;
}

const RELEVANT = /\.([cm]?[jt]sx?|json)$/;
const SKIPPED = new Set(["node_modules", ".strataline", "dist"]);

export const CORPUS: readonly CorpusProject[] = ["examples", "test/agreement/fixtures"].flatMap((folder) =>
  readdirSync(folder)
    .map((name) => ({ name, files: readFolder(join(folder, name)) }))
    .filter(({ files }) => files.size > 0),
);

function readFolder(root: string): Texts {
  const files = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) walk(path);
      } else if (RELEVANT.test(entry.name)) {
        files.set(relative(root, path).split(sep).join("/"), readFileSync(path, "utf8"));
      }
    }
  };
  walk(root);
  return files;
}

/** A small project: mostly random ones, as they are in all styles. */
export function someProject(random: Random, seed: string): CorpusProject {
  const small = CORPUS.filter(({ files }) => files.size <= 10);
  if (random.chance(0.15)) return random.pick(small);
  const styles = ALL_STYLES.filter(() => random.chance(0.6));
  const { files } = generateProject(seed, { styles, unknowable: random.chance(0.3) });
  return { name: "random", files: new Map([...files].map(([path, pieces]) => [path, pieces.join("\n")])) };
}
