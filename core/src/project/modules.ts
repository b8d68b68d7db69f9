// Which file an import means. Follows TypeScript's "bundler" rules as far as local files go.
import { readJsonc } from "../syntax/jsonc.ts";
import { SDK_PACKAGE } from "../syntax/vocabulary.ts";
import { ancestors, directoryOf, joinPath } from "./paths.ts";

export type Resolution =
  | { readonly k: "file"; readonly path: string }
  | { readonly k: "sdk" }
  /** A package or a built-in module; `name` is the package's, without a path inside of it. */
  | { readonly k: "package"; readonly name: string }
  /** A relative or mapped import of a file that does not exist. */
  | { readonly k: "missing" };

export interface ModuleResolver {
  resolve(from: string, specifier: string): Resolution;
}

/** What resolution needs of the world. */
export interface FileProbe {
  exists(path: string): boolean;
  read(path: string): string | undefined;
}

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
/** `./x.js` in TypeScript means `./x.ts` when there is one. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

export function createModuleResolver(probe: FileProbe): ModuleResolver {
  const configs = new Map<string, PathMapping | null>();
  const resolutions = new Map<string, Resolution>();

  const findFile = (path: string): string | undefined => {
    const extension = /\.[cm]?[jt]sx?$/.exec(path)?.[0];
    if (extension !== undefined) {
      const stem = path.slice(0, -extension.length);
      const sources = (WRITTEN_AS[extension] ?? []).map((written) => stem + written);
      const found = [...sources, path].find((candidate) => probe.exists(candidate));
      if (found !== undefined) return found;
    } else if (path.endsWith(".json") && probe.exists(path)) return path;
    return EXTENSIONS.flatMap((ending) => [path + ending, joinPath(path, `index${ending}`)])
      .sort((a, b) => Number(isIndex(path, a)) - Number(isIndex(path, b)))
      .find((candidate) => probe.exists(candidate));
  };

  const mappingFor = (from: string): PathMapping | undefined => {
    for (const directory of ancestors(directoryOf(from))) {
      for (const name of ["tsconfig.json", "jsconfig.json"]) {
        const path = joinPath(directory, name);
        let mapping = configs.get(path);
        if (mapping === undefined) {
          mapping = readMapping(probe, path, 0) ?? null;
          configs.set(path, mapping);
        }
        if (mapping) return mapping;
      }
    }
    return undefined;
  };

  const resolve = (from: string, specifier: string): Resolution => {
    if (specifier === SDK_PACKAGE) return { k: "sdk" };
    if (/^\.\.?(\/|$)/.test(specifier)) {
      const path = findFile(joinPath(directoryOf(from), specifier));
      return path === undefined ? { k: "missing" } : { k: "file", path };
    }
    const mapping = mappingFor(from);
    const mapped = mapping ? candidates(mapping, specifier) : [];
    for (const candidate of mapped) {
      const path = findFile(candidate);
      if (path !== undefined) return { k: "file", path };
    }
    return { k: "package", name: packageName(specifier) };
  };

  return {
    resolve: (from, specifier) => {
      const id = `${directoryOf(from)}\n${specifier}`;
      let resolution = resolutions.get(id);
      if (!resolution) resolutions.set(id, (resolution = resolve(from, specifier)));
      return resolution;
    },
  };
}

/** `@scope/name/path` → `@scope/name`; `node:fs` stays. */
export function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function isIndex(path: string, candidate: string): boolean {
  return candidate.length > path.length && candidate.charAt(path.length) !== ".";
}

/** `paths` and `baseUrl` of one tsconfig.json, with its `extends` followed. */
interface PathMapping {
  readonly baseUrl: string | null;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

const MAX_EXTENDS = 10;

function readMapping(probe: FileProbe, path: string, depth: number): PathMapping | undefined {
  const text = depth > MAX_EXTENDS ? undefined : probe.read(path);
  if (text === undefined) return undefined;
  const json = asRecord(readJsonc(text)) ?? {};
  const directory = directoryOf(path);
  let result: PathMapping = { baseUrl: null, paths: [] };
  const bases = Array.isArray(json.extends) ? (json.extends as readonly unknown[]) : [json.extends];
  for (const base of bases) {
    const inherited = typeof base === "string" ? readExtended(probe, directory, base, depth) : undefined;
    if (inherited) {
      result = {
        baseUrl: inherited.baseUrl ?? result.baseUrl,
        paths: inherited.paths.length > 0 ? inherited.paths : result.paths,
      };
    }
  }
  const options = asRecord(json.compilerOptions) ?? {};
  const baseUrl = typeof options.baseUrl === "string" ? joinPath(directory, options.baseUrl) : result.baseUrl;
  const paths = asRecord(options.paths);
  if (!paths) return { ...result, baseUrl };
  return {
    baseUrl,
    paths: Object.entries(paths).map(([pattern, targets]) => ({
      pattern,
      targets: (Array.isArray(targets) ? (targets as readonly unknown[]) : [])
        .filter((target) => typeof target === "string")
        .map((target) => joinPath(baseUrl ?? directory, target)),
    })),
  };
}

function readExtended(
  probe: FileProbe,
  directory: string,
  specifier: string,
  depth: number,
): PathMapping | undefined {
  const directories = specifier.startsWith(".")
    ? [directory]
    : ancestors(directory).map((ancestor) => joinPath(ancestor, "node_modules"));
  for (const base of directories) {
    for (const ending of ["", ".json", "/tsconfig.json"]) {
      const mapping = readMapping(probe, joinPath(base, specifier + ending), depth + 1);
      if (mapping) return mapping;
    }
  }
  return undefined;
}

/** Files `specifier` may mean, the most specific pattern first. */
function candidates(mapping: PathMapping, specifier: string): string[] {
  const matches = mapping.paths.flatMap(({ pattern, targets }) => {
    const [prefix = "", suffix] = pattern.split("*", 2);
    if (suffix === undefined) return pattern === specifier ? [{ length: Infinity, targets }] : [];
    if (specifier.length < prefix.length + suffix.length) return [];
    if (!specifier.startsWith(prefix) || !specifier.endsWith(suffix)) return [];
    const star = specifier.slice(prefix.length, specifier.length - suffix.length);
    return [{ length: prefix.length, targets: targets.map((target) => target.replace("*", () => star)) }];
  });
  const best = matches.sort((a, b) => b.length - a.length)[0]?.targets ?? [];
  return mapping.baseUrl === null ? [...best] : [...best, joinPath(mapping.baseUrl, specifier)];
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
