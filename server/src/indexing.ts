// Reads projects in the background, in slices, so that messages are handled in between. Those with open documents come first.
import type { Guard } from "./guard.ts";
import type { OpenProject, Projects } from "./projects.ts";

export interface Indexing {
  /** There may be something to read. */
  wake(): void;
  dispose(): void;
}

const SLICE_MS = 8;

/** `beforeReading` tells what is known already. `beforeReady`: more of the work that is better done before anybody asks. */
export function createIndexing(
  projects: Projects,
  guard: Guard,
  stages: {
    readonly beforeReading: (project: OpenProject) => Generator<void, void, void>;
    readonly beforeReady: (project: OpenProject) => Generator<void, void, void>;
    readonly isBusy: () => boolean;
    readonly onReady: (project: OpenProject) => void;
  },
): Indexing {
  let immediate: NodeJS.Immediate | undefined;
  let pause: NodeJS.Timeout | undefined;
  const running = new WeakMap<object, Generator<void, void, void>>();
  const next = (): OpenProject | undefined => {
    const unread = projects.all().filter((project) => project.whenReady() !== null);
    return unread.find((project) => projects.openPaths(project).length > 0) ?? unread[0];
  };
  /** One generator for each reading of the project. */
  const stepsOf = (project: OpenProject): Generator<void, void, void> => {
    const reading = project.host();
    const steps = running.get(reading) ?? read(project);
    running.set(reading, steps);
    return steps;
  };
  function* read(project: OpenProject): Generator<void, void, void> {
    yield* stages.beforeReading(project);
    while (!project.prepare(once())) yield;
    yield* stages.beforeReady(project);
  }
  const work = (): void => {
    immediate = undefined;
    pause = undefined;
    const project = next();
    if (project === undefined) return;
    // What is known should arrive before more becomes known.
    if (stages.isBusy()) {
      pause = setTimeout(work, 1);
      return;
    }
    const end = performance.now() + SLICE_MS;
    const steps = stepsOf(project);
    // When it fails, waiting longer helps nobody: a generator that has failed is done.
    guard.run(() => {
      while (performance.now() < end) {
        if (steps.next().done !== true) continue;
        project.becomeReady();
        stages.onReady(project);
        break;
      }
    });
    wake();
  };
  const wake = (): void => {
    if (pause === undefined) immediate ??= setImmediate(work);
  };
  return {
    wake,
    dispose: () => {
      clearImmediate(immediate);
      clearTimeout(pause);
    },
  };
}

/** True the first time. */
function once(): () => boolean {
  let isFirst = true;
  return () => {
    const was = isFirst;
    isFirst = false;
    return was;
  };
}
