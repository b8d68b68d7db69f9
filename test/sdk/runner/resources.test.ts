// Resources of a run: set up once, shared, torn down however the run ends.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asset, resource } from "../../../sdk/src/index.ts";
import { createRig, story, type Rig, type RigOptions } from "../../support/runRig.ts";

let rig: Rig;
let calls: string[];
beforeEach(() => {
  calls = [];
});
afterEach(() => rig.close());

function db(name = "db") {
  return resource({
    setup: () => {
      calls.push(`setup ${name}`);
      return { name };
    },
    teardown: (value) => void calls.push(`teardown ${value.name}`),
  });
}

function pipeline(resources: RigOptions["resources"]): Rig {
  return (rig = createRig({ resources: resources ?? {} }));
}

const uses = (key: string, names: readonly string[], fail = false) =>
  asset({
    key,
    resources: names,
    run: (_inputs, { resources }) => {
      calls.push(`${key} ${Object.keys(resources).join(" ")}`);
      if (fail) throw new Error("no");
      return [{ key }];
    },
  });

describe("once a run", () => {
  test("set up before the first asset that needs it, shared, torn down at the end", async () => {
    const { define, run } = pipeline({ db: db() });
    define(() => [uses("bronze/a", ["db"]), uses("bronze/b", ["db"])]);
    expect((await run()).summary.status).toBe("succeeded");
    expect(calls).toEqual(["setup db", "bronze/a db", "bronze/b db", "teardown db"]);
  });

  test("the next run sets up its own", async () => {
    const { define, run } = pipeline({ db: db() });
    define(() => uses("bronze/a", ["db"]));
    await run();
    await run({ force: true });
    expect(calls.filter((call) => call === "setup db")).toHaveLength(2);
    expect(calls.filter((call) => call === "teardown db")).toHaveLength(2);
  });

  test("one that nobody needs is not set up", async () => {
    const { asset: body, run } = pipeline({ db: db() });
    body("bronze/a");
    await run();
    expect(calls).toEqual([]);
  });

  test("an asset sees only what it names, and plain values as they are", async () => {
    const { define, run } = pipeline({ db: db(), url: "https://shop.example", other: 1 });
    let seen: unknown;
    define(() =>
      asset({
        key: "bronze/a",
        resources: ["url"],
        run: (_, ctx) => {
          seen = ctx.resources;
          return [{ a: 1 }];
        },
      }));
    await run();
    expect(seen).toEqual({ url: "https://shop.example" });
  });

  test("the last one set up is torn down first", async () => {
    const { define, run } = pipeline({ a: db("a"), b: db("b") });
    define(() => uses("bronze/x", ["a", "b"]));
    await run();
    expect(calls.slice(-2)).toEqual(["teardown b", "teardown a"]);
  });
});

describe("however the run ends", () => {
  test("after a failure", async () => {
    const { define, run } = pipeline({ db: db() });
    define(() => uses("bronze/a", ["db"], true));
    expect((await run()).summary.status).toBe("failed");
    expect(calls.at(-1)).toBe("teardown db");
  });

  test("after a cancel", async () => {
    const { define, asset: body, start } = pipeline({ db: db() });
    define(() => uses("bronze/a", ["db"]));
    const slow = body("silver/b", { deps: ["bronze/a"] });
    const run = await start();
    await slow.started();
    run.cancel();
    slow.succeed();
    expect((await run.end()).status).toBe("cancelled");
    expect(calls.at(-1)).toBe("teardown db");
  });

  test("a teardown that fails keeps no other from its turn, nor the run from its success", async () => {
    const bad = resource({
      setup: () => 1,
      teardown: () => {
        throw new Error("still busy");
      },
    });
    const { define, run } = pipeline({ db: db(), bad });
    define(() => uses("bronze/a", ["db", "bad"]));
    expect((await run()).summary.status).toBe("succeeded");
    expect(calls.at(-1)).toBe("teardown db");
  });

  test("a teardown that never ends is left when its time is over", async () => {
    const stuck = resource({ setup: () => 1, teardown: () => new Promise(() => undefined) });
    const { define, start, clock } = pipeline({ db: db(), stuck });
    define(() => uses("bronze/a", ["db", "stuck"]));
    const run = await start({ graceMs: 700 });
    await clock.sleeping(700);
    clock.advance(700);
    expect((await run.end()).status).toBe("succeeded");
    expect(calls.at(-1)).toBe("teardown db");
  });
});

describe("a setup that fails", () => {
  test("fails the asset, with the name of the resource", async () => {
    const bad = resource({
      setup: () => {
        throw new Error("connection refused");
      },
    });
    const { define, run } = pipeline({ db: bad });
    define(() => uses("bronze/a", ["db"]));
    const { events, summary } = await run();
    expect(summary.status).toBe("failed");
    expect(story(events)).toContainEqual(
      'failed bronze/a: The resource "db" could not be set up: connection refused',
    );
  });

  test("is tried again by the next attempt", async () => {
    let attempts = 0;
    const flaky = resource({
      setup: () => {
        if (++attempts === 1) throw new Error("not yet");
        return 1;
      },
    });
    const { define, start, clock } = pipeline({ db: flaky });
    define(() => asset({ key: "bronze/a", resources: ["db"], retry: { delay: 50 }, run: () => [{ a: 1 }] }));
    const run = await start();
    await clock.sleeping(50);
    clock.advance(50);
    expect((await run.end()).status).toBe("succeeded");
    expect(attempts).toBe(2);
  });
});

describe("names", () => {
  const problemsWith = async (
    resources: RigOptions["resources"],
    names: unknown,
  ): Promise<readonly string[]> => {
    const { define, project } = pipeline(resources);
    define(() => asset({ key: "bronze/a", resources: names as string[], run: () => [] }));
    return (await project()).problems.map(({ message }) => message);
  };
  test("an unknown one is a problem with the nearest", async () => {
    expect(await problemsWith({ database: 1 }, ["databse"])).toEqual([
      '"bronze/a": The config has no resource "databse". Did you mean "database"?',
    ]);
  });
  test("without any near it tells what there is", async () => {
    expect(await problemsWith({ database: 1, mail: 2 }, ["x"])).toEqual([
      '"bronze/a": The config has no resource "x". It has database, mail.',
    ]);
    rig.close();
    expect(await problemsWith({}, ["x"])).toEqual([
      '"bronze/a": The config has no resource "x". Add `resources: { … }` to the config.',
    ]);
  });
  test("no list of names", async () => {
    expect(await problemsWith({}, "db")).toEqual([
      '"bronze/a": `resources` must be an array of names of the config\'s `resources`.',
    ]);
  });
});
