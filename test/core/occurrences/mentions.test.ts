// Keys that checks and schedules name: found by key and by file, and changed with the key.
import { expect, test } from "vitest";
import { keyIndexOf } from "../../../core/src/occurrences/index.ts";
import { applyEdits, openFixture, placeText } from "../../support/project.ts";

const FIXTURE = `//- /assets/a.ts
import { asset, schedule, check, sql, ref } from "strataline";
export const a = asset({ key: "silver/$0a" });
const b = asset({ key: "gold/b", checks: [check.sql("c", sql\`select 1 from \${ref("silver/a")}\`)] });
//- /assets/nightly.ts
import { schedule } from "strataline";
import { a } from "./a";
schedule({ name: "byKey", cron: "@daily", assets: ["silver/a"] });
schedule({ name: "byValue", cron: "@daily", assets: [a] });`;

test("who names a key, by key and by file", () => {
  const { snapshot } = openFixture(FIXTURE);
  const keys = keyIndexOf(snapshot.linked);
  const named = keys
    .mentions("silver/a")
    .map(
      ({ by, dep }) => `${by} ${placeText(snapshot, { path: dep.site.path, span: snapshot.span(dep.site) })}`,
    );
  expect(named).toEqual([
    'check assets/a.ts "silver/a"',
    'schedule assets/nightly.ts "silver/a"',
    "schedule assets/nightly.ts a",
  ]);
  expect(keys.mentionsIn("assets/nightly.ts")).toHaveLength(2);
  expect(keys.reads("silver/a")).toEqual([]);
});

test("a new key is written there too", () => {
  const { snapshot, cursor } = openFixture(FIXTURE);
  const renamed = snapshot.rename(cursor.path, cursor.offset, "silver/z");
  if (!renamed.ok) throw new Error(renamed.reason);
  const files = applyEdits(snapshot, renamed);
  expect(files["assets/a.ts"]).toContain('ref("silver/z")');
  expect(files["assets/nightly.ts"]).toContain('assets: ["silver/z"]');
  expect(files["assets/nightly.ts"]).toContain("assets: [a]");
});
