// Which file an import means. Follows TypeScript's "bundler" rules as far as local files go.
import { SDK_PACKAGE } from "../syntax/vocabulary.ts";
import { candidates, readPackageImports, readTsconfig, type PathMapping } from "./pathMapping.ts";
import { createPackages } from "./packages.ts";
import { ancestors, directoryOf, joinPath } from "./paths.ts";

export type Resolution =
  | {
      readonly k: "file";
      readonly path: string;
      /** Name of the package it belongs to, when it was asked for by that. */
      readonly package?: string;
    }
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
  realPath?(path: string): string;
  listFolders?(path: string): readonly string[];
}

const NO_MAPPING: PathMapping = { baseUrl: null, paths: [] };

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
/** `./x.js` in TypeScript means `./x.ts` when there is one. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

export function createModuleResolver(probe: FileProbe): ModuleResolver {
  const mappings = new Map<string, PathMapping | null>();
  const resolutions = new Map<string, Resolution>();
  const packages = createPackages(probe);

  const findFile = (path: string): string | undefined => {
    const extension = /\.[cm]?[jt]sx?$/.exec(path)?.[0];
    if (extension !== undefined) {
      const stem = path.slice(0, -extension.length);
      for (const written of WRITTEN_AS[extension] ?? []) {
        if (probe.exists(stem + written)) return stem + written;
      }
      if (probe.exists(path)) return path;
    } else if (path.endsWith(".json") && probe.exists(path)) return path;
    for (const ending of EXTENSIONS) if (probe.exists(path + ending)) return path + ending;
    for (const ending of EXTENSIONS) {
      const index = joinPath(path, `index${ending}`);
      if (probe.exists(index)) return index;
    }
    return undefined;
  };

  const nearest = (
    from: string,
    names: readonly string[],
    readOne: typeof readPackageImports,
  ): PathMapping => {
    for (const directory of ancestors(directoryOf(from))) {
      for (const name of names) {
        const path = joinPath(directory, name);
        let mapping = mappings.get(path);
        if (mapping === undefined) mappings.set(path, (mapping = readOne(probe, path) ?? null));
        if (mapping) return mapping;
      }
    }
    return NO_MAPPING;
  };

  const resolve = (from: string, specifier: string): Resolution => {
    if (specifier === SDK_PACKAGE) return { k: "sdk" };
    if (/^\.\.?(\/|$)/.test(specifier)) {
      const path = findFile(joinPath(directoryOf(from), specifier));
      return path === undefined ? { k: "missing" } : { k: "file", path };
    }
    const mapping = specifier.startsWith("#")
      ? nearest(from, ["package.json"], readPackageImports)
      : nearest(from, ["tsconfig.json", "jsconfig.json"], readTsconfig);
    for (const candidate of candidates(mapping, specifier)) {
      const path = findFile(candidate);
      if (path !== undefined) return { k: "file", path };
    }
    const name = packageName(specifier);
    const subpath = `.${specifier.slice(name.length)}`;
    for (const entry of packages.entries(from, name, subpath) ?? []) {
      const path = findFile(entry);
      if (path !== undefined && !/\.d\.[cm]?ts$/.test(path)) return { k: "file", path, package: name };
    }
    return { k: "package", name };
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
function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
