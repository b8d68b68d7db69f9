// Snippets as they stand after Tab, Tab, Tab: what they write is understood, with nothing to complain about but what it reads.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openFixture } from "../support/project.ts";

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
}

const snippets = JSON.parse(readFileSync("snippets/strataline.json", "utf8")) as Record<string, Snippet>;

/** With the default of every place; `${1}` repeats that of its number, a choice takes its first. */
function expanded({ body }: Snippet): string {
  const defaults = new Map<string, string>();
  let text = body.join("\n");
  const place = /(?<!\\)\$\{(\d+)(?::((?:[^{}$]|(?<=\\)\$)*)|\|([^,|]*)[^|]*\|)?\}/;
  for (let found = place.exec(text); found !== null; found = place.exec(text)) {
    const [whole, number = "", written, choice] = found;
    const value = written ?? choice ?? defaults.get(number) ?? "";
    if (!defaults.has(number)) defaults.set(number, value);
    text = text.replace(whole, () => value);
  }
  return text.replaceAll("\\$", "$");
}

function snippet(name: string): string {
  const found = snippets[name];
  if (found === undefined) throw new Error(`no snippet ${name}`);
  return expanded(found);
}

test.for([
  ["Bronze asset", "bronze/name", "asset"],
  ["Silver asset", "silver/name", "asset"],
  ["Gold asset", "gold/name", "asset"],
  ["Asset", "bronze/name", "asset"],
  ["Source", "name", "source"],
  ["Data product", "name", "dataProduct"],
] as const)("%s declares %s", ([name, key, kind]) => {
  const { snapshot } = openFixture(snippet(name));
  expect(snapshot.graph.nodes.filter((node) => node.kind !== "missing")).toMatchObject([{ key, kind }]);
  const codes = snapshot.allDiagnostics().flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
  expect(codes.filter((code) => code !== "missing-upstream" && code !== "unused-asset")).toEqual([]);
  expect(snapshot.facts("assets/main.ts")?.syntaxErrors).toEqual([]);
});

test.for(["Check of your own", "Check in SQL"])("%s stands in a list of checks", (name) => {
  const { snapshot } = openFixture(`const a = asset({ key: "silver/a", checks: [${snippet(name)}] });`);
  expect(snapshot.linked.definitions[0]?.checks).toMatchObject([{ name: "what holds" }]);
});

test("each is found by a name of its own, and is offered in every language of assets", () => {
  const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
    contributes: { snippets: { language: string; path: string }[] };
  };
  expect(manifest.contributes.snippets.map(({ language }) => language)).toEqual([
    "typescript",
    "typescriptreact",
    "javascript",
    "javascriptreact",
  ]);
});
