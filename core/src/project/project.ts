// The project one changes and the snapshots one asks. Linking runs again only when what files say has changed;
// when only positions moved, graph and linked project stay the same objects.
import type { AssetGraph } from "../graph/index.ts";
import { contains, createLineIndex, type Location, type Span } from "../text/index.ts";
import { buildGraph, updateGraph } from "./buildGraph.ts";
import { createCodeVersions, type CodeWorld } from "./codeVersion.ts";
import { Files } from "./files.ts";
import type { FileChange, Host } from "./host.ts";
import { link, type Linking } from "./link.ts";
import type { LinkedDefinition, Site } from "./linked.ts";
import type { ProjectOf, SnapshotBase } from "./snapshot.ts";

/** `extend` adds the features' answers to what analysis knows. */
export function createBaseProject<S extends SnapshotBase>(
  host: Host,
  extend: (base: SnapshotBase) => S,
): ProjectOf<S> {
  let current: { readonly state: State; readonly snapshot: S } | undefined;
  let pending: FileChange[] = [];
  return Object.freeze({
    apply: (changes: readonly FileChange[]) => {
      pending.push(...changes);
    },
    snapshot: () => {
      if (current && pending.length === 0) return current.snapshot;
      const state = current ? advance(current.state, pending) : start(Files.of(host).apply(pending).files);
      pending = [];
      current = { state, snapshot: extend(createSnapshotBase(state)) };
      return current.snapshot;
    },
  });
}

/** Everything known at one revision. */
interface State {
  readonly revision: number;
  readonly files: Files;
  readonly linking: Linking;
  readonly graph: AssetGraph;
}

function start(files: Files): State {
  const linking = linkFiles(files);
  return { revision: 1, files, linking, graph: buildGraph(linking.linked) };
}

function advance(state: State, changes: readonly FileChange[]): State {
  const { files, shapeChanged } = state.files.apply(changes);
  const revision = state.revision + 1;
  if (!shapeChanged) return { ...state, revision, files };
  const linking = linkFiles(files);
  const graph = updateGraph({ linked: state.linking.linked, graph: state.graph }, linking.linked);
  return { revision, files, linking, graph };
}

function linkFiles(files: Files): Linking {
  return link({
    listPaths: () => files.paths(),
    exists: (path) => files.exists(path),
    read: (path) => files.read(path),
    shape: (path) => files.shape(path),
  });
}

const NO_LINES = createLineIndex("");

function createSnapshotBase({ revision, files, linking, graph }: State): SnapshotBase {
  const { linked, paths, modules } = linking;
  const span = ({ path, at }: Site): Span => {
    const spans = files.get(path)?.facts.spans;
    return { start: spans?.[2 * at] ?? 0, end: spans?.[2 * at + 1] ?? 0 };
  };
  /** Of the statement that declares a name. */
  const statementSpan = (path: string, name: string | null): Span | undefined => {
    const bindings = files.get(path)?.facts.shape.bindings ?? [];
    const at = name === null ? undefined : bindings.find((binding) => binding.name === name)?.declarationAt;
    return at === undefined ? undefined : span({ path, at });
  };
  const place = (site: Site): Location => ({ path: site.path, span: span(site) });
  let codeVersions: ReturnType<typeof createCodeVersions> | undefined;
  let byKey: ReadonlyMap<string, LinkedDefinition> | undefined;
  const definitionOf = (key: string): LinkedDefinition | undefined => {
    // The first of several declarations of one key is the node.
    byKey ??= new Map(linked.definitions.toReversed().map((definition) => [definition.id, definition]));
    return byKey.get(key);
  };
  return {
    revision,
    graph,
    linked,
    paths,
    text: (path) => files.read(path),
    lines: (path) => files.get(path)?.lines ?? NO_LINES,
    facts: (path) => files.get(path)?.facts,
    span,
    locate: (key) => {
      const definition = definitionOf(key);
      return definition && { name: place(definition.nameSite), full: place(definition.site) };
    },
    assetAt: (path, offset) => {
      const here = linked.definitions.filter(({ site }) => site.path === path);
      // `export const orders = ` belongs to the asset too.
      const byCall = innermostAt(here, offset, ({ site }) => span(site));
      return (byCall ?? innermostAt(here, offset, ({ binding }) => statementSpan(path, binding)))?.id;
    },
    codeVersion: (key) => {
      const definition = definitionOf(key);
      codeVersions ??= createCodeVersions(codeWorld(files, linking));
      return definition ? codeVersions(definition.site.path, span(definition.site).start) : "";
    },
    resolveModule: (from, specifier) => {
      const target = modules.resolve(from, specifier);
      return target.k === "file" ? target.path : undefined;
    },
  };
}

/** The definition with the shortest span around an offset. */
function innermostAt(
  definitions: readonly LinkedDefinition[],
  offset: number,
  spanOf: (definition: LinkedDefinition) => Span | undefined,
): LinkedDefinition | undefined {
  let innermost: { readonly definition: LinkedDefinition; readonly length: number } | undefined;
  for (const definition of definitions) {
    const found = spanOf(definition);
    if (found === undefined || !contains(found, offset)) continue;
    const length = found.end - found.start;
    if (innermost === undefined || length < innermost.length) innermost = { definition, length };
  }
  return innermost?.definition;
}

function codeWorld(files: Files, { linked, modules }: Linking): CodeWorld {
  const declared = new Map<string, Map<number, string>>();
  for (const { id, site } of linked.definitions) {
    const offset = files.get(site.path)?.facts.spans[2 * site.at] ?? 0;
    const inFile = declared.get(site.path) ?? new Map<number, string>();
    declared.set(site.path, inFile.set(offset, id));
  }
  return {
    modules,
    shape: (path) => files.shape(path),
    code: (path) => files.get(path)?.code([...(declared.get(path)?.keys() ?? [])]),
    read: (path) => files.read(path),
    declaredAt: (path, offset) => declared.get(path)?.get(offset),
  };
}
