// Which files belong to the project: those the `assets` patterns choose, and what they import.
import type { FileFacts } from "../syntax/facts.ts";
import { createMatcher } from "./glob.ts";
import type { ModuleResolver } from "./modules.ts";
import { scopeOf } from "./scope.ts";
import type { Steps } from "./steps.ts";

interface FilesToSearch {
  listPaths(): Iterable<string>;
  facts(path: string): FileFacts | undefined;
}

/** Sorted. One step for each file: this is where files are read first. */
export function* findFiles(
  world: FilesToSearch,
  modules: ModuleResolver,
  patterns: readonly string[],
): Steps<readonly string[]> {
  const matches = createMatcher(patterns);
  const paths = new Set<string>();
  const queue = [...world.listPaths()].filter((path) => matches(path) && isSource(path));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const facts = paths.has(path) ? undefined : world.facts(path);
    if (!facts) continue;
    paths.add(path);
    queue.push(...importsOf(world, modules, path));
    yield;
  }
  return [...paths].sort();
}

/** The sources that a file loads itself. */
export function importsOf(world: FilesToSearch, modules: ModuleResolver, path: string): readonly string[] {
  const facts = world.facts(path);
  const targets = facts ? [...scopeOf(facts).loads].map((specifier) => modules.resolve(path, specifier)) : [];
  return targets.flatMap((target) => (target.k === "file" && isSource(target.path) ? [target.path] : []));
}

/** Those that change the contents of something they import: few do. */
export function changersAmong(world: FilesToSearch, paths: Iterable<string>): readonly string[] {
  const changers: string[] = [];
  for (const path of paths) {
    const facts = world.facts(path);
    if (facts && scopeOf(facts).changedImports.length > 0) changers.push(path);
  }
  return changers;
}

/** Exports whose contents another file changes (`import { all } …; all.push(…)`), as `path\nname`, with one such file. */
export function changedExports(
  world: FilesToSearch,
  modules: ModuleResolver,
  paths: readonly string[],
): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const path of paths) {
    const facts = world.facts(path);
    const scope = facts && scopeOf(facts);
    for (const name of scope?.changedImports ?? []) {
      const local = scope?.locals.get(name);
      if (local?.k !== "import") continue;
      const found = declarerOf(world, modules, path, local.specifier, local.fact.imported);
      if (found !== undefined) changed.set(found, path);
    }
  }
  return changed;
}

/** Follows imports and exports by name to the file that binds it. */
function declarerOf(
  world: FilesToSearch,
  modules: ModuleResolver,
  from: string,
  specifier: string,
  name: string,
): string | undefined {
  let at = modules.resolve(from, specifier);
  let wanted = name;
  for (let hops = 0; at.k === "file" && hops < 20; hops++) {
    const { path } = at;
    const facts = world.facts(path);
    const scope = facts && scopeOf(facts);
    const exported = scope?.exports.get(wanted);
    if (!scope || exported?.local == null) return undefined;
    if (exported.from === null) {
      const local = scope.locals.get(exported.local);
      if (local?.k !== "import") return `${path}\n${exported.local}`;
      at = modules.resolve(path, local.specifier);
      wanted = local.fact.imported;
    } else {
      at = modules.resolve(path, exported.from);
      wanted = exported.local;
    }
  }
  return undefined;
}

export function isSource(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path);
}
