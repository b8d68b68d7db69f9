// What changed outside: folders, documents and files on disk become changes of projects, and the reporter hears of it.
import type { RunEvent } from "@strataline/protocol";
import type { Editor } from "./capabilities.ts";
import { readText } from "./diskHost.ts";
import { isConfigFile } from "./folders.ts";
import type { Guard } from "./guard.ts";
import { createIndexing } from "./indexing.ts";
import { writeKeyRegistry } from "./keyRegistryFile.ts";
import { pathOf } from "./paths.ts";
import { statusFile, type OpenDocument, type OpenProject, type Projects } from "./projects.ts";
import type { Reporter } from "./reporter.ts";
import type { WarmStart } from "./warmStart.ts";

export const WATCHED_FILES = [
  "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}",
  "**/{tsconfig*,jsconfig,package,strataline.baseline}.json",
  "**/.strataline/status.json",
];

export interface World {
  setFolders(uris: readonly string[]): void;
  changeFolders(added: readonly string[], removed: readonly string[]): void;
  documentOpened(uri: string): void;
  documentChanged(document: OpenDocument): void;
  documentClosed(uri: string): void;
  /** Made, changed, saved or deleted on disk. */
  filesChanged(uris: readonly string[]): void;
  /** Folders were renamed or deleted: any file may be elsewhere. */
  foldersMoved(): void;
  runEvent(project: OpenProject, event: RunEvent): void;
  setKeyRegistry(isWanted: boolean): void;
  dispose(): void;
}

export function createWorld(
  projects: Projects,
  reporter: Reporter,
  warmStart: WarmStart,
  editor: Editor,
  guard: Guard,
): World {
  let folders: readonly string[] = [];
  let writesKeys = editor.wantsKeyRegistry;

  const discover = (): void => {
    reporter.gone(projects.setFolders(folders.flatMap((uri) => pathOf(uri) ?? [])));
    indexing.wake();
    reporter.changed(projects.all());
  };
  const writeKeys = (changed: readonly OpenProject[]): void => {
    if (!writesKeys) return;
    // The others' keys are written when they are read.
    for (const project of changed) if (project.whenReady() === null) writeKeyRegistry(project);
  };
  const readStatuses = (paths: readonly string[]): void => {
    for (const project of projects.all()) {
      const file = statusFile(project.root);
      if (paths.includes(file)) reporter.statusesChanged(project, project.statuses.readFile(readText(file)));
    }
  };

  const indexing = createIndexing(projects, guard, {
    beforeReading: function* (project) {
      yield* warmStart.restore(project);
      reporter.allowEarly(project);
    },
    beforeReady: (project) => reporter.prepare(project),
    isBusy: () => reporter.isBusy(),
    onReady: (project) => {
      reporter.becameReady(project);
      warmStart.becameReady(project);
      writeKeys([project]);
    },
  });

  return {
    dispose: () => {
      indexing.dispose();
      warmStart.dispose();
    },
    setFolders: (uris) => {
      folders = uris;
      discover();
    },
    changeFolders: (added, removed) => {
      folders = [...folders.filter((uri) => !removed.includes(uri)), ...added];
      discover();
    },
    documentOpened: (uri) => {
      const place = projects.place(uri);
      if (place !== undefined) reporter.diagnostics(place.project).sayAgain(place.path);
    },
    documentChanged: (document) => reporter.changed(projects.opened(document)),
    documentClosed: (uri) => reporter.changed(projects.closed(uri)),
    filesChanged: (uris) => {
      const paths = uris.flatMap((uri) => pathOf(uri) ?? []);
      if (paths.some(isConfigFile)) discover();
      readStatuses(paths);
      const changed = projects.filesChanged(paths);
      warmStart.outdated(changed);
      reporter.changed(changed);
      writeKeys(changed);
    },
    foldersMoved: () => {
      discover();
      reporter.changed(projects.reload());
      indexing.wake();
    },
    runEvent: (project, event) => reporter.statusesChanged(project, project.statuses.apply(event)),
    setKeyRegistry: (isWanted) => {
      writesKeys = isWanted;
      writeKeys(projects.all());
    },
  };
}
