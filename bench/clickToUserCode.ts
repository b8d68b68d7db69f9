// From the start of the process behind `▶ Run` to the first line of user code.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
  using project = scratchProject();
  const { folder } = project;
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "assets/first.ts"), asset);
  writeFileSync(
    join(folder, "strataline.config.ts"),
    `import { defineConfig, medallion } from "strataline";\nexport default defineConfig({ layers: medallion() });\n`,
  );
  const cli = join(root, "sdk/bin/strataline.mjs");
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const click = Date.now();
    const args = [cli, "run", "--json", "--force", "--select", 'key:"bronze/first"', "--cwd", folder];
    const { exitCode, output } = await run(process.execPath, args, { cwd: folder });
    if (exitCode !== 0) throw new Error(output);
    // The first round fills the disk cache.
    if (round > 0) times.push(Number(readFileSync(join(folder, "started-at.txt"), "utf8")) - click);
  }
  return times;
}
