// Which files a change concerns: the changed ones, and all that import one of them, however far. And the world before a change.
import type { Host } from "../../project/host.ts";
import type { SnapshotBase } from "../../project/snapshot.ts";

type Files = Pick<SnapshotBase, "paths" | "facts" | "resolveModule">;

export function importersOf(
  changed: ReadonlySet<string>,
  snapshot: Files,
  paths: readonly string[] = snapshot.paths,
): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  const seen = new Set<string>();
  const queue = [...paths];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const target of importsOf(path, snapshot)) {
      const known = importers.get(target);
      if (known === undefined) importers.set(target, [path]);
      else known.push(path);
      queue.push(target);
    }
  }
  const touched = new Set(changed);
  for (const path of touched) for (const importer of importers.get(path) ?? []) touched.add(importer);
  return touched;
}

function importsOf(path: string, snapshot: Files): readonly string[] {
  const specifiers = (snapshot.facts(path)?.units ?? []).flatMap(({ shape: { statement } }) => {
    if (statement.k === "export") return statement.from ?? [];
    if (statement.k !== "import") return [];
    const isOnlyTypes = statement.names.length > 0 && statement.names.every(({ typeOnly }) => typeOnly);
    return isOnlyTypes ? [] : statement.specifier;
  });
  return [...new Set(specifiers)].flatMap((specifier) => snapshot.resolveModule(path, specifier) ?? []);
}

/** `paths` changed since, all others are as now. `before`: the texts of those that were there. */
export function hostBefore(paths: ReadonlySet<string>, before: ReadonlyMap<string, string>, now: Host): Host {
  return {
    ...now,
    listFiles: () => [...now.listFiles().filter((path) => !paths.has(path)), ...before.keys()].sort(),
    readFile: (path) => (paths.has(path) ? before.get(path) : now.readFile(path)),
  };
}
