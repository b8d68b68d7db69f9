// Every prefix of every example file, as while it is typed from the start to the end.
import { createProject } from "../../core/src/index.ts";
import { createMemoryHost } from "../support/memoryHost.ts";
import { Random } from "../support/random.ts";
import { cpuMs, slowness } from "./budget.ts";
import { CORPUS } from "./corpus.ts";
import { askAt, exercise } from "./exercise.ts";

/** `stride`: characters typed at once. How many prefixes there were; throws at the first that fails. */
export function runPrefixes(stride: number): number {
  const random = new Random("prefixes");
  let count = 0;
  for (const { name, files } of CORPUS) {
    const project = createProject({ host: createMemoryHost(Object.fromEntries(files)) });
    for (const [path, text] of files) {
      // Another start for each file, so that strides meet different places.
      for (let end = random.below(stride); end < text.length; end += stride) {
        count++;
        try {
          const spent = cpuMs(() => {
            project.apply([{ path, text: text.slice(0, end) }]);
            const snapshot = project.snapshot();
            snapshot.allDiagnostics();
            exercise(snapshot, path, random, 0);
            askAt(snapshot, path, end);
          });
          // The whole examples are linked, and the first ones with code that is not compiled yet.
          if (spent > 400 * slowness) throw new Error(`it took ${spent.toFixed(0)} ms`);
        } catch (error) {
          throw new Error(`${name}: ${path} until ${end}`, { cause: error });
        }
      }
      project.apply([{ path, text: null }]);
    }
  }
  return count;
}
