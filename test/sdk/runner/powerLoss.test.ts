// What a power failure may undo: data is flushed before it gets its name, and has its name before the state says that it is there.
import type * as fs from "node:fs";
import type * as promises from "node:fs/promises";
import { afterEach, expect, it, vi } from "vitest";
import { asset, json, lake } from "../../../sdk/src/index.ts";
import { Store } from "../../../sdk/src/store/store.ts";
import { createRig, type Rig } from "../../support/runRig.ts";

/** What happened to the data, in order. */
const told = vi.hoisted((): string[] => []);

function isData(path: unknown): boolean {
  return String(path).includes("/lake/");
}

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  const renameSync = (from: string, to: string): void => {
    if (isData(to)) told.push("rename");
    real.renameSync(from, to);
  };
  return { ...real, renameSync, default: { ...real, renameSync } };
});

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof promises>();
  const open: typeof promises.open = async (path, ...rest) => {
    const file = await real.open(path, ...rest);
    if (!isData(path)) return file;
    const sync = file.sync.bind(file);
    file.sync = async () => {
      await sync();
      told.push("flushed");
    };
    return file;
  };
  return { ...real, open, default: { ...real, open } };
});

let rig: Rig;
afterEach(() => {
  vi.restoreAllMocks();
  told.length = 0;
  rig.close();
});

function watchCommits(): void {
  const commit = Reflect.get(Store.prototype, "commit");
  vi.spyOn(Store.prototype, "commit").mockImplementation(function (this: Store, ...args) {
    told.push("commit");
    commit.apply(this, args);
  });
}

it.for([
  ["json", json()],
  ["lake", lake()],
] as const)("%s: flushed, then renamed, then committed", async ([, io]) => {
  watchCommits();
  rig = createRig({ io: { default: io } });
  rig.define(() => asset({ key: "bronze/a", run: () => [{ n: 1 }] }));
  expect((await rig.run()).summary.status).toBe("succeeded");
  expect(told).toEqual(["flushed", "rename", "commit"]);
});
