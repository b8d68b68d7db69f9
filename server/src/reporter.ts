// Tells the editor what it did not ask for: findings, graph deltas, statuses. Once per burst of changes.
import type { AssetStatus } from "@strataline/core";
import type { GraphDeltaParams, ProjectsParams, StatusParams } from "@strataline/protocol";
import { createDiagnosticsFeed, type DiagnosticsFeed, type FileFindings } from "./diagnosticsFeed.ts";
import type { Guard } from "./guard.ts";
import { createGraphFeed, type GraphFeed } from "./graphFeed.ts";
import type { Known } from "./indexCache.ts";
import type { OpenProject, Projects } from "./projects.ts";
import { overview } from "./overview.ts";

/** What of it this editor takes; made in capabilities.ts. */
export interface Outlet {
  diagnostics(project: OpenProject, changed: readonly FileFindings[]): void;
  /** Of open files, before the project is read: an editor that pulls has them already. */
  earlyDiagnostics(project: OpenProject, files: readonly FileFindings[]): void;
  graphDelta(delta: GraphDeltaParams): void;
  statuses(params: StatusParams): void;
  projects(params: ProjectsParams): void;
  refreshLenses(): void;
  isBusy(): boolean;
  /** Lenses, hints and what the editor pulls. */
  refreshAll(): void;
}

export interface Reporter {
  /** Texts changed. Cheap: the work waits for the burst to end. */
  changed(projects: readonly OpenProject[]): void;
  statusesChanged(project: OpenProject, statuses: readonly AssetStatus[]): void;
  gone(projects: readonly OpenProject[]): void;
  diagnostics(project: OpenProject): DiagnosticsFeed;
  graph(project: OpenProject): GraphFeed;
  /** The project is read: what was said before it was may be more now. */
  becameReady(project: OpenProject): void;
  /** Makes beforehand what `changed` will report when the project is read. */
  prepare(project: OpenProject): Generator<void, void, void>;
  /** From now on early findings are told. */
  allowEarly(project: OpenProject): void;
  /** What an earlier server knew, while the project is not read. */
  seed(project: OpenProject, known: Known): void;
  /** What a later server may know. */
  known(project: OpenProject): Known;
  /** What has been said is not all sent. */
  isBusy(): boolean;
  /** null: not known yet. */
  overview(): ProjectsParams | null;
  dispose(): void;
}

/** Changes that keep coming are reported after this, or after four times what the last report took: no queue grows. */
const MIN_WAIT_MS = 50;
const RUNNING_LENS_MS = 1_000;
const AGE_LENS_MS = 30_000;

/** `onNews`: something is found that was not known before. */
export function createReporter(
  projects: Projects,
  outlet: Outlet,
  guard: Guard,
  onNews: (project: OpenProject) => void = () => undefined,
): Reporter {
  const feeds = new Map<OpenProject, { readonly diagnostics: DiagnosticsFeed; readonly graph: GraphFeed }>();
  /** What is told of projects that are not read yet. */
  const seeds = new Map<OpenProject, Known["overview"]>();
  /** What an earlier server knew is told, if there was something: that would be more than what can be said early. */
  const canBeEarly = new WeakSet<OpenProject>();
  const dirty = new Set<OpenProject>();
  let immediate: NodeJS.Immediate | undefined;
  /** How many there were, since when some are not reported, and how long the last report took. */
  let changes = 0;
  let since = 0;
  let lastCost = 0;
  let lensTimer: NodeJS.Timeout | undefined;
  let lastOverview = "";

  const feedsOf = (project: OpenProject) => {
    const known = feeds.get(project);
    if (known !== undefined) return known;
    const made = { diagnostics: createDiagnosticsFeed(projects, project), graph: createGraphFeed(project) };
    feeds.set(project, made);
    return made;
  };
  const overviews = (): ProjectsParams | null => {
    const lines = projects.all().map((project) => {
      return project.whenReady() === null ? overview(project) : seeds.get(project);
    });
    return lines.includes(undefined) ? null : { projects: lines.filter((line) => line !== undefined) };
  };
  const tellOverview = (): void => {
    const params = overviews();
    if (params === null) return;
    const text = JSON.stringify(params);
    if (text === lastOverview) return;
    lastOverview = text;
    outlet.projects(params);
  };
  const report = (project: OpenProject): void => {
    const { diagnostics, graph } = feedsOf(project);
    if (project.whenReady() !== null) {
      if (!canBeEarly.has(project)) return;
      const uris = projects.openPaths(project).map((path) => projects.uri(project, path));
      const early = diagnostics.early(uris);
      if (early.length > 0) outlet.earlyDiagnostics(project, early);
      return;
    }
    const newsBefore = diagnostics.news();
    const changed = diagnostics.changed();
    if (changed.length > 0) outlet.diagnostics(project, changed);
    const delta = graph.delta();
    if (diagnostics.news() > newsBefore || delta !== null) onNews(project);
    if (delta === null) return;
    outlet.graphDelta(delta);
    outlet.refreshLenses();
  };
  const flush = (): void => {
    immediate = undefined;
    const start = performance.now();
    const now = [...dirty].filter((project) => projects.all().includes(project));
    dirty.clear();
    for (const project of now) guard.run(() => report(project));
    guard.run(tellOverview);
    lastCost = performance.now() - start;
  };
  /** Reports when nothing more is waiting to be read: messages that have arrived already are handled one each turn of the loop. */
  const settle = (seen: number, quiet: number): void => {
    immediate = setImmediate(() => {
      const isQuiet = seen === changes;
      const isLate = performance.now() - since > Math.max(4 * lastCost, MIN_WAIT_MS);
      if (isLate || (isQuiet && quiet === 1)) flush();
      else settle(changes, isQuiet ? quiet + 1 : 0);
    });
  };
  const schedule = (changed: readonly OpenProject[]): void => {
    for (const project of changed) dirty.add(project);
    changes++;
    if (immediate !== undefined) return;
    since = performance.now();
    settle(changes, 0);
  };
  /** Lenses say "running 3 s" and "2 min ago": they are asked again while that moves. */
  const keepLensesMoving = (): void => {
    clearTimeout(lensTimer);
    const boards = projects.all().map(({ statuses }) => statuses);
    if (boards.every((board) => board.all().length === 0)) return;
    const pause = boards.some((board) => board.isAnyRunning()) ? RUNNING_LENS_MS : AGE_LENS_MS;
    lensTimer = setTimeout(() => {
      outlet.refreshLenses();
      keepLensesMoving();
    }, pause);
    lensTimer.unref();
  };

  return {
    changed: (changed) => {
      schedule(changed);
      if (lensTimer === undefined) keepLensesMoving();
    },
    statusesChanged: (project, statuses) => {
      if (statuses.length === 0) return;
      outlet.statuses({ root: project.info.root, statuses });
      outlet.refreshLenses();
      schedule([project]);
      keepLensesMoving();
    },
    gone: (projectsGone) => {
      for (const project of projectsGone) {
        const cleared = feedsOf(project).diagnostics.clear();
        if (cleared.length > 0) outlet.diagnostics(project, cleared);
        feeds.delete(project);
      }
      schedule([]);
    },
    diagnostics: (project) => feedsOf(project).diagnostics,
    becameReady: (project) => {
      outlet.refreshAll();
      schedule([project]);
    },
    graph: (project) => feedsOf(project).graph,
    prepare: (project) => feedsOf(project).diagnostics.prepare(),
    allowEarly: (project) => {
      canBeEarly.add(project);
      schedule([project]);
    },
    seed: (project, known) => {
      const { diagnostics, graph } = feedsOf(project);
      graph.seed(known.graph);
      seeds.set(project, known.overview);
      const open = new Set(projects.openPaths(project));
      const found = diagnostics.seed(known.findings);
      const openFirst = found.toSorted((a, b) => Number(open.has(b.path)) - Number(open.has(a.path)));
      outlet.diagnostics(project, openFirst);
      project.becomeKnown();
      tellOverview();
    },
    isBusy: () => outlet.isBusy(),
    known: (project) => {
      const { diagnostics, graph } = feedsOf(project);
      const { graph: whole, cycles, problems } = graph.whole();
      return {
        graph: { graph: whole, cycles, problems },
        overview: overview(project),
        findings: diagnostics.ofAnalysis(),
      };
    },
    overview: overviews,
    dispose: () => {
      clearImmediate(immediate);
      clearTimeout(lensTimer);
    },
  };
}
