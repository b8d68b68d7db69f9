// Where lineage is shown: any number of editor panels, which survive a restart, and one view in the panel at the bottom.
import * as vscode from "vscode";
import { LineageHost, type Parts } from "./lineageHost.ts";

const PANEL = "strataline.lineage";
export const LINEAGE_VIEW = "strataline.lineageView";

interface Target {
  readonly root: string;
  readonly key: string;
}

export interface Lineage {
  /** Opens or reveals a panel, around an asset when one is given. `isNew`: another one beside those there are. */
  open(target: Target | null, isNew?: boolean): void;
  /** Around an asset, in the view at the bottom when that is where it was asked for. */
  show(target: Target, place: "panel" | "view"): void;
  /** The page that was used last, for what is chosen elsewhere. */
  current(): LineageHost | undefined;
}

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly host: LineageHost;
}

export function registerLineage(context: vscode.ExtensionContext, parts: Parts): Lineage {
  const dist = vscode.Uri.joinPath(context.extensionUri, "dist");
  /** The one used last is last. */
  const panels: OpenPanel[] = [];
  let view: LineageHost | undefined;

  const host = (panel: vscode.WebviewPanel, isPinned: boolean): OpenPanel => {
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, "media", "lineage.svg");
    const surface = {
      webview: panel.webview,
      rename: (project: string | null, pinned: boolean): void => {
        panel.title = `Lineage${project === null ? "" : `: ${project}`}${pinned ? " (pinned)" : ""}`;
      },
    };
    const opened = { panel, host: new LineageHost(surface, dist, parts, isPinned) };
    panels.push(opened);
    panel.onDidChangeViewState(() => {
      if (panel.active) panels.push(...panels.splice(panels.indexOf(opened), 1));
    });
    panel.onDidDispose(() => {
      panels.splice(panels.indexOf(opened), 1);
      opened.host.dispose();
    });
    return opened;
  };
  const create = (): OpenPanel => {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return host(vscode.window.createWebviewPanel(PANEL, "Lineage", column, { enableScripts: true }), false);
  };
  const open = (target: Target | null, isNew = false): void => {
    const { panel, host: page } =
      (isNew ? undefined : panels.findLast((one) => !one.host.isPinned)) ?? create();
    if (!panel.visible) panel.reveal(undefined, true);
    if (target !== null) page.show(target.root, target.key);
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(PANEL, {
      deserializeWebviewPanel: (panel, state) => {
        host(panel, isPinnedIn(state));
        return Promise.resolve();
      },
    }),
    vscode.window.registerWebviewViewProvider(LINEAGE_VIEW, {
      resolveWebviewView: (opened, { state }) => {
        const surface = {
          webview: opened.webview,
          rename: (project: string | null, pinned: boolean): void => {
            const words = [project, pinned ? "pinned" : null].filter((word) => word !== null);
            opened.description = words.join(", ");
          },
        };
        const page = new LineageHost(surface, dist, parts, isPinnedIn(state));
        view = page;
        opened.onDidDispose(() => {
          page.dispose();
          if (view === page) view = undefined;
        });
      },
    }),
  );
  return {
    open,
    current: () => panels.at(-1)?.host ?? view,
    show: (target, place) => {
      const last = panels.at(-1)?.host;
      const page = place === "view" ? view : last;
      if (page === undefined) open(target);
      else page.show(target.root, target.key);
    },
  };
}

/** What the page saved (`LineageViewState`). */
function isPinnedIn(state: unknown): boolean {
  return typeof state === "object" && state !== null && "pinned" in state && state.pinned === true;
}
