// `kill -9` at any point: nothing is lost but the asset in flight, earlier data stays readable, the next run cleans up.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { asset, lake } from "../../../sdk/src/index.ts";
import type { KillPoint } from "../../support/killedRun.ts";
import { createRig, type Rig } from "../../support/runRig.ts";

vi.setConfig({ testTimeout: 120_000 });

const script = join(import.meta.dirname, "../../support/killedRun.ts");

function open(root: string): Rig {
  const rig = createRig({ root, io: { default: lake() } });
  rig.define(() => asset({ key: "bronze/a", run: () => [{ n: 0, version: 1 }] }));
  return rig;
}

async function shown(rig: Rig): Promise<unknown> {
  const result = await (await rig.project()).show("bronze/a", 1);
  return result.ok ? result.value.rows[0] : result.problem;
}

async function checkKilled(
  point: KillPoint,
  expected: { readonly version: number; readonly files: number },
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "strataline-killed-"));
  try {
    const before = open(root);
    await before.run();
    before.close();

    const { signal, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, root, point], {
      encoding: "utf8",
    });
    expect(`${signal ?? "no signal"} ${stderr}`).toBe("SIGKILL ");

    const after = open(root);
    expect(await shown(after)).toEqual({ n: 0, version: expected.version });
    expect(
      after
        .store()
        .runs(5)
        .map(({ status }) => status),
    ).toContain("interrupted");
    await after.run({ force: true });
    expect(readdirSync(join(root, ".strataline/lake/bronze+a"))).toHaveLength(expected.files);
    expect(await shown(after)).toEqual({ n: 0, version: 1 });
    after.close();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

it("while it computes", () => checkKilled("compute", { version: 1, files: 2 }));
it("while rows arrive", () => checkKilled("stream", { version: 1, files: 2 }));
it("between writing and committing: the file that nobody knows is removed", () =>
  checkKilled("check", { version: 1, files: 2 }));
it("after the commit: the new version is there", () => checkKilled("committed", { version: 2, files: 3 }));
