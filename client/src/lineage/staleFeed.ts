// Which assets are stale, kept up to date for a page: after runs, and after edits of code, which need not change the graph at all.
import * as vscode from "vscode";
import type { ToWebview } from "@strataline/protocol";
import type { Server } from "../languageServer.ts";
import type { ProjectGraphs } from "../projectGraphs.ts";

type StaleMessage = Extract<ToWebview, { type: "stale" }>;

export interface StaleFeed {
  /** URI of the project to tell about from now on. */
  watch(root: string): void;
  dispose(): void;
}

/** Milliseconds from a change to the question: what changes meanwhile is in the answer. */
const PAUSE_MS = 250;

export function createStaleFeed(
  server: Server,
  graphs: ProjectGraphs,
  tell: (message: StaleMessage) => void,
): StaleFeed {
  let watched: string | null = null;
  let told = "";
  let timer: NodeJS.Timeout | undefined;
  let isAsking = false;
  let isDisposed = false;

  const look = async (): Promise<void> => {
    timer = undefined;
    const root = watched;
    if (root === null || isDisposed) return;
    isAsking = true;
    const answer = await server.staleness(root);
    isAsking = false;
    const text = JSON.stringify(answer?.stale);
    if (isStillWatched(root) && answer !== null && text !== told) {
      told = text;
      tell({ type: "stale", stale: answer.stale });
    }
    if (isMore) lookSoon();
  };
  const isStillWatched = (root: string): boolean => root === watched && !isDisposed;
  let isMore = false;
  /** Not put off by the next change: a long run is followed while it goes on. */
  const lookSoon = (): void => {
    isMore = isAsking;
    if (!isAsking) timer ??= setTimeout(() => void look(), PAUSE_MS);
  };
  const listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document.uri.scheme === "file") lookSoon();
    }),
    vscode.workspace.onDidSaveTextDocument(lookSoon),
    graphs.onChange((change) => {
      if (change.kind === "graph" ? change.root === watched : change.params.root === watched) lookSoon();
    }),
  );
  return {
    watch: (root) => {
      watched = root;
      told = "";
      lookSoon();
    },
    dispose: () => {
      isDisposed = true;
      clearTimeout(timer);
      listening.dispose();
    },
  };
}
