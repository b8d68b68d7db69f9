// `strataline schedules` reads what is declared, and says what it cannot know.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { staticRig, type StaticRig } from "./staticRig.ts";

let rig: StaticRig;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-25T03:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
  rig.remove();
});

const ASSETS = `import { asset, schedule } from "strataline";
export const orders = asset({ key: "silver/orders", run: () => [] });
export const revenue = asset({ key: "gold/revenue", deps: { orders }, run: () => [] });
`;
const project = (code: string): StaticRig => (rig = staticRig({ "assets/a.ts": ASSETS + code }));

test("lists name, cron, time zone and targets", async () => {
  const { run } =
    project(`schedule({ name: "nightly", cron: "0 2 * * *", timezone: "Europe/Berlin", assets: [orders, "gold/revenue"] });
schedule({ name: "gold", cron: "0 6 * * 1-5", select: "layer:gold" });
`);
  const { code, out } = await run(["schedules"]);
  expect(code).toBe(0);
  expect(out.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["Schedule", "Cron", "Time zone", "Next (UTC)", "Materializes", "Declared in"],
    [
      "nightly",
      "0 2 * * *",
      "Europe/Berlin",
      "2026-11-26 01:00",
      "silver/orders, gold/revenue",
      "assets/a.ts:4",
    ],
    ["gold", "0 6 * * 1-5", "UTC", "2026-11-25 06:00", "layer:gold (1 asset)", "assets/a.ts:5"],
    [""],
  ]);
});

test("--format json", async () => {
  const { json } = project(`schedule({ name: "gold", cron: "0 6 * * *", select: "+key:gold/revenue" });\n`);
  expect(await json("schedules")).toEqual({
    schemaVersion: 1,
    schedules: [
      {
        name: "gold",
        cron: "0 6 * * *",
        timezone: "UTC",
        assets: null,
        select: "+key:gold/revenue",
        keys: ["gold/revenue", "silver/orders"],
        problem: null,
        next: ["2026-11-25T06:00:00.000Z", "2026-11-26T06:00:00.000Z", "2026-11-27T06:00:00.000Z"],
        file: "assets/a.ts",
        range: { start: { line: 3, character: 0 }, end: { line: 3, character: 74 } },
      },
    ],
  });
});

test("what only running could tell is unknown, with the reason", async () => {
  const { run, json } = project(
    `schedule({ name: "n", cron: process.env.CRON ?? "", assets: [process.env.KEY ?? ""] });\n`,
  );
  expect(await json("schedules")).toMatchObject({
    schedules: [
      { cron: null, assets: null, keys: null, problem: expect.stringContaining("process.env") as unknown },
    ],
  });
  expect((await run(["schedules"])).err).toContain("warning: n: ");
});

test("a selection that is wrong says so", async () => {
  const { json } = project(`schedule({ name: "n", cron: "0 2 * * *", select: "layer:" });\n`);
  expect(await json("schedules")).toMatchObject({
    schedules: [{ keys: null, problem: expect.any(String) as unknown }],
  });
});

test("a cron expression or time zone that is wrong has no next tick", async () => {
  const { json } = project(`schedule({ name: "a", cron: "0 25 * * *", select: "*" });
schedule({ name: "b", cron: "0 2 * * *", timezone: "Mars/Olympus", select: "*" });
schedule({ name: "c", cron: "0 0 30 2 *", select: "*" });
`);
  const { schedules } = (await json("schedules")) as {
    readonly schedules: readonly { readonly next: unknown }[];
  };
  expect(schedules.map(({ next }) => next)).toEqual([null, null, null]);
});

test("none", async () => {
  expect(await project("").run(["schedules"])).toMatchObject({
    code: 0,
    out: expect.stringContaining("There are no schedules") as unknown,
  });
});
