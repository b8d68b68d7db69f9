// The order of steps: upstreams first, each once, what failed stops exactly what comes after it, pools are never overfull.
import { describe, expect, it, test } from "vitest";
import { schedule, type Pools, type Step, type Verdict } from "../../../sdk/src/runner/scheduler.ts";
import { countOfRun, Random, seedOfRun } from "../../support/random.ts";

interface TestStep extends Step {
  readonly pool?: string;
  readonly priority?: number;
}

/** `b<a` reads: b after a; `b@warehouse`: in a pool; `b!5`: with a priority. */
function parse(steps: string): TestStep[] {
  return steps.split(" ").map((text) => {
    const [head = "", upstreams = ""] = text.split("<");
    const [, key = "", pool, priority] = /^(\w+)(?:@(\w+))?(?:!(-?\d+))?$/.exec(head) ?? [];
    return {
      key,
      after: upstreams === "" ? [] : upstreams.split(","),
      ...(pool === undefined ? {} : { pool }),
      ...(priority === undefined ? {} : { priority: Number(priority) }),
    };
  });
}

/** Limits of one process. */
function limits(places: Readonly<Record<string, number>>): Pools & { most: Record<string, number> } {
  const taken: Record<string, number> = {};
  const most: Record<string, number> = {};
  return {
    most,
    take: (pool) => {
      const now = (taken[pool] ?? 0) + 1;
      if (now > (places[pool] ?? 0)) return false;
      taken[pool] = now;
      most[pool] = Math.max(most[pool] ?? 0, now);
      return true;
    },
    release: (pool) => void (taken[pool] = (taken[pool] ?? 0) - 1),
    changed: () => new Promise(() => undefined),
  };
}

interface Given {
  readonly concurrency?: number;
  readonly verdicts?: Readonly<Record<string, Verdict>>;
  readonly pools?: Pools;
  readonly signal?: AbortSignal;
  readonly choose?: (count: number) => number;
  readonly during?: (key: string) => Promise<void> | void;
}

async function storyOf(steps: readonly TestStep[], given: Given = {}): Promise<string[]> {
  const story: string[] = [];
  await schedule(steps, {
    concurrency: given.concurrency ?? 1,
    signal: given.signal ?? new AbortController().signal,
    run: async ({ key }) => {
      story.push(`+${key}`);
      await given.during?.(key);
      story.push(`-${key}`);
      return given.verdicts?.[key] ?? "done";
    },
    skip: ({ key }, reason, because) =>
      void story.push(`!${key} ${reason}${because === null ? "" : ` ${because}`}`),
    poolOf: ({ pool }) => pool ?? null,
    priorityOf: ({ priority }) => priority ?? 0,
    ...(given.pools === undefined ? {} : { pools: given.pools }),
    ...(given.choose === undefined ? {} : { choose: given.choose }),
  });
  return story;
}

const started = (story: readonly string[]): string =>
  story
    .filter((line) => line.startsWith("+"))
    .map((line) => line.slice(1))
    .join(" ");

describe("order", () => {
  it("starts what the longest chain waits for", async () => {
    expect(started(await storyOf(parse("a b c<b d<c")))).toBe("b c a d");
  });
  it("puts priority before the length of a chain", async () => {
    expect(started(await storyOf(parse("a!1 b c<b d<c e!-1")))).toBe("a b c d e");
  });
  it("keeps a low upstream of a high one where it must be", async () => {
    expect(started(await storyOf(parse("x a!-5 b!9<a")))).toBe("x a b");
  });
  it("waits for upstreams that are steps, and for no others", async () => {
    expect(started(await storyOf(parse("b<a,elsewhere a")))).toBe("a b");
  });
  it("ends with nothing to do", async () => {
    expect(await storyOf([])).toEqual([]);
  });
});

describe("failures", () => {
  it("stop what comes after, at once and however far, and name the cause", async () => {
    expect(await storyOf(parse("a z b<a c<b,z"), { verdicts: { a: "failed" } })).toEqual([
      "+a",
      "-a",
      "!b upstreamFailed a",
      "!c upstreamFailed a",
      "+z",
      "-z",
    ]);
  });
  it("of a check say so", async () => {
    expect(await storyOf(parse("a b<a"), { verdicts: { a: "checkFailed" } })).toContain("!b checkFailed a");
  });
});

describe("pools", () => {
  it("limit their own steps and no others", async () => {
    const pools = limits({ one: 1 });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const story = await storyOf(parse("a@one b@one c d"), {
      concurrency: 4,
      pools,
      during: (key) => (key === "a" ? held : key === "d" ? release() : undefined),
    });
    expect(started(story)).toBe("a c d b");
    expect(story.indexOf("+b")).toBeGreaterThan(story.indexOf("-a"));
  });
  it("full because of others are looked at again when something may have changed there", async () => {
    let looks = 0;
    const pools: Pools = {
      take: () => ++looks > 3,
      release: () => undefined,
      changed: () => Promise.resolve(),
    };
    expect(started(await storyOf(parse("a@one"), { pools }))).toBe("a");
    expect(looks).toBe(4);
  });
  it("that stay full end with a cancel", async () => {
    const controller = new AbortController();
    const pools: Pools = {
      take: () => false,
      release: () => undefined,
      changed: (signal) => {
        queueMicrotask(() => controller.abort());
        return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
      },
    };
    expect(await storyOf(parse("a@one b<a"), { pools, signal: controller.signal })).toEqual([
      "!a cancelled",
      "!b cancelled",
    ]);
  });
});

describe("any graph in any order", () => {
  const seed = seedOfRun();
  test.each(Array.from({ length: countOfRun("STRATALINE_SCHEDULES", 200) }, (_, i) => `${seed}-${i}`))(
    "seed %s",
    async (one) => {
      const random = new Random(one);
      const count = random.between(1, 30);
      const steps: TestStep[] = Array.from({ length: count }, (_, i) => ({
        key: `s${i}`,
        after: Array.from({ length: i }, (_, j) => `s${j}`).filter(() => random.chance(0.15)),
        ...(random.chance(0.4) ? { pool: random.pick(["p", "q"]) } : {}),
        priority: random.between(0, 2),
      }));
      const failing = new Set(steps.filter(() => random.chance(0.1)).map(({ key }) => key));
      const pools = limits({ p: 1, q: 2 });
      const concurrency = random.between(1, 5);
      let most = 0;
      let running = 0;
      const story = await storyOf(steps, {
        concurrency,
        pools,
        verdicts: Object.fromEntries([...failing].map((key) => [key, "failed" as const])),
        choose: (ready) => random.below(ready),
        during: async () => {
          most = Math.max(most, ++running);
          for (let turns = random.below(4); turns > 0; turns--) await Promise.resolve();
          running--;
        },
      });

      expect(most).toBeLessThanOrEqual(concurrency);
      expect(pools.most.p ?? 0).toBeLessThanOrEqual(1);
      expect(pools.most.q ?? 0).toBeLessThanOrEqual(2);
      const hasFailed = new Set<string>();
      for (const { key, after } of steps) {
        const isStopped = after.some((upstream) => hasFailed.has(upstream));
        if (isStopped || failing.has(key)) hasFailed.add(key);
        const start = story.indexOf(`+${key}`);
        const skips = story.filter((line) => line.startsWith(`!${key} `));
        expect([key, start >= 0, skips.length]).toEqual([key, !isStopped, isStopped ? 1 : 0]);
        expect(story.lastIndexOf(`+${key}`)).toBe(start);
        if (isStopped) continue;
        for (const upstream of after) expect(story.indexOf(`-${upstream}`)).toBeLessThan(start);
      }
    },
  );
});
