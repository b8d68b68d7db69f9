// Specifiers that are no paths but mean files: `paths` and `baseUrl` of tsconfig.json, `imports` of package.json.
import { readJsonc } from "../syntax/jsonc.ts";
import { asRecord } from "./json.ts";
import type { FileProbe } from "./modules.ts";
import { ancestors, directoryOf, joinPath } from "./paths.ts";

export interface PathMapping {
  readonly baseUrl: string | null;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

const MAX_EXTENDS = 10;

/** Of one tsconfig.json, with its `extends` followed; undefined when there is no such file. */
export function readTsconfig(probe: FileProbe, path: string, depth = 0): PathMapping | undefined {
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
      const mapping = readTsconfig(probe, joinPath(base, specifier + ending), depth + 1);
      if (mapping) return mapping;
    }
  }
  return undefined;
}

/** Files `specifier` may mean, the most specific pattern first. */
export function candidates(mapping: PathMapping, specifier: string): string[] {
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

/** Of one package.json: `"#lib/*": "./lib/*.ts"`, also with conditions. */
export function readPackageImports(probe: FileProbe, path: string): PathMapping | undefined {
  const text = probe.read(path);
  if (text === undefined) return undefined;
  const imports = asRecord(asRecord(readJsonc(text))?.imports) ?? {};
  const directory = directoryOf(path);
  const paths = Object.entries(imports).flatMap(([pattern, target]) => {
    const conditions = asRecord(target);
    const chosen = conditions ? (conditions.import ?? conditions.default) : target;
    return typeof chosen === "string" ? [{ pattern, targets: [joinPath(directory, chosen)] }] : [];
  });
  return { baseUrl: null, paths };
}
