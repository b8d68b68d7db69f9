// What a computation can say while it runs: log lines with their place, metadata, progress.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunEvent } from "../../../protocol/src/index.ts";
import { asset, link, markdown, table } from "../../../sdk/src/index.ts";
import { addMetadata } from "../../../sdk/src/runner/metadata.ts";
import { throttled } from "../../../sdk/src/runner/throttled.ts";
import { openProject } from "../../../sdk/src/runner/openProject.ts";
import { readRunLog } from "../../../sdk/src/store/runLog.ts";
import { createRig, story, type Rig } from "../../support/runRig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

describe("metadata", () => {
  test("is told, and kept with the version", async () => {
    rig.define(() =>
      asset({
        key: "bronze/a",
        run: (_inputs, context) => {
          context.metadata({ rejected: 12, note: markdown("**late**") });
          context.metadata({ rejected: 13, report: link("https://shop.example/r", "Report") });
          return [{ a: 1 }];
        },
      }),
    );
    const { events } = await rig.run();
    const entries = {
      rejected: 13,
      note: { type: "markdown", text: "**late**" },
      report: { type: "link", url: "https://shop.example/r", title: "Report" },
    };
    expect(events.find((event) => event.type === "assetMetadata")).toMatchObject({ entries });
    expect(rig.store().latest().get("bronze/a")?.metadata).toEqual(entries);
  });
  test("of an attempt that failed is not that of the next", async () => {
    let attempt = 0;
    rig.define(() =>
      asset({
        key: "bronze/a",
        retry: {},
        run: (_inputs, context) => {
          attempt++;
          context.metadata({ [`attempt${attempt}`]: true });
          if (attempt === 1) throw new Error("not yet");
          return [{ a: 1 }];
        },
      }),
    );
    const run = await rig.start();
    await rig.clock.sleeping(0);
    rig.clock.advance(0);
    await run.end();
    expect(rig.store().latest().get("bronze/a")?.metadata).toEqual({ attempt2: true });
  });
  test("that cannot be shown fails with what would be right", () => {
    expect(() => addMetadata({}, "x")).toThrow("Metadata is an object of names and values");
    expect(() => addMetadata({}, { fn: () => 1 })).toThrow(
      'The metadata "fn" is neither a number, text or boolean nor made by markdown(), link() or table().',
    );
    expect(() => addMetadata({}, { to: link("javascript:alert(1)") })).toThrow(
      'The link "to" must begin with http:// or https://, and is "javascript:alert(1)".',
    );
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`n${i}`, i]));
    expect(() => addMetadata({}, many)).toThrow("51 entries are too many");
  });
  test("is cut to what a history can carry", () => {
    const rows = Array.from({ length: 60 }, (_, n) => ({ n, when: new Date(0), nothing: undefined }));
    const made = addMetadata({}, { long: "x".repeat(5000), rows: table(rows as never), none: NaN, big: 5n });
    expect(made.long).toHaveLength(4001);
    expect(made.rows).toMatchObject({ type: "table", rows: { length: 50 } });
    expect(made.rows).toMatchObject({
      rows: { 0: { n: 0, when: "1970-01-01T00:00:00.000Z", nothing: null } },
    });
    expect([made.none, made.big]).toEqual(["NaN", "5"]);
  });
});

describe("progress", () => {
  test("is told as events, and is not in the log of the run", async () => {
    rig.define(() =>
      asset({
        key: "bronze/a",
        run: (_inputs, context) => {
          context.progress(1, 2, "pages");
          context.progress(2, 2, "pages");
          return [{ a: 1 }];
        },
      }),
    );
    const { events, summary } = await rig.run();
    expect(story(events).filter((line) => line.startsWith("progress"))).toEqual([
      "progress bronze/a: 1/2",
      "progress bronze/a: 2/2",
    ]);
    const logged = readRunLog(rig.root, summary.runId) ?? [];
    expect(logged.map(({ type }: RunEvent) => type)).toEqual([
      "runStarted",
      "assetStarted",
      "assetSucceeded",
      "runFinished",
    ]);
  });
  test("is told some times a second, and at its end", () => {
    let now = 0;
    const told: number[] = [];
    const tell = throttled({ now: () => now }, (done) => void told.push(done));
    for (let done = 0; done <= 1000; done++, now += 1) tell(done, 1000, null);
    expect(told).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  });
});

test("a line printed by a helper has the helper's line", async () => {
  const root = mkdtempSync(join(tmpdir(), "strataline-place-"));
  const index = join(import.meta.dirname, "../../../sdk/src/index.ts");
  writeFileSync(
    join(root, "strataline.config.ts"),
    `import { defineConfig, medallion, memory } from ${JSON.stringify(index)};
export default defineConfig({ layers: medallion(), assets: ["assets.ts"], io: { default: memory() } });\n`,
  );
  writeFileSync(
    join(root, "helper.ts"),
    `interface Gone {\n  a: number;\n}\nexport function say(what: Gone): void {\n  console.warn("has", what.a);\n}\n`,
  );
  writeFileSync(
    join(root, "assets.ts"),
    `import { asset } from ${JSON.stringify(index)};\nimport { say } from "./helper.ts";
export const a = asset({ key: "bronze/a", run: (_, ctx) => {\n  say({ a: 1 });\n  ctx.log("mine");\n  return [];\n} });\n`,
  );
  const project = openProject(root);
  if (!project.ok) throw new Error(project.problem.message);
  const loaded = await project.value.load();
  if (!loaded.ok) throw new Error(loaded.problem.message);
  const lines: unknown[] = [];
  await loaded.value.run({
    onEvent: (event) => {
      if (event.type === "assetLog") lines.push([event.text, event.location?.file, event.location?.line]);
    },
  });
  project.value.close();
  rmSync(root, { recursive: true });
  expect(lines).toEqual([
    ["has 1", "helper.ts", 4],
    ["mine", "assets.ts", 4],
  ]);
});
