// A sequence of random changes: after each, nothing throws, nothing takes long, and the project says exactly what a fresh
// index of the same texts says. A failing sequence is cut down to the changes that matter.
import { createProject, type Project, type Snapshot } from "../../core/src/index.ts";
import { createMemoryHost } from "../support/memoryHost.ts";
import { Random } from "../support/random.ts";
import { withinBudget, cpuMs, slowness } from "./budget.ts";
import { someChanges, type Change } from "./changes.ts";
import { someProject, type Texts } from "./corpus.ts";
import { exercise, exerciseProject } from "./exercise.ts";

export const CHANGES_IN_A_SEQUENCE = 50;

interface Sequence {
  readonly start: Texts;
  readonly changes: readonly Change[];
}

/** Runs sequence number `index` of a seed; throws with a minimal repro when something is wrong. */
export function runSequence(seed: string, index: number, length = CHANGES_IN_A_SEQUENCE): void {
  const sequence = makeSequence(`${seed} ${index}`, length);
  const failure = replay(sequence);
  if (failure === undefined) return;
  const small = shrinkSequence(sequence, failure);
  throw new Error(
    [
      `sequence ${index} of seed ${seed}: ${replay(small)?.message ?? failure.message}`,
      ...[...small.start].map(([path, text]) => `//- /${path}\n${text}`),
      ...small.changes.map(
        ({ path, text, onDisk }) => `== ${onDisk ? "on disk" : "typed"}: /${path}\n${text ?? "(removed)"}`,
      ),
      `again: npm run fuzz -- --seed ${seed} --sequence ${index}`,
    ].join("\n"),
  );
}

function makeSequence(seed: string, length: number): Sequence {
  const random = new Random(seed);
  const { files } = someProject(random, seed);
  const texts = new Map(files);
  const changes: Change[] = [];
  while (changes.length < length) {
    for (const change of someChanges(random, texts, files)) {
      changes.push(change);
      if (change.text === null) texts.delete(change.path);
      else texts.set(change.path, change.text);
    }
    if (texts.size === 0) texts.set("assets/again.ts", "");
  }
  return { start: files, changes };
}

interface Failure {
  /** What went wrong, the same for the same fault. */
  readonly kind: string;
  readonly message: string;
}

/** What goes wrong, if something does. */
function replay({ start, changes }: Sequence): Failure | undefined {
  const host = createMemoryHost(Object.fromEntries(start));
  const open = new Map<string, string>();
  const project = createProject({ host });
  const random = new Random("places");
  try {
    ask(project.snapshot());
    for (const { path, text, onDisk } of changes) {
      if (text === null) host.files.delete(path);
      else if (onDisk) host.files.set(path, text);
      if (text === null || onDisk) open.delete(path);
      else open.set(path, text);
      const change = { path, text: open.get(path) ?? null };
      const spent = cpuMs(() => {
        project.apply([change]);
        ask(project.snapshot());
        exercise(project.snapshot(), path, random);
      });
      const texts = new Map([...host.files, ...open]);
      if (spent > 200 * slowness)
        withinBudget(`a change of ${path}`, () => () => ask(freshProject(texts).snapshot()));
      const difference = differenceFromFresh(project, texts);
      if (difference !== undefined) return { kind: difference.slice(0, 30), message: difference };
    }
    return undefined;
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: message.replaceAll(/\d+/g, "#").slice(0, 40), message: stack ?? message };
  }
}

function ask(snapshot: Snapshot): void {
  exerciseProject(snapshot);
}

function freshProject(texts: Texts): Project {
  return createProject({ host: createMemoryHost(Object.fromEntries(texts)) });
}

/**
 * While a text cannot be read, a project that has seen it before knows more than a fresh one: those are not compared, but all
 * must be the same again as soon as it can.
 */
function differenceFromFresh(project: Project, texts: Texts): string | undefined {
  const snapshot = project.snapshot();
  if ([...texts.keys()].some((path) => isBroken(snapshot, path))) return undefined;
  const [kept, fresh] = [everything(snapshot), everything(freshProject(texts).snapshot())];
  for (const [name, value] of Object.entries(fresh)) {
    const [was, is] = [JSON.stringify(kept[name], null, 1), JSON.stringify(value, null, 1)];
    if (was !== is) return `${name} is not that of a fresh index:\n${firstDifference(was, is)}`;
  }
  return undefined;
}

function isBroken(snapshot: Snapshot, path: string): boolean {
  return (snapshot.facts(path)?.syntaxErrors.length ?? 0) > 0;
}

/** All that is said, with places as offsets. */
function everything(snapshot: Snapshot): Readonly<Record<string, unknown>> {
  const { graph, linked, paths } = snapshot;
  const places = linked.definitions.map((definition) => [
    definition.id,
    snapshot.span(definition.site),
    snapshot.span(definition.keySite),
    snapshot.span(definition.nameSite),
    definition.deps.map(({ key, site }) => [key.key, snapshot.span(site)]),
    definition.key?.parts.map(({ site }) => site && snapshot.span(site)),
  ]);
  return {
    paths,
    graph,
    places,
    diagnostics: snapshot.allDiagnostics(),
    versions: graph.nodes.map(({ key }) => [key, snapshot.codeVersion(key)]),
  };
}

function firstDifference(kept: string, fresh: string): string {
  const [a, b] = [kept.split("\n"), fresh.split("\n")];
  const at = b.findIndex((line, index) => line !== a[index]);
  const around = (lines: readonly string[]): string => lines.slice(Math.max(0, at - 3), at + 4).join("\n");
  return `kept:\n${around(a)}\nfresh:\n${around(b)}`;
}

/** Drops changes and files while the same goes wrong. */
function shrinkSequence(sequence: Sequence, { kind }: Failure): Sequence {
  let current = sequence;
  const attempt = (candidate: Sequence): boolean => {
    if (replay(candidate)?.kind !== kind) return false;
    current = candidate;
    return true;
  };
  for (
    let width = Math.ceil(current.changes.length / 2);
    width >= 1;
    width = width === 1 ? 0 : Math.ceil(width / 2)
  ) {
    for (let at = current.changes.length - width; at > -width; at -= width) {
      const first = Math.max(0, at);
      const changes = current.changes.toSpliced(first, width);
      if (changes.length < current.changes.length) attempt({ ...current, changes });
    }
  }
  for (const path of current.start.keys()) {
    attempt({ ...current, start: new Map([...current.start].filter(([other]) => other !== path)) });
  }
  for (const path of current.start.keys()) {
    dropLines(current.start.get(path) ?? "", (text) =>
      attempt({ ...current, start: new Map([...current.start, [path, text]]) }),
    );
  }
  for (let at = 0; at < current.changes.length; at++) {
    const change = current.changes[at];
    if (change?.text == null) continue;
    dropLines(change.text, (text) =>
      attempt({ ...current, changes: current.changes.with(at, { ...change, text }) }),
    );
  }
  return current;
}

/** Tries a text without halves, quarters, … and single lines of it. */
function dropLines(whole: string, attempt: (text: string) => boolean): void {
  let lines = whole.split("\n");
  for (let width = Math.ceil(lines.length / 2); width >= 1; width = width === 1 ? 0 : Math.ceil(width / 2)) {
    for (let at = lines.length - width; at > -width; at -= width) {
      const rest = lines.toSpliced(Math.max(0, at), width);
      if (rest.length < lines.length && attempt(rest.join("\n"))) lines = rest;
    }
  }
}
