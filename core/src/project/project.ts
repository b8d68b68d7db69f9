// The project one changes and the snapshots one asks. Linking runs again only when what files say has changed;
// when only positions moved, graph and linked project stay the same objects.
import type { AssetGraph } from "../graph/index.ts";
import { contains, createLineIndex, type Location, type Span } from "../text/index.ts";
import { buildGraph, updateGraph } from "./buildGraph.ts";
import { createCodeVersions, type CodePlace, type CodeVersion, type CodeWorld } from "./codeVersion.ts";
import { Files } from "./files.ts";
import type { FileChange, Host } from "./host.ts";
import { link, linkInSteps, linkSome, relink, type Linking, type World } from "./link.ts";
import type { LinkedDefinition, LinkedProject, Site } from "./linked.ts";
import { scopeOf } from "./scope.ts";
import { toEnd, type Steps } from "./steps.ts";
import { TextLog } from "./textLog.ts";
import type { ProjectOf, SnapshotBase } from "./snapshot.ts";

export interface Extended<S> {
  readonly snapshot: S;
  /** What would be computed when it is first asked for. */
  readonly prepare: () => Steps<void>;
}

/** `extend` adds the features' answers to what analysis knows. */
export function createBaseProject<S extends SnapshotBase>(
  host: Host,
  extend: (base: SnapshotBase) => Extended<S>,
): ProjectOf<S> {
  let current: { readonly state: State; readonly snapshot: S } | undefined;
  let first: { readonly files: Files; readonly steps: Steps<State> } | undefined;
  /** Left to do for a first snapshot that nobody has asked for yet. */
  let preparing: Steps<void> | undefined;
  let partial: { readonly files: Files; readonly made: Map<string, S> } | undefined;
  let pending: FileChange[] = [];

  const beginning = (): NonNullable<typeof first> => {
    if (first) return first;
    const { files } = Files.of(host).apply(pending);
    pending = [];
    return (first = { files, steps: start(files) });
  };
  const started = (state: State): NonNullable<typeof current> => {
    const { snapshot, prepare } = extend(createSnapshotBase(state));
    preparing = prepare();
    return (current = { state, snapshot });
  };
  const ready = (): void => {
    [first, partial, preparing] = [undefined, undefined, undefined];
  };
  const project: ProjectOf<S> = {
    apply: (changes) => {
      pending.push(...changes);
      partial = undefined;
    },
    snapshot: () => {
      const before = current ?? started(toEnd(beginning().steps));
      ready();
      // Those that came while the first one was made, too.
      if (pending.length === 0) return before.snapshot;
      const state = advance(before.state, pending);
      pending = [];
      current = { state, snapshot: extend(createSnapshotBase(state)).snapshot };
      return current.snapshot;
    },
    isReady: () => current !== undefined && preparing === undefined,
    prepare: (mayGoOn) => {
      while (!project.isReady() && mayGoOn()) {
        if (preparing) {
          if (preparing.next().done === true) ready();
        } else {
          const step = beginning().steps.next();
          if (step.done === true) started(step.value);
        }
      }
      return project.isReady();
    },
    partial: (paths) => {
      if (project.isReady()) return project.snapshot();
      const { files } = beginning();
      // A branch of its own: the first index goes on with what there was.
      partial ??= {
        files: pending.length === 0 ? files : files.fork().apply(pending).files,
        made: new Map(),
      };
      const id = paths.join("\n");
      const made =
        partial.made.get(id) ?? extend(createSnapshotBase(startSome(partial.files, paths))).snapshot;
      partial.made.set(id, made);
      return made;
    },
  };
  return Object.freeze(project);
}

/** Everything known at one revision. */
interface State {
  readonly revision: number;
  readonly files: Files;
  readonly live: Live;
  readonly linking: Linking;
  readonly graph: AssetGraph;
  readonly isPartial: boolean;
}

/** The files of the newest revision: what resolves imports outlives revisions, and must not keep them all. */
interface Live {
  files: Files;
  readonly log: TextLog;
}

function* start(files: Files): Steps<State> {
  const live = { files, log: new TextLog() };
  const linking = yield* linkInSteps(worldOf(live));
  yield;
  return { revision: 1, files, live, linking, graph: buildGraph(linking.linked), isPartial: false };
}

function startSome(files: Files, paths: readonly string[]): State {
  const live = { files, log: new TextLog() };
  const linking = linkSome(worldOf(live), paths);
  return { revision: 0, files, live, linking, graph: buildGraph(linking.linked), isPartial: true };
}

function advance(state: State, changes: readonly FileChange[]): State {
  const { files, changed, isWider } = state.files.apply(changes);
  const revision = state.revision + 1;
  const { live } = state;
  live.files = files;
  if (isWider) live.log.noteAll(revision);
  else
    live.log.note(
      revision,
      changes.map(({ path }) => path),
    );
  if (!isWider && changed.length === 0) return { ...state, revision, files };
  const world = worldOf(live);
  const linking = isWider ? link(world) : relink(world, state.linking, changed);
  if (linking.linked === state.linking.linked) return { ...state, revision, files, linking };
  const graph = updateGraph({ linked: state.linking.linked, graph: state.graph }, linking.linked);
  return { ...state, revision, files, linking, graph };
}

function worldOf(live: Live): World {
  return {
    listPaths: () => live.files.paths(),
    exists: (path) => live.files.exists(path),
    read: (path) => live.files.read(path),
    realPath: (path) => live.files.realPath(path),
    listFolders: (path) => live.files.listFolders(path),
    facts: (path) => live.files.facts(path),
    base: (path, unit) => live.files.base(path, unit),
  };
}

const NO_LINES = createLineIndex("");
const NOWHERE: Span = { start: 0, end: 0 };

function createSnapshotBase({ revision, files, live, linking, graph, isPartial }: State): SnapshotBase {
  const { linked, paths, modules } = linking;
  const span = ({ path, at }: Site): Span => files.get(path)?.span(at) ?? NOWHERE;
  /** Of the statement that declares it, when that binds it to a name. */
  const statementSpan = ({ binding, site }: LinkedDefinition): Span | undefined =>
    binding === null ? undefined : files.get(site.path)?.statementSpan(site.at);
  const place = (site: Site): Location => ({ path: site.path, span: span(site) });
  let codeVersions: ReturnType<typeof createCodeVersions> | undefined;
  const definitionOf = (key: string): LinkedDefinition | undefined => byKeyOf(linked).get(key);
  const code = (key: string): CodeVersion | undefined => {
    const definition = definitionOf(key);
    codeVersions ??= createCodeVersions(codeWorld(files, linking));
    return definition && codeVersions(placeOfCode(files, definition));
  };
  return {
    revision,
    isPartial,
    graph,
    linked,
    paths,
    changedSince: (before) => live.log.between(before, revision),
    text: (path) => files.read(path),
    lines: (path) => files.get(path)?.lines ?? NO_LINES,
    facts: (path) => files.get(path)?.facts,
    span,
    locate: (key) => {
      const definition = definitionOf(key);
      return definition && { name: place(definition.nameSite), full: place(definition.site) };
    },
    assetAt: (path, offset) => {
      const here = linked.files.get(path)?.definitions ?? [];
      // `export const orders = ` belongs to the asset too.
      const byCall = innermostAt(here, offset, ({ site }) => span(site));
      return (byCall ?? innermostAt(here, offset, statementSpan))?.id;
    },
    codeVersion: (key) => code(key)?.version ?? "",
    codeParts: (key) => code(key)?.parts ?? {},
    resolveModule: (from, specifier) => {
      const target = modules.resolve(from, specifier);
      return target.k === "file" ? target.path : undefined;
    },
  };
}

const keyed = new WeakMap<LinkedProject, ReadonlyMap<string, LinkedDefinition>>();

/** The first of several declarations of one key is the node. */
function byKeyOf(linked: LinkedProject): ReadonlyMap<string, LinkedDefinition> {
  let byKey = keyed.get(linked);
  if (!byKey) {
    byKey = new Map(linked.definitions.toReversed().map((definition) => [definition.id, definition]));
    keyed.set(linked, byKey);
  }
  return byKey;
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

/** Declared by a call at top level, it has code of its own; else that of the whole statement. */
function isOwnCode({ site, declarationSite, isInFunction }: LinkedDefinition): boolean {
  return !isInFunction && site.path === declarationSite.path && site.at === declarationSite.at;
}

function placeOfCode(files: Files, definition: LinkedDefinition): CodePlace {
  const { path, at } = definition.site;
  const file = files.get(path);
  return {
    path,
    call: isOwnCode(definition) ? (file?.span(at).start ?? 0) : null,
    statement: file?.statementSpan(at).start ?? 0,
    key: definition.id,
  };
}

function codeWorld(files: Files, { linked, modules }: Linking): CodeWorld {
  interface Calls {
    readonly own: Map<number, string>;
    readonly inside: Set<number>;
  }
  const calls = new Map<string, Calls>();
  const callsIn = (path: string): Calls => {
    const known = calls.get(path) ?? { own: new Map(), inside: new Set() };
    calls.set(path, known);
    return known;
  };
  for (const definition of linked.definitions) {
    const { path, at } = definition.declarationSite;
    const offset = files.get(path)?.span(at).start ?? 0;
    if (isOwnCode(definition)) callsIn(path).own.set(offset, definition.id);
    else callsIn(path).inside.add(offset);
  }
  return {
    modules,
    names: (path) => {
      const facts = files.facts(path);
      return facts && scopeOf(facts);
    },
    code: (path) => {
      const { own, inside } = callsIn(path);
      return files.get(path)?.code({ own: new Set(own.keys()), inside });
    },
    read: (path) => files.read(path),
    declaredAt: (path, offset) => callsIn(path).own.get(offset),
  };
}
