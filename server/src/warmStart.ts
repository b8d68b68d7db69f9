// When a project's index cache is read and written: before the project is read, and when nothing has happened for a while.
import type { Editor } from "./capabilities.ts";
import type { Guard } from "./guard.ts";
import { readIndexCache, removeOldCaches, writeIndexCache } from "./indexCache.ts";
import type { OpenProject, Projects } from "./projects.ts";
import type { Reporter } from "./reporter.ts";

export interface WarmStart {
  /** Tells what the cache knows, when that holds. */
  restore(project: OpenProject): Generator<void, void, void>;
  becameReady(project: OpenProject): void;
  /** What stands on disk, or what is found there, is not what the cache says any more. */
  outdated(projects: readonly OpenProject[]): void;
  /** The server ends: now or never. */
  dispose(): void;
}

const IDLE_MS = 3_000;
const SLICE_MS = 8;

export function createWarmStart(
  projects: Projects,
  reporter: Reporter,
  { cacheDirectory }: Editor,
  guard: Guard,
): WarmStart {
  const begun = new WeakSet<OpenProject>();
  const restored = new Set<OpenProject>();
  const dirty = new Set<OpenProject>();
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  /** Begun again when something changes meanwhile. */
  let writing: Generator<void, void, void> | undefined;
  if (cacheDirectory !== null) guard.run(() => cacheDirectory && removeOldCaches(cacheDirectory));

  const directoryOf = ({ root }: OpenProject): string => cacheDirectory ?? `${root}/.strataline/cache`;
  function* write(): Generator<void, void, void> {
    for (const project of [...dirty]) {
      if (project.whenReady() !== null || !projects.all().includes(project)) continue;
      // What is only in an editor would be told as if it were on disk.
      if (!projects.openPaths(project).every((path) => projects.isAsOnDisk(project, path))) continue;
      yield* writeIndexCache(directoryOf(project), project.root, project.host(), reporter.known(project));
      dirty.delete(project);
    }
  }
  const writeSome = (): void => {
    immediate = undefined;
    const steps = writing;
    if (steps === undefined) return;
    const end = performance.now() + SLICE_MS;
    guard.run(() => {
      while (performance.now() < end) {
        // One that has failed is done.
        if (steps.next().done !== true) continue;
        writing = undefined;
        return;
      }
    });
    immediate = setImmediate(writeSome);
  };
  const schedule = (): void => {
    clearTimeout(timer);
    writing = undefined;
    timer = setTimeout(() => {
      writing = write();
      writeSome();
    }, IDLE_MS);
    timer.unref();
  };
  return {
    *restore(project) {
      // When it is read again, more is known than an earlier server knew.
      if (cacheDirectory === null || begun.has(project)) return;
      begun.add(project);
      const known = yield* readIndexCache(directoryOf(project), project.root, project.host());
      if (known === undefined) return;
      restored.add(project);
      reporter.seed(project, known);
    },
    becameReady: (project) => {
      if (!restored.delete(project)) dirty.add(project);
      schedule();
    },
    outdated: (changed) => {
      for (const project of changed) dirty.add(project);
      schedule();
    },
    dispose: () => {
      clearTimeout(timer);
      clearImmediate(immediate);
      guard.run(() => {
        const rest = write();
        while (rest.next().done !== true);
      });
    },
  };
}
