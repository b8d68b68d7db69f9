// What a server knew of a project when it ended, for the next one: told at once when nothing on disk has changed since.
// Written whole or not at all; what is broken, of another server or of another root is as good as none.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Diagnostic as LspDiagnostic } from "vscode-languageserver";
import type { GraphResult, ProjectsParams } from "@strataline/protocol";
import { readText, type DiskHost } from "./diskHost.ts";
import { absoluteIn } from "./paths.ts";

/** What is told of a project that is not read yet. */
export interface Known {
  readonly graph: Pick<GraphResult, "graph" | "cycles" | "problems">;
  readonly overview: ProjectsParams["projects"][number];
  readonly findings: readonly (readonly [path: string, items: readonly LspDiagnostic[]])[];
}

/** Path, size, time of the last change of content, and of anything. Only the path: there was no such file. */
type Stat = readonly [path: string, ...is: number[]];

interface Cache extends Known {
  readonly writer: string;
  readonly root: string;
  /** Every file that analysis has listed. */
  readonly listed: readonly Stat[];
  /** What it has looked up besides. */
  readonly read: readonly Stat[];
  readonly folders: readonly (readonly [path: string, names: readonly string[]])[];
  readonly links: readonly (readonly [path: string, target: string])[];
}

/** Grows when what stands in the file means something else. */
const FORMAT = 1;
const DAY_MS = 86_400_000;
const MAX_AGE_MS = 30 * DAY_MS;
const OURS = /^[0-9a-f]{32}\.json(\.\d+\.tmp)?$/;

/** undefined when there is none that holds now. */
export function* readIndexCache(
  directory: string,
  root: string,
  host: DiskHost,
): Generator<void, Known | undefined, void> {
  const file = fileOf(directory, root);
  const cache = parse(readText(file));
  if (cache?.writer !== writer() || cache.root !== root) return undefined;
  yield;
  const listed = host.listFilesAhead();
  if (listed.length !== cache.listed.length) return undefined;
  if (!listed.every((path, at) => path === cache.listed[at]?.[0])) return undefined;
  for (const before of [...cache.listed, ...cache.read]) {
    if (!isSame(before, statOf(root, before[0]))) return undefined;
    yield;
  }
  if (!cache.folders.every(([path, names]) => isSame(names, host.listFolders(path)))) return undefined;
  if (!cache.links.every(([path, target]) => host.realPath(path) === target)) return undefined;
  const now = new Date();
  utimesSync(file, now, now);
  return cache;
}

/** The last step writes the file. */
export function* writeIndexCache(
  directory: string,
  root: string,
  host: DiskHost,
  known: Known,
): Generator<void, void, void> {
  const listed: Stat[] = [];
  for (const path of host.listFiles()) {
    listed.push(statOf(root, path));
    yield;
  }
  const isListed = new Set(listed.map(([path]) => path));
  const read = [...host.asked.files].filter((path) => !isListed.has(path)).map((path) => statOf(root, path));
  const { graph, overview, findings } = known;
  const folders = [...host.asked.folders];
  const links = [...host.asked.links];
  const parts: string[] = [];
  const fields: Omit<Cache, "findings"> = {
    writer: writer(),
    root,
    listed,
    read,
    folders,
    links,
    overview,
    graph,
  };
  for (const [name, value] of Object.entries(fields)) {
    parts.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
    yield;
  }
  const found: string[] = [];
  for (const one of findings) {
    found.push(JSON.stringify(one));
    yield;
  }
  parts.push(`"findings":[${found.join(",\n")}]`);
  const file = fileOf(directory, root);
  const temporary = `${file}.${process.pid}.tmp`;
  mkdirSync(directory, { recursive: true });
  keepOutOfGit(directory);
  writeFileSync(temporary, `{${parts.join(",\n")}}`);
  renameSync(temporary, file);
}

/** Caches of projects that nobody has opened for long. */
export function removeOldCaches(directory: string, now = Date.now()): void {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory)) {
    if (!OURS.test(name)) continue;
    const file = `${directory}/${name}`;
    const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: now };
    if (now - mtimeMs > MAX_AGE_MS) rmSync(file, { force: true });
  }
}

function fileOf(directory: string, root: string): string {
  return `${directory}/${createHash("sha256").update(root).digest("hex").slice(0, 32)}.json`;
}

let ownWriter: string | undefined;

/** Another build of the server may find other things. */
function writer(): string {
  const { size, mtimeMs } = statSync(process.argv[1] ?? "", { throwIfNoEntry: false }) ?? {
    size: 0,
    mtimeMs: 0,
  };
  return (ownWriter ??= `${FORMAT} ${size} ${mtimeMs}`);
}

function parse(text: string | undefined): Cache | undefined {
  if (text === undefined) return undefined;
  try {
    const cache = JSON.parse(text) as Cache;
    const lists = [cache.listed, cache.read, cache.folders, cache.links, cache.findings];
    return lists.every(Array.isArray) ? cache : undefined;
  } catch {
    return undefined;
  }
}

function statOf(root: string, path: string): Stat {
  // Thousands of files: most need no more than this.
  const file = path.startsWith("..") ? absoluteIn(root, path) : `${root}/${path}`;
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? [path] : [path, stat.size, stat.mtimeMs, stat.ctimeMs];
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

/** Inside of a project: `.strataline` is not for the repository. */
function keepOutOfGit(directory: string): void {
  if (!directory.endsWith("/.strataline/cache")) return;
  const file = `${dirname(directory)}/.gitignore`;
  if (!existsSync(file)) writeFileSync(file, "*\n");
}
