// Commands that read text only, in this process: a project in a temporary folder, and a terminal that remembers.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runCli } from "../../../sdk/src/cli/cli.ts";
import type { Terminal } from "../../../sdk/src/cli/terminal.ts";
import { capturedTerminal } from "./capturedTerminal.ts";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface StaticRig {
  readonly root: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly read: (path: string) => string;
  readonly run: (argv: readonly string[], terminal?: Partial<Terminal>) => Promise<Said>;
  readonly json: (...argv: readonly string[]) => Promise<unknown>;
  readonly remove: () => void;
}

export const CONFIG = `import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), rules: { "unused-asset": "off" } });
`;

export function staticRig(files: Readonly<Record<string, string>>): StaticRig {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "strataline-static-")));
  const rig: StaticRig = {
    root,
    write: (more) => {
      for (const [path, text] of Object.entries(more)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    run: async (argv, given) => {
      const terminal = capturedTerminal({ cwd: root, ...given });
      const code = await runCli(argv, terminal);
      return { code, out: terminal.printed(), err: terminal.complained() };
    },
    json: async (...argv) => {
      const said = await rig.run([...argv, "--format", "json"]);
      if (said.err !== "") throw new Error(said.err);
      return JSON.parse(said.out) as unknown;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  rig.write({ "strataline.config.ts": CONFIG, ...files });
  return rig;
}
