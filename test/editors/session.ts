// One session in another editor: a project on the disk, what the editor does in it, what it reports.
//
// The editor opens assets/revenue.ts, waits for findings, asks for hover, definition and references of "bronze/orders" (its key is
// in keys.ts), completes at the misspelt "silver/ordrs", takes the first code action there, renames "bronze/orders" to
// "bronze/raw_orders", looks for symbols, and stops the server. The scripts beside this file do that and nothing else.
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { run } from "../../scripts/commands.ts";
import { parseFixture } from "../support/fixture.ts";

export interface Report {
  readonly findings: readonly Finding[];
  readonly hover: string;
  /** "assets/orders.ts:3", lines counted from 1; so are references. */
  readonly definition: string;
  readonly references: readonly string[];
  readonly completion: readonly string[];
  /** Titles of the code actions at the misspelt key. */
  readonly actions: readonly string[];
  /** Lines of assets/revenue.ts after the first of them, when no finding was left. */
  readonly mended: readonly string[];
  readonly renamed: { readonly revenue: readonly string[]; readonly keys: readonly string[] };
  /** Whether the editor would ask for formatting. */
  readonly formats: boolean;
  readonly symbols: readonly string[];
  readonly stopped: boolean;
}

export interface Finding {
  readonly code: string;
  readonly line: number;
  readonly message: string;
  readonly source: string;
}

const PROJECT = `
  //- /keys.ts
  export const ORDERS = "bronze/orders";
  //- /assets/orders.ts
  import { asset } from "strataline";
  import { ORDERS } from "../keys.ts";
  export const orders = asset({ key: ORDERS, description: "One row per order.", run: () => [] });
  //- /assets/revenue.ts
  import { asset } from "strataline";
  export const clean = asset({ key: "silver/orders", deps: { raw: "bronze/orders" }, run: () => [] });
  export const revenue = asset({ key: "gold/revenue", deps: { orders: "silver/ordrs" }, run: () => [] });
`;

const CLI = resolve("sdk/bin/strataline.mjs");

/** `config`: what the editor is told of the server, as in docs/editors.md. */
export async function driveEditor(
  program: string,
  programArguments: readonly string[],
  config: string,
): Promise<Report> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "strataline-editor-")));
  const root = join(folder, "project");
  const home = join(folder, "home");
  const report = join(folder, "report.json");
  const configFile = join(folder, "config");
  try {
    for (const [path, text] of parseFixture(PROJECT).files) write(join(root, path), text);
    // As `npm install strataline` leaves it, for `npx`.
    write(join(root, "package.json"), "{}");
    mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
    symlinkSync(CLI, join(root, "node_modules/.bin/strataline"));
    mkdirSync(home);
    writeFileSync(configFile, config);
    const session = { root, report, config: configFile, command: [process.execPath, CLI, "lsp", "--stdio"] };
    const env = {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: home,
      STRATALINE_SESSION: JSON.stringify(session),
    };
    const { output } = await run(program, programArguments, { cwd: root, env, timeout: 50_000 });
    return readReport(report, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first code block in a language below a heading of docs/editors.md. */
export function documented(heading: string, language: string): string {
  const text = readFileSync("docs/editors.md", "utf8");
  const section = text.split(/^#+ /m).find((one) => one.startsWith(heading));
  const block = section?.split(`\`\`\`${language}\n`)[1]?.split("```")[0];
  if (block === undefined)
    throw new Error(`docs/editors.md has no ${language} below ${JSON.stringify(heading)}`);
  return block;
}

function readReport(path: string, output: string): Report {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new Error(`the editor wrote no report; it said:\n${output}`);
  }
  const report = JSON.parse(text) as Report & { readonly problem?: string };
  if (report.problem !== undefined) throw new Error(`${report.problem}\nseen so far: ${text}\n${output}`);
  return report;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
