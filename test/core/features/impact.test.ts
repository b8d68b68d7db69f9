// What a change of files does to the assets, compared with the files as they were.
import { expect, test } from "vitest";
import { createProject, hostBefore, impactOf, type Impact } from "../../../core/src/index.ts";
import { openFixture } from "../../support/project.ts";

/** `changes`: texts of files before, by path; null for one that was not there. */
function impact(fixture: string, changes: Readonly<Record<string, string | null>>): Impact {
  const { snapshot, host } = openFixture(fixture);
  const paths = new Set(Object.keys(changes));
  const before = new Map(
    Object.entries(changes).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );
  const project = createProject({ host: hostBefore(paths, before, host) });
  return impactOf(snapshot, paths, (files) => (files === null ? project.snapshot() : project.partial(files)));
}

const MAIN = `
  //- /assets/shared.ts
  import { asset } from "strataline";
  export const rate = 2;
  export const make = (name: string) => asset({ key: "silver/" + name, deps: ["bronze/a"], run: () => rate });
  //- /assets/a.ts
  export const a = asset({ key: "bronze/a", run: () => 1 });
  //- /assets/made.ts
  import { make } from "./shared.ts";
  export const made = make("made");
  //- /assets/gold.ts
  export const g = asset({ key: "gold/g", deps: ["silver/made"], run: () => 3 });
  export const other = asset({ key: "gold/other", run: () => 4 });
  export const p = dataProduct({ key: "report", deps: ["gold/g"] });`;

function textOf(path: string): string {
  return openFixture(MAIN).snapshot.text(path) ?? "";
}

test("nothing but a comment: nothing", () => {
  expect(impact(MAIN, { "assets/a.ts": `${textOf("assets/a.ts")}// later\n` })).toEqual({
    changed: [],
    removed: [],
    affected: [],
  });
});

test("an asset that changed, and what comes from it by how near it is to those who use it", () => {
  expect(impact(MAIN, { "assets/a.ts": textOf("assets/a.ts").replace("=> 1", "=> 10") })).toEqual({
    changed: [{ key: "bronze/a", change: "changed" }],
    removed: [],
    affected: [
      { key: "silver/made", severity: "medium" },
      { key: "gold/g", severity: "high" },
      { key: "report", severity: "high" },
    ],
  });
});

test("code that assets of other files use", () => {
  const before = { "assets/shared.ts": textOf("assets/shared.ts").replace("rate = 2", "rate = 3") };
  expect(impact(MAIN, before).changed).toEqual([{ key: "silver/made", change: "changed" }]);
});

test("a new asset, one that is gone, and who reads that", () => {
  const { changed, removed, affected } = impact(MAIN, {
    "assets/made.ts": textOf("assets/made.ts").replaceAll("made", "older"),
    "assets/gold.ts": textOf("assets/gold.ts"),
  });
  expect(changed).toEqual([{ key: "silver/made", change: "added" }]);
  expect(removed).toEqual(["silver/older"]);
  expect(affected.map(({ key }) => key)).toEqual(["gold/g", "report"]);
});

test("a file that was not there, and one that is not there any more", () => {
  expect(
    impact(MAIN, { "assets/gold.ts": null }).changed.map(({ key, change }) => `${key} ${change}`),
  ).toEqual(["gold/g added", "gold/other added", "report added"]);
  const gone = 'import { asset } from "strataline";\nexport const x = asset({ key: "silver/made2" });\n';
  expect(impact(MAIN, { "assets/gone.ts": gone }).removed).toEqual(["silver/made2"]);
});

test("a config that changed is looked at as a whole", () => {
  const config = textOf("strataline.config.ts").replace(
    "medallion()",
    '["bronze", "silver", "gold", "lead"]',
  );
  expect(impact(MAIN, { "strataline.config.ts": config }).changed).toEqual([]);
});
