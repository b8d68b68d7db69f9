import { describe, expect, test } from "vitest";
import { formatForTerminal, toJson } from "../../../core/src/diagnostics/index.ts";
import type { Diagnostic } from "../../../core/src/diagnostics/index.ts";
import { createLineIndex } from "../../../core/src/text/index.ts";

const orders = 'export const orders = asset({\n  key: "silver/orders",\n\tdeps: ["bronze/ordrs"],\n});\n';
const raw = 'export const raw = asset({ key: "bronze/orders" });\n';
const texts: Record<string, string> = { "assets/orders.ts": orders, "assets/raw.ts": raw };
const lines = (path: string) => createLineIndex(texts[path] ?? "");

function at(path: string, needle: string): { path: string; span: { start: number; end: number } } {
  const start = (texts[path] ?? "").indexOf(needle);
  return { path, span: { start, end: start + needle.length } };
}

const missing: Diagnostic = {
  code: "missing-upstream",
  severity: "error",
  message: 'No asset or source has the key "bronze/ordrs".',
  ...at("assets/orders.ts", '"bronze/ordrs"'),
  related: [{ message: "nearest", location: at("assets/raw.ts", '"bronze/orders"') }],
  about: "",
  fixes: [],
};

describe("formatForTerminal", () => {
  test("draws place, line, squiggle and related places", () => {
    expect(formatForTerminal(missing, lines, (_, text) => text)).toBe(
      [
        'assets/orders.ts:3:9 error missing-upstream  No asset or source has the key "bronze/ordrs".',
        '  3 | \tdeps: ["bronze/ordrs"],',
        "    | \t       ~~~~~~~~~~~~~~",
        "    assets/raw.ts:1:33  nearest",
      ].join("\n"),
    );
  });

  test("colours are the caller's", () => {
    const painted = formatForTerminal(missing, lines, (style, text) => `<${style}>${text}</${style}>`);
    expect(painted).toContain(
      "<path>assets/orders.ts:3:9</path> <error>error</error> <code>missing-upstream</code>",
    );
    expect(painted).toContain("<dim>3 |</dim>");
    expect(painted).toContain("<error>~~~~~~~~~~~~~~</error>");
  });

  test("underlines only the first line of a longer span, and an empty span with one character", () => {
    const whole = { ...missing, span: { start: 0, end: orders.length }, related: [] };
    expect(formatForTerminal(whole, lines, (_, text) => text)).toContain("~".repeat(29));
    const empty = { ...missing, span: { start: 7, end: 7 }, related: [] };
    expect(formatForTerminal(empty, lines, (_, text) => text)).toMatch(/\| {8}~$/);
  });

  test("shows the part of a very long line around the span", () => {
    const text = `${"x".repeat(5000)}HERE${"y".repeat(5000)}`;
    const shown = formatForTerminal(
      { ...missing, span: { start: 5000, end: 5004 }, related: [] },
      () => createLineIndex(text),
      (_, part) => part,
    ).split("\n");
    expect(Math.max(...shown.slice(1).map((line) => line.length))).toBeLessThan(140);
    const [, source = "", squiggle = ""] = shown;
    expect(source.slice(squiggle.indexOf("~"), squiggle.lastIndexOf("~") + 1)).toBe("HERE");
  });

  test("a file that is gone still has its place", () => {
    const gone = { ...missing, path: "gone.ts", span: { start: 0, end: 0 }, related: [] };
    expect(formatForTerminal(gone, lines, (_, text) => text)).toMatch(/^gone\.ts:1:1 error/);
  });
});

describe("toJson", () => {
  test("is the documented shape, with zero-based positions", () => {
    expect(toJson(missing, lines)).toEqual({
      code: "missing-upstream",
      severity: "error",
      message: 'No asset or source has the key "bronze/ordrs".',
      file: "assets/orders.ts",
      range: { start: { line: 2, character: 8 }, end: { line: 2, character: 22 } },
      related: [
        {
          message: "nearest",
          file: "assets/raw.ts",
          range: { start: { line: 0, character: 32 }, end: { line: 0, character: 47 } },
        },
      ],
    });
  });
});
