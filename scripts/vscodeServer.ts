// A real VS Code in the browser: installs code-server (pinned, from npm) into .cache/ and serves it on 127.0.0.1.
// `npm start`, the end-to-end tests and the README's screenshots all use this one; nothing is written outside
// the repository's .cache/ folder and the data folder given.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run, runNpm } from "./commands.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  name: string;
  version: string;
};

/** What `npm run package` makes. */
export const packagedExtension = join(root, `${manifest.name}-${manifest.version}.vsix`);

const recipe = join(root, "scripts/vscode-server");
const installation = join(root, ".cache/vscode-server");
const codeServer = join(installation, "node_modules/code-server");

/** Parts of the installation that only cost disk here: AI helpers. */
const unneeded = [
  "lib/vscode/node_modules/@github",
  "lib/vscode/node_modules/@microsoft/mxc-sdk",
  "lib/vscode/extensions/copilot",
];

const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "git.enabled": false,
  // The web version saves by itself; squiggles and lineage must not need that.
  "files.autoSave": "off",
};

export type Installed = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Installs the pinned VS Code server unless it stands already; about a minute the first time. */
export async function installVsCodeServer(say: (line: string) => void): Promise<Installed> {
  const marker = join(installation, ".installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(recipe, "package-lock.json")))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) {
    standInForNativeLogger();
    return { ok: true };
  }

  say("Installing VS Code for the browser into .cache/vscode-server (once, about a minute) …");
  rmSync(installation, { recursive: true, force: true });
  mkdirSync(installation, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    cpSync(join(recipe, file), join(installation, file));
  // What code-server's own postinstall does, without any install script: nothing is compiled.
  // The two inner folders come with a shrinkwrap that `npm ci` finds incomplete, hence `install`.
  for (const [command, folder] of [
    ["ci", installation],
    ["install", join(codeServer, "lib/vscode")],
    ["install", join(codeServer, "lib/vscode/extensions")],
  ] as const) {
    const args = [command, "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { exitCode, output } = await runNpm(args, folder);
    if (exitCode !== 0) return { ok: false, reason: firstError(output) };
  }
  for (const part of unneeded) rmSync(join(codeServer, part), { recursive: true, force: true });
  standInForNativeLogger();
  writeFileSync(marker, wanted);
  return { ok: true };
}

/** Output channels write through a native module that is not compiled here. */
function standInForNativeLogger(): void {
  cpSync(join(recipe, "spdlog.cjs"), join(codeServer, "lib/vscode/node_modules/@vscode/spdlog/index.js"));
}

export interface ServeOptions {
  /** Holds the profile: settings, installed extensions, logs. */
  readonly dataFolder: string;
  readonly vsix: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Ask before trusting a folder (Restricted Mode), as the desktop does. */
  readonly askForTrust: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface VsCodeServer {
  /** Where it listens, e.g. `http://127.0.0.1:8080/`; add `?folder=…` to open a folder. */
  readonly url: string;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Installs the extension into a profile and serves VS Code until `stop`. Throws when the server does not come up. */
export async function serveVsCode(options: ServeOptions): Promise<VsCodeServer> {
  const { args, env } = prepareProfile(options);
  const installed = await run(process.execPath, [...args, "--install-extension", options.vsix], { env });
  if (installed.exitCode !== 0)
    throw new Error(`cannot install ${options.vsix}: ${lastLine(installed.output)}`);

  const child = spawn(
    process.execPath,
    [
      ...args,
      ...["--auth", "none", "--bind-addr", `127.0.0.1:${options.port}`, "--reconnection-grace-time", "5"],
      ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
      ...(options.askForTrust ? [] : ["--disable-workspace-trust"]),
    ],
    { env, stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  let log = "";
  const url = await new Promise<string>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      log += chunk.toString();
      const address = /HTTP server listening on (http:\/\/\S+)/.exec(log)?.[1];
      if (address !== undefined) resolve(address.endsWith("/") ? address : `${address}/`);
    };
    child.stdout.on("data", onData);
    child.stderr.on("data", onData);
    child.on("error", reject);
    child.on("exit", (code) =>
      reject(new Error(`VS Code server stopped with exit code ${String(code)}: ${log}`)),
    );
  });
  return { url, log: () => log, stop: () => stop(child) };
}

/** Writes the settings; the profile folder is also HOME, so that nothing else on the machine is touched. */
function prepareProfile(options: ServeOptions): { args: string[]; env: NodeJS.ProcessEnv } {
  const { dataFolder } = options;
  const home = join(dataFolder, "home");
  mkdirSync(join(dataFolder, "data/User"), { recursive: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(join(dataFolder, "config.yaml"), "{}\n");
  writeFileSync(
    join(dataFolder, "data/User/settings.json"),
    JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2),
  );
  const folders = [
    "--user-data-dir",
    join(dataFolder, "data"),
    "--extensions-dir",
    join(dataFolder, "extensions"),
  ];
  return {
    args: [join(codeServer, "out/node/entry.js"), "--config", join(dataFolder, "config.yaml"), ...folders],
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, ".config"),
      XDG_DATA_HOME: join(home, ".local/share"),
      XDG_CACHE_HOME: join(home, ".cache"),
      // No marketplace: the extension under test is the only one, and nothing is looked up.
      EXTENSIONS_GALLERY: "{}",
    },
  };
}

/** The server starts children of its own (extension host, terminals): the whole process group ends. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const group = -child.pid;
  process.kill(group, "SIGTERM");
  const timer = setTimeout(() => process.kill(group, "SIGKILL"), 5_000);
  await exited;
  clearTimeout(timer);
}

function firstError(output: string): string {
  return output.split("\n").find((line) => /^npm error (?!code)/.test(line)) ?? lastLine(output);
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}
