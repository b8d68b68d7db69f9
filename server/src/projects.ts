// The projects of the workspace, each a core `Project` over its folder, and which of them a document belongs to.
import type { FileChange, Host, LineIndex, Project, Snapshot } from "@strataline/core";
import type { ProjectInfo } from "@strataline/protocol";
import { createDiskHost, matters, readText, type DiskHost } from "./diskHost.ts";
import { findProjectRoots, isIgnoredPath } from "./folders.ts";
import { absoluteIn, isInside, pathOf, relativeTo, uriOf } from "./paths.ts";
import type { Ready } from "./guard.ts";
import { createStatusBoard, type StatusBoard } from "./statusBoard.ts";

export type CreateProject = (host: Host) => Project;

export interface OpenProject {
  /** Absolute. */
  readonly root: string;
  readonly info: ProjectInfo;
  readonly statuses: StatusBoard;
  host(): DiskHost;
  /** Reads what has not been read yet, however long that takes: ask `whenReady` before. */
  snapshot(): Snapshot;
  /** null: it is read. */
  whenReady(): Ready;
  /** Does some of the reading; answers whether all of it is done. */
  prepare(mayGoOn: () => boolean): boolean;
  /** Nobody waits any longer. */
  becomeReady(): void;
  /** null: its graph can be told, be it from an earlier server. */
  whenKnown(): Ready;
  becomeKnown(): void;
}

/** One document at one moment, in its project: what every answer is made of. */
export interface View {
  readonly project: OpenProject;
  readonly snapshot: Snapshot;
  /** Relative to the project. */
  readonly path: string;
  readonly lines: LineIndex;
}

export interface Projects {
  all(): readonly OpenProject[];
  /** By the URI of its folder; the first one for null. */
  byRoot(root: string | null): OpenProject | undefined;
  view(uri: string): View | undefined;
  /** Without reading anything. */
  place(uri: string): Pick<View, "project" | "path"> | undefined;
  /** Of a document of a project that is not read yet, when that has it: what can be said before. */
  partialView(uri: string): View | undefined;
  /** Open documents of a project. */
  openPaths(project: OpenProject): readonly string[];
  /** When all are read. */
  whenReady(): Ready;
  /** When the graphs of all can be told. */
  whenKnown(): Ready;
  /** The spelling the editor uses for an open document, else ours. */
  uri(project: OpenProject, path: string): string;
  /** Version of the open document, null when it is not open. */
  version(project: OpenProject, path: string): number | null;
  isOpen(project: OpenProject, path: string): boolean;
  /** No editor has another text of the file. */
  isAsOnDisk(project: OpenProject, path: string): boolean;

  /** Folders of the workspace; answers the projects that are gone. */
  setFolders(folders: readonly string[]): readonly OpenProject[];
  opened(document: OpenDocument): readonly OpenProject[];
  closed(uri: string): readonly OpenProject[];
  /** Files on disk were made, changed or deleted. Answers whose analysis changed. */
  filesChanged(paths: readonly string[]): readonly OpenProject[];
  /** Whole folders moved or went: files in them are not named one by one. */
  reload(): readonly OpenProject[];
}

/** An editor's text. The same object while the document is open. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

interface Entry extends OpenProject {
  disk: DiskHost;
  current: Project;
  /** Who waits for the first snapshot of `current`; null when nobody has to. */
  waiting: Waiting | null;
  /** Who waits for the graph. */
  unknown: Waiting | null;
}

export function createProjects(createProject: CreateProject): Projects {
  const entries = new Map<string, Entry>();
  const documents = new Map<string, OpenDocument>();

  const open = (root: string): Entry => {
    const disk = createDiskHost(root);
    const entry: Entry = {
      root,
      info: { root: uriOf(root), name: root.slice(root.lastIndexOf("/") + 1) },
      statuses: createStatusBoard(),
      disk,
      current: createProject(disk),
      host: () => entry.disk,
      waiting: newWaiting(),
      unknown: newWaiting(),
      snapshot: () => entry.current.snapshot(),
      whenReady: () => entry.waiting?.promise ?? null,
      prepare: (mayGoOn) => entry.current.prepare(mayGoOn),
      becomeReady: () => {
        entry.waiting?.resolve();
        entry.waiting = null;
        entry.becomeKnown();
      },
      whenKnown: () => entry.unknown?.promise ?? null,
      becomeKnown: () => {
        entry.unknown?.resolve();
        entry.unknown = null;
      },
    };
    entry.statuses.readFile(readText(statusFile(root)));
    return entry;
  };

  /** The innermost project around a file; for a file in none of them all, since any may import it. */
  const ownersOf = (path: string): readonly Entry[] => {
    const around = [...entries.values()].filter(({ root }) => isInside(root, path));
    const innermost = around.sort((a, b) => b.root.length - a.root.length)[0];
    if (innermost === undefined) return [...entries.values()];
    return isIgnoredPath(relativeTo(innermost.root, path)) ? [] : [innermost];
  };

  const apply = (path: string, text: string | null): readonly Entry[] => {
    if (!matters(path)) return [];
    const owners = ownersOf(path);
    for (const owner of owners) owner.current.apply([{ path: relativeTo(owner.root, path), text }]);
    return owners;
  };

  const reapplyDocuments = (entry: Entry): void => {
    const changes: FileChange[] = [];
    for (const [path, document] of documents) {
      if (!matters(path) || !ownersOf(path).includes(entry)) continue;
      changes.push({ path: relativeTo(entry.root, path), text: document.getText() });
    }
    entry.current.apply(changes);
  };

  const startAgain = (entry: Entry): void => {
    entry.disk = createDiskHost(entry.root);
    entry.current = createProject(entry.disk);
    entry.waiting ??= newWaiting();
    entry.unknown ??= newWaiting();
  };
  const placeOf = (uri: string): { readonly project: Entry; readonly path: string } | undefined => {
    const file = pathOf(uri);
    const project = file === null ? undefined : ownersOf(file)[0];
    return file === null || project === undefined
      ? undefined
      : { project, path: relativeTo(project.root, file) };
  };
  const viewOf = (project: OpenProject, snapshot: Snapshot, path: string): View | undefined =>
    snapshot.text(path) === undefined ? undefined : { project, snapshot, path, lines: snapshot.lines(path) };

  return {
    all: () => [...entries.values()],
    byRoot: (root) => [...entries.values()].find(({ info }) => root === null || info.root === root),
    view: (uri) => {
      const place = placeOf(uri);
      return place && viewOf(place.project, place.project.snapshot(), place.path);
    },
    place: placeOf,
    partialView: (uri) => {
      const place = placeOf(uri);
      if (place === undefined || place.project.whenReady() === null) return undefined;
      const { project, path } = place;
      const snapshot = project.current.partial([path]);
      return snapshot.paths.includes(path) ? viewOf(project, snapshot, path) : undefined;
    },
    openPaths: ({ root }) =>
      [...documents.keys()].filter((path) => isInside(root, path)).map((path) => relativeTo(root, path)),
    whenReady: () => all([...entries.values()].map((entry) => entry.whenReady())),
    whenKnown: () => all([...entries.values()].map((entry) => entry.whenKnown())),
    uri: ({ root }, path) => documents.get(absoluteIn(root, path))?.uri ?? uriOf(absoluteIn(root, path)),
    version: ({ root }, path) => documents.get(absoluteIn(root, path))?.version ?? null,
    isOpen: ({ root }, path) => documents.has(absoluteIn(root, path)),
    isAsOnDisk: ({ root }, path) => {
      const file = absoluteIn(root, path);
      const document = documents.get(file);
      return document === undefined || document.getText() === readText(file);
    },

    setFolders: (folders) => {
      const roots = new Set(folders.flatMap(findProjectRoots).sort());
      const known = new Map(entries);
      const gone = [...known.values()].filter(({ root }) => !roots.has(root));
      if (roots.size === known.size && gone.length === 0) return [];
      entries.clear();
      for (const root of roots) {
        const entry = known.get(root);
        if (entry !== undefined) startAgain(entry); // Its files may belong to a nested one now.
        entries.set(root, entry ?? open(root));
      }
      for (const entry of entries.values()) reapplyDocuments(entry);
      return gone;
    },
    opened: (document) => {
      const path = pathOf(document.uri);
      if (path === null) return [];
      documents.set(path, document);
      return apply(path, document.getText());
    },
    closed: (uri) => {
      const path = pathOf(uri);
      if (path === null) return [];
      documents.delete(path);
      return apply(path, null);
    },
    filesChanged: (paths) => {
      const onDisk = paths.filter((path) => !documents.has(path));
      return [...new Set(onDisk.flatMap((path) => apply(path, null)))];
    },
    reload: () => {
      for (const entry of entries.values()) {
        startAgain(entry);
        reapplyDocuments(entry);
      }
      return [...entries.values()];
    },
  };
}

function all(waiting: readonly Ready[]): Ready {
  const open = waiting.filter((one) => one !== null);
  return open.length === 0 ? null : Promise.all(open).then(() => undefined);
}

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function newWaiting(): Waiting {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

export function statusFile(root: string): string {
  return `${root}/.strataline/status.json`;
}
