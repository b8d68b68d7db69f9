// All files → one LinkedProject: finds the project's files and links each: its declarations, their identities, their options.
// After a change only files are linked again whose own text says something else, or that read what has changed.
import type { FileFacts, Unit } from "../syntax/facts.ts";
import { changedCells } from "./changedCells.ts";
import { readConfig } from "./config.ts";
import { isEqual } from "./equality.ts";
import { Evaluator, type KnownChanges } from "./evaluate.ts";
import { changedExports, changersAmong, findFiles, importsOf, isSource } from "./findFiles.ts";
import { FileLinker } from "./linkFile.ts";
import { createMatcher } from "./glob.ts";
import type { LinkedConfig, LinkedFile, LinkedProject } from "./linked.ts";
import { Memory, readsAny } from "./memory.ts";
import { createModuleResolver, type FileProbe, type ModuleResolver } from "./modules.ts";
import { scopeOf } from "./scope.ts";
import { toEnd, type Steps } from "./steps.ts";

export interface World extends FileProbe {
  listPaths(): Iterable<string>;
  facts(path: string): FileFacts | undefined;
  base(path: string, unit: Unit): number;
}

/** A file of which what it says has changed. undefined: there was none, or is none now. */
export interface ChangedFacts {
  readonly path: string;
  readonly before: FileFacts | undefined;
  readonly after: FileFacts | undefined;
}

/** What one file declares, and which cells (see memory.ts) of all files it depends on. */
interface Link<T> {
  readonly value: T;
  readonly cells: ReadonlySet<string>;
}

export interface Linking {
  readonly linked: LinkedProject;
  /** Asset files and everything local they import, sorted. */
  readonly paths: readonly string[];
  readonly modules: ModuleResolver;
  readonly memory: Memory;
  readonly config: Link<LinkedConfig>;
  readonly links: Map<string, Link<LinkedFile>>;
  /** Files that change what they import, sorted. */
  readonly changers: readonly string[];
  /** Exports that other files change by their name. */
  readonly named: ReadonlyMap<string, string>;
  readonly known: KnownChanges;
}

/** Everything anew. */
export function link(world: World): Linking {
  return toEnd(linkInSteps(world));
}

/** One step for each file read and for each file linked. */
export function linkInSteps(world: World): Steps<Linking> {
  return linkRounds(world, function* (modules, { assets }) {
    const paths = yield* findFiles(world, modules, assets);
    const isChosen = new Set(paths);
    return { paths, isOfProject: (path) => isChosen.has(path) };
  });
}

/**
 * Only these files, as far as the project has them, and those they import themselves. Any file counts as the project's:
 * which ones are is known when all have been read.
 */
export function linkSome(world: World, asked: readonly string[]): Linking {
  const steps = linkRounds(world, function* (modules, { assets }) {
    const isAsset = createMatcher(assets);
    const own = asked.filter((path) => isAsset(path) && isSource(path) && world.facts(path) !== undefined);
    const paths = new Set(own);
    for (const path of own) for (const imported of importsOf(world, modules, path)) paths.add(imported);
    yield;
    return { paths: [...paths].sort(), isOfProject: () => true };
  });
  return toEnd(steps);
}

interface Choice {
  readonly paths: readonly string[];
  readonly isOfProject: (path: string) => boolean;
}

type Choose = (modules: ModuleResolver, config: LinkedConfig) => Steps<Choice>;

function* linkRounds(world: World, choose: Choose): Steps<Linking> {
  let known: KnownChanges = { elsewhere: new Map(), sequential: new Set(), changedLater: new Map() };
  for (let round = 0; ; round++) {
    const linking = yield* linkAll(world, known, choose);
    const more = moreChanges(linking.known);
    if (!more || round === MAX_ROUNDS) return linking;
    known = more;
  }
}

/** Values that are changed by code which no name leads to (an alias, a parameter) show only while they are evaluated. */
const MAX_ROUNDS = 5;

/** What has come to light meanwhile; undefined when nothing has. */
function moreChanges({ elsewhere, sequential, changedLater }: KnownChanges): KnownChanges | undefined {
  const more = { elsewhere: new Map(elsewhere), sequential: new Set(sequential), changedLater: new Map() };
  for (const [made, changer] of changedLater) {
    if (made === changer) more.sequential.add(made);
    else more.elsewhere.set(`${made}\n*`, changer);
  }
  const isMore = more.sequential.size > sequential.size || more.elsewhere.size > elsewhere.size;
  return isMore ? more : undefined;
}

function* linkAll(
  world: World,
  { elsewhere, sequential, changedLater }: KnownChanges,
  choose: Choose,
): Steps<Linking> {
  const modules = createModuleResolver(world);
  const memory = new Memory();
  const config = linkConfig(world, new Evaluator(world, modules, memory));
  const { paths, isOfProject } = yield* choose(modules, config.value);
  const changers = changersAmong(world, paths);
  const named = changedExports(world, modules, changers);
  if (named.size > 0) memory.forgetAll();
  const known = { elsewhere: new Map([...elsewhere, ...named]), sequential, changedLater };
  const evaluator = new Evaluator(world, modules, memory, known);
  const linker = new FileLinker(evaluator, isOfProject);
  const links = new Map<string, Link<LinkedFile>>();
  for (const path of paths) {
    links.set(path, linkFile(linker, memory, path, undefined));
    yield;
  }
  const linked = assemble(config.value, paths, links, undefined);
  return { linked, paths, modules, memory, config, links, changers, named, known };
}

/** Only what the changes concern. `world` is the new one. */
export function relink(world: World, before: Linking, changes: readonly ChangedFacts[]): Linking {
  const { modules, memory, known } = before;
  const cells = new Set<string>();
  let loadsChanged = false;
  for (const { path, before: old, after: now } of changes) {
    const [was, is] = [scopeOf(old ?? NOTHING), scopeOf(now ?? NOTHING)];
    for (const cell of changedCells(path, was, is)) cells.add(cell);
    loadsChanged ||= !isEqual(was.loads, is.loads);
    memory.forget(path);
  }
  const changed = new Set(changes.map(({ path }) => path));
  const isConcerned = ({ cells: read }: Link<unknown>): boolean => readsAny(read, cells);
  const readers = memory.readers.of(changed);
  if (memory.forgetReaders(changed, cells)) return link(world);
  const plain = new Evaluator(world, modules, memory, known);
  const config = isConcerned(before.config) ? linkConfig(world, plain, before.config.value) : before.config;
  const pathsMayChange = loadsChanged || !isEqual(config.value.assets, before.config.value.assets);
  const paths = pathsMayChange ? toEnd(findFiles(world, modules, config.value.assets)) : before.paths;
  const others = before.changers.filter((path) => !changed.has(path));
  const own = [...changed].filter((path) => before.links.has(path));
  const changers = [...others, ...changersAmong(world, own)].sort();
  const named = changedExports(world, modules, changers);
  if (!isEqual([...named], [...before.named]) || !isEqual(paths, before.paths)) return link(world);
  const isChosen = new Set(paths);
  const linker = new FileLinker(plain, (path) => isChosen.has(path));
  // Nobody asks the links of a revision before.
  const { links } = before;
  for (const path of [...new Set([...changed, ...readers])].sort()) {
    const old = links.get(path);
    if (old && (changed.has(path) || isConcerned(old))) links.set(path, linkFile(linker, memory, path, old));
  }
  // What is changed by whom may be another file, or none any more.
  const wasSeenOnly = known.sequential.size > 0 || known.elsewhere.size > named.size;
  if (wasSeenOnly || moreChanges(known)) return link(world);
  const linked = assemble(config.value, paths, links, before.linked);
  return { linked, paths, modules, memory, config, links, changers, named, known };
}

const NOTHING: Pick<FileFacts, "units" | "unused"> = { units: [], unused: [] };

function linkConfig(world: World, evaluator: Evaluator, before?: LinkedConfig): Link<LinkedConfig> {
  const { result, run } = evaluator.aside(() => readConfig(evaluator, (path) => world.exists(path)));
  const value = result ?? readConfig(evaluator, () => false);
  return { value: before && isEqual(before, value) ? before : value, cells: run.cells };
}

function linkFile(
  linker: FileLinker,
  memory: Memory,
  path: string,
  before: Link<LinkedFile> | undefined,
): Link<LinkedFile> {
  const { file, cells } = linker.link(path);
  memory.note(path, cells);
  return { value: before && isEqual(before.value, file) ? before.value : file, cells };
}

/** The same object as before when nothing in it has changed. */
function assemble(
  config: LinkedConfig,
  paths: readonly string[],
  links: ReadonlyMap<string, Link<LinkedFile>>,
  before: LinkedProject | undefined,
): LinkedProject {
  const files = new Map<string, LinkedFile>();
  for (const path of paths) {
    const file = links.get(path)?.value;
    if (file && (file.definitions.length > 0 || file.schedules.length > 0)) files.set(path, file);
  }
  const isSame =
    before?.config === config &&
    before.files.size === files.size &&
    [...files].every(([path, file]) => before.files.get(path) === file);
  if (isSame) return before;
  return linkedProject(config, files);
}

/** Made apart, so that a linked project does not keep the one before. */
function linkedProject(config: LinkedConfig, files: ReadonlyMap<string, LinkedFile>): LinkedProject {
  let all: LinkedProject["definitions"] | undefined;
  return {
    config,
    files,
    get definitions() {
      return (all ??= [...files.values()].flatMap(({ definitions }) => definitions));
    },
    schedules: [...files.values()].flatMap(({ schedules }) => schedules),
  };
}
