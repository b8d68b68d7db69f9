// What the rules find in a project, and how that follows an edit: only files for which something has changed are judged again.
// The findings of a path are the same list while nothing about them has changed.
import { diffGraphs, topologicalRanks } from "../graph/index.ts";
import type { AssetGraph } from "../graph/index.ts";
import { isNearKey } from "../keys/index.ts";
import { keyIndexOf } from "../occurrences/index.ts";
import type { KeyIndex } from "../occurrences/index.ts";
import { changedFiles } from "../project/changedFiles.ts";
import { isEqual } from "../project/equality.ts";
import type { LinkedDefinition, LinkedProject } from "../project/linked.ts";
import { toEnd, type Steps } from "../project/steps.ts";
import { allRules } from "./all.ts";
import type { FileContext, Finding, FileRule, ProjectRule, Rule } from "./model.ts";
import { rescheduledKeys, schedulesByKey, type Schedules } from "./schedules.ts";
import { severityOf } from "./severity.ts";
import { skippersTo } from "./skipped-layer.ts";

export interface RuleFinding {
  readonly rule: Rule;
  readonly finding: Finding;
}

type List = readonly RuleFinding[];

/** Findings of one linked project and its graph. */
export interface Findings {
  readonly linked: LinkedProject;
  readonly graph: AssetGraph;
  readonly keys: KeyIndex;
  readonly schedules: Schedules;
  /** An order of all keys that every edge follows; null when there is a cycle. */
  readonly ranks: Map<string, number> | null;
  /** By the file that declares what was judged. */
  readonly byFile: ReadonlyMap<string, List>;
  readonly ofProject: List;
  /** What these say now: they do not say on which files that depends. */
  readonly toldOfProject: readonly unknown[];
  /** By the path in which they are shown: deps may be written in another file. Only paths that have some. */
  readonly byPath: ReadonlyMap<string, List>;
  /** By path, the files that were judged and have, or had, findings shown there. It only grows. */
  readonly judgedFor: Map<string, Set<string>>;
  /** The lists that differ from those of another time: these paths'. null: any may. */
  readonly changed: { readonly from: ReadonlyMap<string, List>; readonly paths: ReadonlySet<string> } | null;
}

interface World {
  readonly linked: LinkedProject;
  readonly graph: AssetGraph;
  readonly isPartial?: boolean;
}

/** As `findProblemsInSteps`, at once. */
export function findProblems(world: World, before?: Findings): Findings {
  return toEnd(findProblemsInSteps(world, before));
}

/** `before`: those of the project some edits ago, from which these are made quickly. One step for each file judged. */
export function* findProblemsInSteps(
  { linked, graph, isPartial = false }: World,
  before?: Findings,
): Steps<Findings> {
  if (before?.linked === linked && before.graph === graph) return before;
  const keys = keyIndexOf(linked, before?.keys);
  const isUpdate = before !== undefined && isEqual(before.linked.config, linked.config);
  const schedules = schedulesOf(linked, graph, before);
  const rules = allRules.filter(
    (rule) => severityOf(rule, linked.config.rules) !== null && (!isPartial || isLocal(rule)),
  );
  const fileRules = rules.filter((rule) => rule.scope === "file");
  const context: FileContext = { config: linked.config, keys, schedules };
  const affected = isUpdate
    ? affectedFiles(before, { linked, keys, schedules })
    : new Set(linked.files.keys());

  const byFile = new Map(isUpdate ? before.byFile : []);
  const judgedFor = isUpdate ? before.judgedFor : new Map<string, Set<string>>();
  const touched = new Set<string>();
  const note = (list: List | undefined): void => {
    for (const { finding } of list ?? []) touched.add(finding.site.path);
  };
  for (const path of affected) {
    note(byFile.get(path));
    const list = checkFile(path, fileRules, linked, context);
    note(list);
    if (list.length === 0) byFile.delete(path);
    else byFile.set(path, list);
    for (const { finding } of list) addTo(judgedFor, finding.site.path, path);
    yield;
  }

  const ranks = rankKeys(graph, keys, before);
  const found = checkProject(rules, {
    linked,
    graph,
    keys,
    codes: allRules.map(({ code }) => code),
    isAcyclic: ranks !== null,
  });
  const toTell = ({ rule, finding }: RuleFinding): unknown => {
    const { site, about, message, related } = finding;
    return { code: rule.code, site, about, message, related: related?.(keys) };
  };
  const toldOfProject = found.map(toTell);
  const isSame = isUpdate && isEqual(toldOfProject, before.toldOfProject);
  const ofProject = isSame ? before.ofProject : found;
  if (!isSame) {
    note(before?.ofProject);
    note(ofProject);
  }

  const byPath = isUpdate
    ? updateShown(before.byPath, touched, { byFile, judgedFor, ofProject })
    : groupByPath([...inOrder(byFile), ...ofProject]);
  const changed = isUpdate ? { from: before.byPath, paths: touched } : null;
  const lists = { byFile, ofProject, toldOfProject, byPath, judgedFor, changed };
  return { linked, graph, keys, schedules, ranks, ...lists };
}

function checkFile(
  path: string,
  rules: readonly FileRule[],
  { files }: LinkedProject,
  context: FileContext,
): List {
  const file = files.get(path);
  if (!file) return [];
  const list: RuleFinding[] = [];
  for (const rule of rules) for (const finding of rule.check(file, context)) list.push({ rule, finding });
  return list;
}

function checkProject(rules: readonly Rule[], context: Parameters<ProjectRule["check"]>[0]): List {
  return rules.flatMap((rule) =>
    rule.scope === "project" ? [...rule.check(context)].map((finding) => ({ rule, finding })) : [],
  );
}

/** Files whose findings may differ from those before, by what `FileRule` promises. */
function affectedFiles(
  before: Findings,
  now: Pick<Findings, "linked" | "keys" | "schedules">,
): ReadonlySet<string> {
  const { keys } = now;
  const paths = changedFiles(before.linked, now.linked);
  const files = new Set(paths);
  const judgeReaders = (key: string): void => {
    for (const { reader } of keys.reads(key)) files.add(reader.site.path);
    for (const mention of keys.mentions(key)) {
      files.add((mention.by === "check" ? mention.definition : mention.schedule).site.path);
    }
  };
  const judgeDeclarers = (key: string): void => {
    for (const { site } of keys.definitions(key)) files.add(site.path);
  };

  const redeclared = redeclaredIds(before.linked, now.linked, paths);
  const layers = now.linked.config.layers.map(({ name }) => name);
  for (const id of redeclared) {
    judgeDeclarers(id);
    judgeReaders(id);
    skippersTo(id, layers).forEach(judgeReaders);
    // It may be what a missing key means, or have been that.
    for (const wrong of keys.missingKeys) if (isNearKey(wrong, id)) judgeReaders(wrong);
  }
  for (const key of rereadKeys(before.linked, now.linked, paths)) judgeDeclarers(key);
  for (const key of rescheduledKeys(before.schedules, now.schedules)) {
    judgeDeclarers(key);
    judgeReaders(key);
  }
  const isDoubtSame =
    before.keys.dynamicCount === keys.dynamicCount && before.keys.hasUnknownDeps === keys.hasUnknownDeps;
  if (!isDoubtSame) {
    for (const [path, list] of before.byFile) if (list.some(({ rule }) => tellsDoubt(rule))) files.add(path);
  }
  return files;
}

function isLocal(rule: Rule): boolean {
  return rule.scope === "file" && rule.isLocal === true;
}

function tellsDoubt(rule: Rule): boolean {
  return rule.scope === "file" && rule.tellsDoubt === true;
}

/** Ids that files with a dep on them see in another way than before. */
function redeclaredIds(
  before: LinkedProject,
  after: LinkedProject,
  paths: readonly string[],
): readonly string[] {
  const old = definitionsById(before, paths);
  const now = definitionsById(after, paths);
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => {
    const [was = [], is = []] = [old.get(id), now.get(id)];
    return was.length !== is.length || is.some((definition, at) => !isSameFromOutside(was[at], definition));
  });
}

/** All that rules about another file may ask of a declaration. */
function isSameFromOutside(a: LinkedDefinition | undefined, b: LinkedDefinition): boolean {
  if (a === undefined) return false;
  return (
    a.kind === b.kind &&
    a.layer === b.layer &&
    (a.key === null) === (b.key === null) &&
    a.site.path === b.site.path &&
    isEqual(dividedBy(a), dividedBy(b))
  );
}

function dividedBy({ partitions }: LinkedDefinition): unknown {
  return (
    partitions && JSON.stringify(partitions, (name, value: unknown) => (name === "site" ? undefined : value))
  );
}

function definitionsById(
  { files }: LinkedProject,
  paths: readonly string[],
): ReadonlyMap<string, readonly LinkedDefinition[]> {
  const byId = new Map<string, LinkedDefinition[]>();
  for (const definition of paths.flatMap((path) => files.get(path)?.definitions ?? [])) {
    const others = byId.get(definition.id);
    if (others) others.push(definition);
    else byId.set(definition.id, [definition]);
  }
  return byId;
}

/** Keys that these files have begun or ceased to read or mention. */
function rereadKeys(
  before: LinkedProject,
  after: LinkedProject,
  paths: readonly string[],
): readonly string[] {
  const [old, now] = [usedKeys(before, paths), usedKeys(after, paths)];
  return [...[...old].filter((key) => !now.has(key)), ...[...now].filter((key) => !old.has(key))];
}

function usedKeys({ files }: LinkedProject, paths: readonly string[]): ReadonlySet<string> {
  const used = new Set<string>();
  for (const path of paths) {
    const { definitions = [], schedules = [] } = files.get(path) ?? {};
    for (const { deps, checks } of definitions) {
      for (const { key } of deps) used.add(key.key);
      for (const { refs } of checks) for (const { key } of refs) used.add(key.key);
    }
    for (const { targets } of schedules) for (const { key } of targets) used.add(key.key);
  }
  return used;
}

/** Selections are evaluated again only when there are some and the graph has changed. */
function schedulesOf(linked: LinkedProject, graph: AssetGraph, before: Findings | undefined): Schedules {
  if (before === undefined) return schedulesByKey(linked, graph);
  const isKept =
    linked.schedules.length === before.linked.schedules.length &&
    linked.schedules.every((schedule, at) => schedule === before.linked.schedules[at]) &&
    (graph === before.graph || linked.schedules.every(({ selection }) => selection === null));
  return isKept ? before.schedules : schedulesByKey(linked, graph);
}

/** The order from before when the new edges follow it, so that the graph need not be walked after each edit. */
function rankKeys(graph: AssetGraph, keys: KeyIndex, before: Findings | undefined): Findings["ranks"] {
  if (before?.graph === graph) return before.ranks;
  const ranks = before?.ranks;
  if (!before || !ranks) return topologicalRanks(graph);
  const rankOf = (key: string): number => {
    let rank = ranks.get(key);
    if (rank !== undefined) return rank;
    // A new key can stand first when it reads nothing, and last when nothing reads it.
    const readsNothing = keys.upstream(key).length === 0;
    const isRead = keys.reads(key).length > 0;
    rank = readsNothing ? Number.NEGATIVE_INFINITY : isRead ? Number.NaN : Number.POSITIVE_INFINITY;
    if (!Number.isNaN(rank)) ranks.set(key, rank);
    return rank;
  };
  const { addedEdges } = diffGraphs(before.graph, graph);
  return addedEdges.every(({ from, to }) => rankOf(from) < rankOf(to)) ? ranks : topologicalRanks(graph);
}

function* inOrder(byFile: ReadonlyMap<string, List>): Iterable<RuleFinding> {
  for (const path of [...byFile.keys()].sort()) yield* byFile.get(path) ?? [];
}

function groupByPath(findings: Iterable<RuleFinding>): ReadonlyMap<string, List> {
  const byPath = new Map<string, RuleFinding[]>();
  for (const one of findings) {
    const { path } = one.finding.site;
    const list = byPath.get(path);
    if (list) list.push(one);
    else byPath.set(path, [one]);
  }
  return byPath;
}

function updateShown(
  before: ReadonlyMap<string, List>,
  touched: ReadonlySet<string>,
  { byFile, judgedFor, ofProject }: Pick<Findings, "byFile" | "judgedFor" | "ofProject">,
): ReadonlyMap<string, List> {
  if (touched.size === 0) return before;
  const byPath = new Map(before);
  for (const path of touched) {
    const lists = [...(judgedFor.get(path) ?? [])].sort().map((file) => byFile.get(file) ?? []);
    const list = [...lists, ofProject].flatMap((some) =>
      some.filter(({ finding }) => finding.site.path === path),
    );
    if (list.length > 0) byPath.set(path, list);
    else byPath.delete(path);
  }
  return byPath;
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}
