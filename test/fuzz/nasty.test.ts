// Input that is meant to hurt: no crash, no hang, what is intact around it is still read, and giving up is said.
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { createProject, type Snapshot } from "../../core/src/index.ts";
import { createMemoryHost } from "../support/memoryHost.ts";
import { Random } from "../support/random.ts";
import { cpuMs, withinBudget } from "./budget.ts";
import { askAt, exercise, exerciseProject } from "./exercise.ts";
import { NASTY, type Nasty } from "./nasty.ts";

/**
 * A large text is allowed what the parser alone takes for it, some times over: the facts, the code version and the place of a
 * cursor are each read from the text.
 */
const PARSES = 8;

function floorOf({ files, isLarge }: Nasty): number {
  if (isLarge !== true) return 0;
  const parse = (): void => {
    for (const [path, text] of Object.entries(files)) parseAlone(path, text);
  };
  return PARSES * Math.max(cpuMs(parse), cpuMs(parse));
}

function parseAlone(path: string, text: string): void {
  try {
    ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

function open(files: Nasty["files"]): Snapshot {
  return createProject({ host: createMemoryHost(files) }).snapshot();
}

describe.for(NASTY)("$name", (nasty) => {
  const { files, keys = [], says } = nasty;
  const main = "assets/main.ts";
  const text = files[main] ?? "";

  test("is read, and what is intact with it", () => {
    const snapshot = open(files);
    expect(snapshot.graph.nodes.map(({ key }) => key)).toEqual(expect.arrayContaining([...keys]));
    if (says)
      expect(
        snapshot
          .allDiagnostics()
          .flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message))
          .join("\n"),
      ).toMatch(says);
  });

  test("is answered in time", () => {
    const allowance = { floorMs: floorOf(nasty) };
    withinBudget("the first index", () => () => open(files).allDiagnostics(), allowance);
    const kept = open(files);
    withinBudget("the project's answers", () => () => exerciseProject(kept), allowance);
    withinBudget("the file's answers", () => () => exercise(kept, main, new Random("nasty"), 0), allowance);
    for (const place of [0, 0.5, 1]) {
      const offset = Math.floor(text.length * place);
      withinBudget(`answers at ${offset}`, () => () => askAt(kept, main, offset), allowance);
    }
    withinBudget(
      "a keystroke",
      () => {
        const project = createProject({ host: createMemoryHost(files) });
        project.snapshot().allDiagnostics();
        return () => {
          project.apply([{ path: main, text: `${text} ` }]);
          project.snapshot().allDiagnostics();
          askAt(project.snapshot(), main, text.length);
        };
      },
      allowance,
    );
  });
});
