// Reads projects in the background, in slices, so that messages are handled in between. Those with open documents come first.
import type { Guard } from "./guard.ts";
import type { OpenProject, Projects } from "./projects.ts";

export interface Indexing {
  /** There may be something to read. */
  wake(): void;
  dispose(): void;
}

const SLICE_MS = 8;

/** `beforeReady`: more of the work that is better done before anybody asks. */
export function createIndexing(
  projects: Projects,
  guard: Guard,
  beforeReady: (project: OpenProject) => Iterator<void, void>,
  onReady: (project: OpenProject) => void,
): Indexing {
  let immediate: NodeJS.Immediate | undefined;
  let preparing: { readonly project: OpenProject; readonly steps: Iterator<void, void> } | undefined;

  const next = (): OpenProject | undefined => {
    const unread = projects.all().filter((project) => project.whenReady() !== null);
    return unread.find((project) => projects.openPaths(project).length > 0) ?? unread[0];
  };
  /** Answers whether the project is ready. */
  const prepare = (project: OpenProject, mayGoOn: () => boolean): boolean => {
    if (!project.prepare(mayGoOn)) return false;
    if (preparing?.project !== project) preparing = { project, steps: beforeReady(project) };
    while (mayGoOn()) if (preparing.steps.next().done === true) return true;
    return false;
  };
  const work = (): void => {
    immediate = undefined;
    const project = next();
    if (project === undefined) return;
    const end = performance.now() + SLICE_MS;
    // When it fails, waiting longer helps nobody.
    let isDone = true;
    guard.run(() => (isDone = prepare(project, () => performance.now() < end)));
    if (isDone) {
      preparing = undefined;
      project.becomeReady();
      guard.run(() => onReady(project));
    }
    wake();
  };
  const wake = (): void => {
    immediate ??= setImmediate(work);
  };
  return { wake, dispose: () => clearImmediate(immediate) };
}
