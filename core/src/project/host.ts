// The world outside of core, as small as it can be. Paths are relative to the project root, with `/`; a file outside of
// the root is reached by `../`.

export interface Host {
  /** Every file under the root that may matter (sources, tsconfig.json, package.json); never node_modules or build output. */
  listFiles(): readonly string[];
  /** undefined when there is no such file. Synchronous: reading is a small part of indexing, and promises cost more than it. */
  readFile(path: string): string | undefined;
  /** With links followed (packages of a workspace are links in node_modules); relative to the root too. */
  realPath?(path: string): string;
  /** Names of the folders in a folder, for workspaces around the root. */
  listFolders?(path: string): readonly string[];
}

/** One change of the world. `text`: an open editor's text. `text: null`: the editor closed, or the file changed on disk. */
export interface FileChange {
  readonly path: string;
  readonly text: string | null;
}
