// The projects of the workspace, each a core `Project` over its folder, and which of them a document belongs to.
import type { FileChange, Host, LineIndex, Project, Snapshot } from "@strataline/core";
import type { ProjectInfo } from "@strataline/protocol";
import { createDiskHost, matters, readText } from "./diskHost.ts";
import { findProjectRoots, isIgnoredPath } from "./folders.ts";
import { absoluteIn, isInside, pathOf, relativeTo, uriOf } from "./paths.ts";
import { createStatusBoard, type StatusBoard } from "./statusBoard.ts";

export type CreateProject = (host: Host) => Project;

export interface OpenProject {
  /** Absolute. */
  readonly root: string;
  readonly info: ProjectInfo;
  readonly statuses: StatusBoard;
  snapshot(): Snapshot;
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
  /** The spelling the editor uses for an open document, else ours. */
  uri(project: OpenProject, path: string): string;
  /** Version of the open document, null when it is not open. */
  version(project: OpenProject, path: string): number | null;
  isOpen(project: OpenProject, path: string): boolean;

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
  current: Project;
}

export function createProjects(createProject: CreateProject): Projects {
  const entries = new Map<string, Entry>();
  const documents = new Map<string, OpenDocument>();

  const newCoreProject = (root: string): Project => createProject(createDiskHost(root));

  const open = (root: string): Entry => {
    const entry: Entry = {
      root,
      info: { root: uriOf(root), name: root.slice(root.lastIndexOf("/") + 1) },
      statuses: createStatusBoard(),
      current: newCoreProject(root),
      snapshot: () => entry.current.snapshot(),
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

  return {
    all: () => [...entries.values()],
    byRoot: (root) => [...entries.values()].find(({ info }) => root === null || info.root === root),
    view: (uri) => {
      const file = pathOf(uri);
      const project = file === null ? undefined : ownersOf(file)[0];
      if (file === null || project === undefined) return undefined;
      const path = relativeTo(project.root, file);
      const snapshot = project.snapshot();
      if (snapshot.text(path) === undefined) return undefined;
      return { project, snapshot, path, lines: snapshot.lines(path) };
    },
    uri: ({ root }, path) => documents.get(absoluteIn(root, path))?.uri ?? uriOf(absoluteIn(root, path)),
    version: ({ root }, path) => documents.get(absoluteIn(root, path))?.version ?? null,
    isOpen: ({ root }, path) => documents.has(absoluteIn(root, path)),

    setFolders: (folders) => {
      const roots = new Set(folders.flatMap(findProjectRoots).sort());
      const known = new Map(entries);
      const gone = [...known.values()].filter(({ root }) => !roots.has(root));
      if (roots.size === known.size && gone.length === 0) return [];
      entries.clear();
      for (const root of roots) {
        const entry = known.get(root);
        if (entry !== undefined) entry.current = newCoreProject(root); // Its files may belong to a nested one now.
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
        entry.current = newCoreProject(entry.root);
        reapplyDocuments(entry);
      }
      return [...entries.values()];
    },
  };
}

export function statusFile(root: string): string {
  return `${root}/.strataline/status.json`;
}
