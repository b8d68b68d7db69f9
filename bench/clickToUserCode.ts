// From the start of the process behind `▶ Run` to the first line of user code.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root, scratchProject } from "./scratchProject.ts";
import { run } from "../scripts/commands.ts";

const rounds = 15;

const asset = `
import { writeFileSync } from "node:fs";
import { asset } from "strataline";
export const first = asset({
  key: "bronze/first",
  run: () => {
    writeFileSync("started-at.txt", String(Date.now()));
    return [{ id: 1 }];
  },
});
`;

/** Milliseconds per round, the process started anew each time. */
export async function clickToUserCode(): Promise<number[]> {
  using project = firstProject();
  const { folder } = project;
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const click = Date.now();
    const { exitCode, output } = await run(process.execPath, [cli, ...runArguments, "--cwd", folder], {
      cwd: folder,
    });
    if (exitCode !== 0) throw new Error(output);
    // The first round fills the disk cache.
    if (round > 0) times.push(startOfUserCode(folder) - click);
  }
  return times;
}

/** The same with a process that waits, as the editor keeps one after the first run. */
export async function warmClickToUserCode(): Promise<number[]> {
  using project = firstProject();
  const { folder } = project;
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const standby = spawn(process.execPath, [cli, "standby", "--cwd", folder], {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: standby.stdout });
    await once(lines, "line");
    const click = Date.now();
    standby.stdin.write(`${JSON.stringify({ type: "run", args: runArguments.slice(1) })}\n`);
    const [exitCode] = (await once(standby, "exit")) as [number | null];
    if (exitCode !== 0) throw new Error(`the run ended with ${exitCode ?? "a signal"}`);
    if (round > 0) times.push(startOfUserCode(folder) - click);
  }
  return times;
}

const cli = join(root, "sdk/bin/strataline.mjs");
const runArguments = ["run", "--json", "--force", "--select", 'key:"bronze/first"'];

function firstProject(): ReturnType<typeof scratchProject> {
  const project = scratchProject();
  mkdirSync(join(project.folder, "assets"));
  writeFileSync(join(project.folder, "assets/first.ts"), asset);
  writeFileSync(
    join(project.folder, "strataline.config.ts"),
    `import { defineConfig, medallion } from "strataline";\nexport default defineConfig({ layers: medallion() });\n`,
  );
  return project;
}

/** Epoch milliseconds. */
function startOfUserCode(folder: string): number {
  return Number(readFileSync(join(folder, "started-at.txt"), "utf8"));
}
