// What `--fix` changes, in memory: only what is obvious, whole fixes, until nothing is left.
import { describe, expect, test } from "vitest";
import { createProject } from "../../../core/src/index.ts";
import type { Diagnostic, Fix, Snapshot } from "../../../core/src/index.ts";
import { fixAll, type Fixed } from "../../../sdk/src/check/fix.ts";
import { createMemoryHost } from "../../support/memoryHost.ts";

const CONFIG = `import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion() });
`;

/** Each finding's fixes replace words; findings are found again in every round. */
interface Made {
  readonly at: string;
  readonly fixes: readonly (Partial<Omit<Fix, "edits">> & {
    readonly edits: readonly (readonly [string, string])[];
  })[];
}

function fixText(text: string, made: readonly Made[]): Fixed & { readonly text: string } {
  const project = createProject({
    host: createMemoryHost({ "strataline.config.ts": CONFIG, "assets/a.ts": text }),
  });
  const fixed = fixAll(project, (snapshot) => made.flatMap((one) => findingOf(one, snapshot)));
  return { ...fixed, text: fixed.snapshot.text("assets/a.ts") ?? "" };
}

function findingOf({ at, fixes }: Made, snapshot: Snapshot): readonly Diagnostic[] {
  const path = "assets/a.ts";
  const text = snapshot.text(path) ?? "";
  const spanOf = (word: string) => {
    const start = text.indexOf(word);
    return { start, end: start + word.length };
  };
  if (!text.includes(at)) return [];
  return [
    {
      code: "test",
      severity: "warning",
      message: at,
      about: at,
      path,
      span: spanOf(at),
      related: [],
      fixes: fixes.map(({ title = "change", edits, ...rest }) => ({
        title,
        ...rest,
        edits: edits
          .filter(([from]) => text.includes(from))
          .map(([from, newText]) => ({ path, span: spanOf(from), newText })),
      })),
    },
  ];
}

const change = (from: string, to: string): Made => ({
  at: from,
  fixes: [{ preferred: true, edits: [[from, to]] }],
});

describe("which fixes", () => {
  test("the preferred one", () => {
    const { text, applied, before } = fixText("const a = 1;\n", [change("a", "b")]);
    expect(text).toBe("const b = 1;\n");
    expect(applied).toEqual([
      {
        code: "test",
        title: "change",
        path: "assets/a.ts",
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } },
      },
    ]);
    expect([...before]).toEqual([["assets/a.ts", "const a = 1;\n"]]);
  });
  test("not one that is not preferred, nor one of two", () => {
    expect(fixText("const a = 1;\n", [{ at: "a", fixes: [{ edits: [["a", "b"]] }] }]).applied).toEqual([]);
    const two: Made = {
      at: "a",
      fixes: [
        { preferred: true, edits: [["a", "b"]] },
        { preferred: true, edits: [["a", "c"]] },
      ],
    };
    expect(fixText("const a = 1;\n", [two]).text).toBe("const a = 1;\n");
  });
  test("not in a file that does not parse", () => {
    expect(fixText("const a = ;\n", [change("a", "b")]).applied).toEqual([]);
  });
  test("nothing is left of one that would break the file", () => {
    const { text, applied, before } = fixText("const a = 1;\n", [change("1", "=")]);
    expect({ text, applied, size: before.size }).toEqual({ text: "const a = 1;\n", applied: [], size: 0 });
  });
  test("a new file, unless it is there", () => {
    const create = (path: string): Made => ({
      at: "a",
      fixes: [{ preferred: true, edits: [["a", "b"]], newFiles: [{ path, text: "export {};\n" }] }],
    });
    const { snapshot, before } = fixText("const a = 1;\n", [create("assets/new.ts")]);
    expect(snapshot.text("assets/new.ts")).toBe("export {};\n");
    expect(before.get("assets/new.ts")).toBeUndefined();
    expect(fixText("const a = 1;\n", [create("strataline.config.ts")]).applied).toEqual([]);
  });
});

describe("rounds", () => {
  test("of overlapping edits the first wins, and the other has its turn", () => {
    const { text, applied } = fixText("const abc = 1;\n", [change("abc", "axc"), change("xc", "yz")]);
    expect(text).toBe("const ayz = 1;\n");
    expect(applied).toHaveLength(2);
  });
  test("a fix is applied whole or not at all", () => {
    const both: Made = {
      at: "two",
      fixes: [
        {
          preferred: true,
          edits: [
            ["one", "1st"],
            ["two", "2nd"],
          ],
        },
      ],
    };
    const { text } = fixText("const one = 1, two = 2;\n", [change("one", "uno"), both]);
    // `both` may not change "two" alone in the round in which "one" was taken.
    expect(text).toBe("const uno = 1, 2nd = 2;\n".replace("2nd", "two"));
  });
  test("fixes that undo each other end", () => {
    const { applied } = fixText("const a = 1;\n", [change("a", "b"), change("b", "a")]);
    expect(applied).toHaveLength(10);
  });
});
