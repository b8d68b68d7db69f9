// One project's findings per file with result ids: what to push, and what to answer to an editor that pulls. Findings that core
// gives as the same list as before are not looked at again.
import { createHash } from "node:crypto";
import type { Diagnostic as LspDiagnostic } from "vscode-languageserver";
import type { Diagnostic, Snapshot } from "@strataline/core";
import type { Known } from "./indexCache.ts";
import type { OpenProject, Projects } from "./projects.ts";
import { createRunFailures } from "./runFailures.ts";
import { diagnostic, type Context } from "./toLsp.ts";

export interface FileFindings {
  readonly path: string;
  readonly uri: string;
  readonly items: readonly LspDiagnostic[];
  /** Equal exactly when `items` are. */
  readonly resultId: string;
}

export interface DiagnosticsFeed {
  file(path: string): FileFindings;
  /** Files with findings. */
  all(): readonly FileFindings[];
  /** Files whose findings differ from those of the last call, and those to say again. */
  changed(): readonly FileFindings[];
  /** What can be said of a file before the project is read; undefined where that is nothing. */
  earlyFile(uri: string): FileFindings | undefined;
  /** Of open files, as far as it was not said already. */
  early(uris: readonly string[]): readonly FileFindings[];
  /** Says what was found when the server ran before, of the texts on disk. */
  seed(found: Known["findings"]): readonly FileFindings[];
  /** What analysis finds, without the failures of runs. */
  ofAnalysis(): Known["findings"];
  /** Makes what `changed` will say, one file at a time. */
  prepare(): Generator<void, void, void>;
  /** The editor opened the file: it hears of it next time, also that there is nothing. */
  sayAgain(path: string): void;
  /** Grows when something else is said of a file than before. */
  news(): number;
  /** The project is gone: the empty findings of all files that had some. */
  clear(): readonly FileFindings[];
}

type FileDiagnostics = ReturnType<Snapshot["allDiagnostics"]>[number];

interface Latest {
  readonly snapshot: Snapshot;
  /** Revision of the statuses. */
  readonly statuses: number;
  readonly all: readonly FileDiagnostics[];
  /** Failures of runs. */
  readonly failed: readonly Diagnostic[];
  readonly files: Map<string, FileFindings>;
}

const NOTHING = resultIdOf([]);

export function createDiagnosticsFeed(projects: Projects, project: OpenProject): DiagnosticsFeed {
  const failures = createRunFailures(project.statuses);
  const said = new Map<string, FileFindings>();
  let news = 0;
  let seeded: ReadonlyMap<string, readonly LspDiagnostic[]> | undefined;
  const toSayAgain = new Set<string>();
  let translated = new WeakMap<FileDiagnostics, FileFindings>();
  let latest: Latest | undefined;
  /** Files of which something else may have been found since `changed` was asked; null: any. */
  let touched: Set<string> | null = null;

  const contextOf = (snapshot: Snapshot): Context => ({ projects, project, snapshot });
  const translate = (context: Context, entry: FileDiagnostics): FileFindings => {
    let known = translated.get(entry);
    if (known === undefined) {
      const items = entry.diagnostics.map((finding) => diagnostic(context, finding));
      translated.set(entry, (known = findingsOf(context, entry.path, items)));
    }
    return known;
  };
  const compute = (context: Context, now: Omit<Latest, "files">): Latest => {
    const files = new Map<string, FileFindings>();
    for (const entry of now.all) files.set(entry.path, translate(context, entry));
    for (const [path, failed] of byPath(now.failed)) {
      const own = files.get(path)?.items ?? [];
      const more = failed.map((finding) => diagnostic(context, finding, "strataline run"));
      files.set(path, findingsOf(context, path, [...own, ...more]));
    }
    touched = null;
    return { ...now, files };
  };
  /** Of a key press most files know nothing. */
  const advance = (context: Context, before: Latest, now: Omit<Latest, "files">): Latest | undefined => {
    if (before.failed.length > 0 || now.failed.length > 0) return undefined;
    const changed = changedEntries(before.all, now.all);
    for (const { is } of changed ?? []) {
      before.files.set(is.path, translate(context, is));
      touched?.add(is.path);
    }
    return changed && { ...now, files: before.files };
  };
  const current = (): Map<string, FileFindings> => {
    const snapshot = project.snapshot();
    const statuses = project.statuses.revision();
    if (latest?.snapshot === snapshot && latest.statuses === statuses) return latest.files;
    const context = contextOf(snapshot);
    const now = { snapshot, statuses, all: snapshot.allDiagnostics(), failed: failures.findings(snapshot) };
    latest = (latest && advance(context, latest, now)) ?? compute(context, now);
    return latest.files;
  };
  const none = (path: string): FileFindings => findingsOf(contextOf(project.snapshot()), path, []);
  const isNews = (findings: FileFindings): boolean => {
    const before = said.get(findings.path);
    if (before === undefined) return findings.items.length > 0;
    return before !== findings && findings.resultId !== before.resultId;
  };
  const earlyFile = (uri: string): FileFindings | undefined => {
    const place = projects.place(uri);
    if (place === undefined) return undefined;
    if (seeded !== undefined && projects.isAsOnDisk(project, place.path))
      return findingsOf({ projects, project }, place.path, seeded.get(place.path) ?? []);
    const view = projects.partialView(uri);
    if (view === undefined) return undefined;
    const { snapshot, path } = view;
    const context = contextOf(snapshot);
    const items = snapshot.diagnostics(path).map((finding) => diagnostic(context, finding));
    return findingsOf(context, path, items);
  };
  const remember = (changes: readonly FileFindings[]): void => {
    for (const change of changes) {
      if (isNews(change)) news++;
      toSayAgain.delete(change.path);
      if (change.items.length > 0) said.set(change.path, change);
      else said.delete(change.path);
    }
  };

  return {
    file: (path) => current().get(path) ?? none(path),
    all: () => [...current().values()],
    earlyFile,
    early: (uris) => {
      // Said in full before, it is only read again: less would be no news.
      if (latest !== undefined) return [];
      const changes = uris.flatMap((uri) => earlyFile(uri) ?? []);
      const early = changes.filter((findings) => toSayAgain.has(findings.path) || isNews(findings));
      remember(early);
      return early;
    },
    seed: (found) => {
      const asOnDisk = found.filter(([path]) => projects.isAsOnDisk(project, path));
      const findings = asOnDisk.map(([path, items]) => findingsOf({ projects, project }, path, items));
      seeded = new Map(found);
      remember(findings);
      return findings;
    },
    news: () => news,
    ofAnalysis: () => {
      const snapshot = project.snapshot();
      const context = contextOf(snapshot);
      return snapshot.allDiagnostics().map((entry) => [entry.path, translate(context, entry).items]);
    },
    *prepare() {
      const snapshot = project.snapshot();
      const context = contextOf(snapshot);
      for (const entry of snapshot.allDiagnostics()) {
        translate(context, entry);
        yield;
      }
    },
    changed: () => {
      const files = current();
      const paths = new Set([...(touched ?? [...files.keys(), ...said.keys()]), ...toSayAgain]);
      touched = new Set();
      const changes = [...paths]
        .map((path) => files.get(path) ?? none(path))
        .filter((findings) => toSayAgain.has(findings.path) || isNews(findings));
      toSayAgain.clear();
      remember(changes);
      return changes;
    },
    sayAgain: (path) => {
      toSayAgain.add(path);
      // The editor may spell the file's URI in another way now.
      translated = new WeakMap();
      latest = undefined;
    },
    clear: () => [...said.values()].map(({ path, uri }) => ({ path, uri, items: [], resultId: NOTHING })),
  };
}

/** Those of the same files that are others; undefined when it is not the same files. */
export function changedEntries(
  before: readonly FileDiagnostics[],
  now: readonly FileDiagnostics[],
): readonly { readonly was: FileDiagnostics; readonly is: FileDiagnostics }[] | undefined {
  if (before === now) return [];
  if (before.length !== now.length) return undefined;
  const changed: { was: FileDiagnostics; is: FileDiagnostics }[] = [];
  for (let i = 0; i < now.length; i++) {
    const [was, is] = [before[i], now[i]];
    if (was === undefined || is === undefined || was === is) continue;
    if (was.path !== is.path) return undefined;
    changed.push({ was, is });
  }
  return changed;
}

function byPath(findings: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>();
  for (const finding of findings) files.set(finding.path, [...(files.get(finding.path) ?? []), finding]);
  return files;
}

function findingsOf(
  { projects, project }: Pick<Context, "projects" | "project">,
  path: string,
  items: readonly LspDiagnostic[],
): FileFindings {
  let resultId: string | undefined;
  return {
    path,
    uri: projects.uri(project, path),
    items,
    get resultId() {
      return (resultId ??= resultIdOf(items));
    },
  };
}

function resultIdOf(items: readonly LspDiagnostic[]): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("base64url").slice(0, 16);
}
