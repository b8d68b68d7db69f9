// Hover beyond keys, and what hovers of keys say of schedules, partitions, IO and age.
import { describe, expect, test } from "vitest";
import { openFixture } from "../../support/project.ts";

const SDK = 'import { asset, check, daily, schedule, sql, ref } from "strataline";';
const CONFIG = `
  //- /strataline.config.ts
  import { defineConfig, layers, json } from "strataline";
  export default defineConfig({
    layers: layers(["bronze", { name: "silver", title: "Clean", description: "Typed and deduplicated." }]),
    io: { archive: json({ pretty: true }) },
    resources: { api: { url: "x" } },
  });
  //- /assets/a.ts
  ${SDK}
`;

function hovered(text: string): string | null {
  const { snapshot, cursor } = openFixture(`${CONFIG}  ${text}`);
  return snapshot.hover(cursor.path, cursor.offset, () => undefined)?.markdown ?? null;
}

describe("hover on names", () => {
  test.for([
    [
      "a layer",
      'asset({ key: "x/a", layer: "sil$0ver" });',
      "**`silver`** · layer 2 of 2\n\nTyped and deduplicated.\n\nBronze → **Clean**",
    ],
    [
      "an unknown layer",
      'asset({ key: "x/a", layer: "go$0ld" });',
      "**`gold`** · unknown layer\n\nLayers: Bronze → Clean",
    ],
    [
      "an IO manager",
      'asset({ key: "silver/a", io: "arch$0ive" });',
      "**`archive`** · IO manager\n\n```ts\njson({ pretty: true })\n```\n\nIn `strataline.config.ts`",
    ],
    [
      "the default one, which the config need not have",
      'asset({ key: "silver/a", io: "defa$0ult" });',
      "**`default`** · IO manager\n\nThe one assets have without `io`.",
    ],
    [
      "an unknown IO manager",
      'asset({ key: "silver/a", io: "archiv$0" });',
      "The config has none of this name in `io`. Nearest: `archive`.",
    ],
    ["a resource", 'asset({ key: "silver/a", resources: ["a$0pi"] });', '```ts\n{ url: "x" }\n```'],
    [
      "a column of an unknown schema",
      'asset({ key: "silver/a", checks: [check.unique("i$0d")] });',
      "**`id`** · column of `silver/a`\n\nThe columns of its schema cannot be known",
    ],
    [
      "a selection",
      'asset({ key: "silver/a" }); schedule({ name: "n", cron: "0 0 * * *", select: "layer:sil$0ver" });',
      "**`layer:silver`** selects 1 node\n\n`silver/a`",
    ],
    [
      "a selection that is wrong",
      'schedule({ name: "n", cron: "0 0 * * *", select: "layer:$0(" });',
      "· selection\n\n",
    ],
  ] as const)("%s", ([, text, expected]) => expect(hovered(text)).toContain(expected));

  test("a column: its line in the schema, or the columns there are", () => {
    const columnHover = (column: string): string | undefined => {
      const { snapshot, cursor } = openFixture(
        `import { z } from "zod";\n${SDK}\nconst Row = z.object({\n  id: z.string().min(1),\n});\n` +
          `asset({ key: "silver/a", schema: Row, checks: [check.unique("$0${column}")] });`,
      );
      return snapshot.hover(cursor.path, cursor.offset, () => undefined)?.markdown;
    };
    expect(columnHover("id")).toBe("**`id`** · column of `silver/a`\n\n```ts\nid: z.string().min(1),\n```");
    expect(columnHover("ix")).toContain("The schema has no such column; it has `id`.");
  });
});

describe("hover on a key", () => {
  test("schedules that run it, partitions, IO and resources", () => {
    expect(
      hovered(`asset({ key: "silver/$0a", io: "archive", resources: ["api"], partitions: daily({ start: "2024-01-01" }) });
  schedule({ name: "nightly", cron: "0 1 * * *", timezone: "UTC", assets: ["silver/a"] });
  schedule({ cron: "0 2 * * *", select: "layer:silver" });`),
    ).toBe(
      [
        "**`silver/a`** · asset · Clean",
        "Partitions: daily · from 2024-01-01",
        "IO: `archive`",
        "Resources: `api`",
        "Schedules: `nightly` (`0 1 * * * UTC`), `0 2 * * *`",
      ].join("\n\n"),
    );
  });

  test("links to its neighbours where there are addresses", () => {
    const { snapshot, cursor } = openFixture(`
      const b = asset({ key: "bronze/b" });
      const s = asset({ key: "silver/$0s", deps: ["bronze/b", "bronze/gone"] });
    `);
    const found = snapshot.hover(
      cursor.path,
      cursor.offset,
      () => undefined,
      ({ path, span }) => `file:///x/${path}#${snapshot.lines(path).position(span.start).line}`,
    );
    expect(found?.markdown).toContain(
      "Upstream (2): [`bronze/b`](<file:///x/assets/main.ts#1>), `bronze/gone`",
    );
  });

  test("counts what is below only as far as that is quick", () => {
    const chain = Array.from(
      { length: 1100 },
      (_, at) => `asset({ key: "silver/s${at}", deps: ["${at === 0 ? "bronze/b" : `silver/s${at - 1}`}"] });`,
    );
    const { snapshot, cursor } = openFixture(`asset({ key: "bronze/$0b" });\n${chain.join("\n")}`);
    expect(snapshot.hover(cursor.path, cursor.offset, () => undefined)?.markdown).toContain(
      "Downstream (1 · more than 1,000 assets in all)",
    );
  });

  test("says when it is older than the text", () => {
    const { project, snapshot } = openFixture(
      'const a = asset({ key: "silver/a", deps: ["bronze/b"] });\nconst g = asset({ key: "gold/g", deps: ["silver/a"] });',
    );
    const path = "assets/main.ts";
    const text = snapshot.text(path) ?? "";
    project.apply([{ path, text: text.replace(/asset\(.*/, "") }]);
    const after = project.snapshot();
    const at = after.text(path)?.lastIndexOf("silver/a") ?? 0;
    expect(after.hover(path, at, () => undefined)?.markdown).toContain(
      "As last readable: the text cannot be read at the moment.",
    );
  });
});
