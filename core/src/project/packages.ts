// Which file a package name means: packages of the same workspace, and installed ones that have to do with the project. Others
// stay closed: nobody's keys come from a date library, and reading it would take longer than everything else.
import { readJsonc } from "../syntax/jsonc.ts";
import { SDK_PACKAGE } from "../syntax/vocabulary.ts";
import { asRecord } from "./json.ts";
import type { FileProbe } from "./modules.ts";
import { ancestors, directoryOf, joinPath } from "./paths.ts";

/** Characters of an installed package's entry that is read although the package says nothing of Strataline. */
const SMALL = 20_000;
/** It loads other modules: the entry of a library, not a file of constants. */
const LOADS = /\b(?:from|import)\s*\(?\s*["']|\brequire\s*\(/;

interface Package {
  readonly directory: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly isOpen: boolean;
}

export interface Packages {
  /** Candidates for the file that `name` with `subpath` ("." or "./x") means; undefined: no such package, or a closed one. */
  entries(from: string, name: string, subpath: string): readonly string[] | undefined;
}

export function createPackages(probe: FileProbe): Packages {
  const manifests = new Map<string, Readonly<Record<string, unknown>> | undefined>();
  const found = new Map<string, Package | undefined>();
  let workspace: ReadonlyMap<string, Package> | undefined;

  const manifestOf = (directory: string): Readonly<Record<string, unknown>> | undefined => {
    if (!manifests.has(directory)) {
      const text = probe.read(joinPath(directory, "package.json"));
      manifests.set(directory, text === undefined ? undefined : asRecord(readJsonc(text)));
    }
    return manifests.get(directory);
  };

  const installed = (from: string, name: string): Package | undefined => {
    for (const directory of ancestors(directoryOf(from))) {
      const place = joinPath(directory, `node_modules/${name}`);
      const manifest = manifestOf(place);
      if (!manifest) continue;
      const real = probe.realPath?.(place) ?? place;
      const isLinked = !real.includes("node_modules/");
      return { directory: real, manifest, isOpen: isLinked || isRelated(manifest) };
    }
    return undefined;
  };

  /** Packages of the workspaces around the project, also before anything is installed. */
  const workspaces = (): ReadonlyMap<string, Package> => {
    if (workspace) return workspace;
    const packages = new Map<string, Package>();
    for (const root of ancestors("")) {
      const manifest = manifestOf(root);
      for (const directory of workspaceFolders(probe, root, manifest?.workspaces)) {
        const inside = manifestOf(directory);
        const name = inside?.name;
        if (inside && typeof name === "string" && !packages.has(name)) {
          packages.set(name, { directory, manifest: inside, isOpen: true });
        }
      }
    }
    workspace = packages;
    return packages;
  };

  const find = (from: string, name: string): Package | undefined => {
    const id = `${directoryOf(from)}\n${name}`;
    if (!found.has(id)) found.set(id, workspaces().get(name) ?? installed(from, name));
    return found.get(id);
  };

  return {
    entries: (from, name, subpath) => {
      if (/^(node|bun|deno):/.test(name) || name === "") return undefined;
      const one = find(from, name);
      if (!one) return undefined;
      const entries = entriesOf(one, subpath).flatMap((entry) => [entry, ...sourcesOf(probe, one, entry)]);
      if (one.isOpen) return entries;
      const first = entries.find((entry) => probe.exists(entry));
      const text = first === undefined ? undefined : probe.read(first);
      return text !== undefined && text.length <= SMALL && !LOADS.test(text) ? entries : undefined;
    },
  };
}

/** It depends on the SDK, or says that it belongs to it. */
function isRelated(manifest: Readonly<Record<string, unknown>>): boolean {
  const groups = [manifest.dependencies, manifest.peerDependencies, manifest.devDependencies];
  const keywords: readonly unknown[] = Array.isArray(manifest.keywords) ? manifest.keywords : [];
  return (
    groups.some((group) => asRecord(group)?.[SDK_PACKAGE] !== undefined) || keywords.includes(SDK_PACKAGE)
  );
}

function workspaceFolders(probe: FileProbe, root: string, patterns: unknown): readonly string[] {
  const list = Array.isArray(patterns) ? (patterns as readonly unknown[]) : asRecord(patterns)?.packages;
  if (!Array.isArray(list)) return [];
  return (list as readonly unknown[]).flatMap((pattern) => {
    if (typeof pattern !== "string") return [];
    const [before = "", after] = pattern.replace(/\/$/, "").split("/*", 2);
    if (after === undefined) return [joinPath(root, pattern)];
    const folder = joinPath(root, before);
    return (probe.listFolders?.(folder) ?? []).map((name) => joinPath(folder, name));
  });
}

const CONDITIONS = ["strataline", "source", "import", "module", "node", "default", "require"];

function entriesOf({ directory, manifest }: Package, subpath: string): readonly string[] {
  const exported = fromExports(manifest.exports, subpath);
  if (exported.length > 0) return exported.map((target) => joinPath(directory, target));
  if (manifest.exports !== undefined) return [];
  if (subpath !== ".") return [joinPath(directory, subpath)];
  const fields = [manifest.source, manifest.module, manifest.main].filter(
    (field) => typeof field === "string",
  );
  return [...fields, "index", "src/index"].map((field) => joinPath(directory, field));
}

function fromExports(exports: unknown, subpath: string): readonly string[] {
  const record = asRecord(exports);
  const isByPath = record !== undefined && Object.keys(record).some((key) => key.startsWith("."));
  if (!isByPath) return subpath === "." ? targetsOf(exports) : [];
  const exact = record[subpath];
  if (exact !== undefined) return targetsOf(exact);
  for (const [pattern, target] of Object.entries(record)) {
    const [start = "", end] = pattern.split("*", 2);
    if (end === undefined || !subpath.startsWith(start) || !subpath.endsWith(end)) continue;
    const star = subpath.slice(start.length, subpath.length - end.length);
    return targetsOf(target).map((one) => one.replaceAll("*", () => star));
  }
  return [];
}

/** The files of a target, the likeliest first; types are none. */
function targetsOf(target: unknown): readonly string[] {
  if (typeof target === "string") return [target];
  if (Array.isArray(target)) return (target as readonly unknown[]).flatMap(targetsOf);
  const conditions = asRecord(target);
  return conditions ? CONDITIONS.flatMap((condition) => targetsOf(conditions[condition] ?? [])) : [];
}

/** `dist/index.js` is built from `src/index.ts`: what tsconfig.json says, else the usual. */
function sourcesOf(probe: FileProbe, { directory }: Package, entry: string): readonly string[] {
  const text = probe.read(joinPath(directory, "tsconfig.json"));
  const options = asRecord(asRecord(text === undefined ? undefined : readJsonc(text))?.compilerOptions) ?? {};
  const folder = (value: unknown, otherwise: string): string =>
    joinPath(directory, typeof value === "string" ? value : otherwise);
  const out = `${folder(options.outDir, "dist")}/`;
  if (!entry.startsWith(out)) return [];
  const rest = entry.slice(out.length);
  const roots =
    typeof options.rootDir === "string" ? [folder(options.rootDir, "")] : [folder("src", ""), directory];
  return roots.map((root) => joinPath(root, rest));
}
