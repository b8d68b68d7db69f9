// The lineage panel: at most one. Hosts the webview, keeps it in step with the graph and with the cursor.
import * as vscode from "vscode";
import type { FromWebview, ToWebview } from "@strataline/protocol";
import type { Server } from "../languageServer.ts";
import type { GraphChange, ProjectGraphs } from "../projectGraphs.ts";
import type { RunController } from "../runController.ts";
import { openAsset } from "../openAsset.ts";
import { followCursor } from "./followCursor.ts";
import { lineageHtml } from "./lineageHtml.ts";
import { createSavedViews, type PageViews, type SavedViews } from "./savedViews.ts";
import { saveExport } from "./saveExport.ts";
import { watchTroubles, type Troubles } from "./trouble.ts";

const VIEW_TYPE = "strataline.lineage";

/** What the page may ask to execute, by its empty states and its bar of troubles. */
const COMMANDS_OF_PAGE = new Set([
  "strataline.openWalkthrough",
  "strataline.restartServer",
  "workbench.actions.view.problems",
]);

export interface Parts {
  readonly server: Server;
  readonly graphs: ProjectGraphs;
  readonly runs: RunController;
}

export interface Lineage {
  /** Opens or reveals the view; around an asset when one is given. */
  open(target: { readonly root: string; readonly key: string } | null): void;
}

export function registerLineage(context: vscode.ExtensionContext, parts: Parts): Lineage {
  const views = createSavedViews();
  const troubles = watchTroubles(context, parts.server, parts.graphs);
  context.subscriptions.push(views);
  const dist = vscode.Uri.joinPath(context.extensionUri, "dist");
  let current: LineagePanel | undefined;

  const host = (panel: vscode.WebviewPanel): LineagePanel => {
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, "media", "lineage.svg");
    const hosted = new LineagePanel(panel, { ...parts, views, troubles });
    panel.onDidDispose(() => {
      if (current === hosted) current = undefined;
    });
    panel.webview.html = lineageHtml(panel.webview, dist);
    current = hosted;
    return hosted;
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (panel) => {
        current?.dispose();
        host(panel);
        return Promise.resolve();
      },
    }),
  );
  return {
    open: (target) => {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      const panel =
        current ??
        host(vscode.window.createWebviewPanel(VIEW_TYPE, "Lineage", column, { enableScripts: true }));
      panel.reveal();
      if (target !== null) panel.show(target.root, target.key);
    },
  };
}

interface PageParts extends Parts {
  readonly views: SavedViews;
  readonly troubles: Troubles;
}

class LineagePanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #parts: PageParts;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #views: PageViews;
  /** URI of the project shown; null until there is one. */
  #root: string | null = null;
  #active: string | null = null;
  /** Asked for before the page could show it: the cursor must not take its place meanwhile. */
  #asked: string | null = null;
  #isReady = false;

  constructor(panel: vscode.WebviewPanel, parts: PageParts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#views = parts.views.attach((message) => this.#send(message));
    const { graphs, server } = parts;
    this.#subscriptions.push(
      new vscode.Disposable(() => this.#views.dispose()),
      parts.troubles.onChange(() => this.#sendTrouble()),
      panel.webview.onDidReceiveMessage((message: FromWebview) => this.#receive(message)),
      graphs.onChange((change) => this.#follow(change)),
      graphs.onProjects(() => this.#followProjects()),
      followCursor(server, (place) => {
        if (place === null) this.#setActive(null, false);
        else this.#showIn(place.root, place.key, false);
      }),
    );
    panel.onDidDispose(() => {
      for (const subscription of this.#subscriptions) subscription.dispose();
    });
  }

  dispose(): void {
    this.#panel.dispose();
  }

  reveal(): void {
    if (!this.#panel.visible) this.#panel.reveal(undefined, true);
  }

  /** Puts an asset in the middle, of another project too. */
  show(root: string, key: string): void {
    if (!this.#isReady) this.#asked = key;
    this.#showIn(root, key, true);
  }

  /** `reveal`: the user asked for it; a cursor that moves leaves a pinned view alone. */
  #showIn(root: string, key: string, reveal: boolean): void {
    if (root !== this.#root) {
      this.#root = root;
      this.#sendGraph();
    }
    this.#setActive(key, reveal);
  }

  #setActive(key: string | null, reveal: boolean): void {
    this.#active = key;
    this.#send({ type: "active", key, reveal });
  }

  #send(message: ToWebview): void {
    if (this.#isReady) void this.#panel.webview.postMessage(message);
  }

  #sendGraph(): void {
    const { graphs } = this.#parts;
    const data = this.#root === null ? graphs.first() : graphs.get(this.#root);
    if (data === undefined) {
      this.#sendEmpty();
      return;
    }
    this.#root = data.project.root;
    this.#panel.title = graphs.projects().length > 1 ? `Lineage: ${data.project.name}` : "Lineage";
    this.#send({ type: "graph", data });
    if (this.#isReady) this.#views.show(data.project.root);
    this.#sendTrouble();
  }

  #sendTrouble(): void {
    this.#send({ type: "trouble", trouble: this.#parts.troubles.of(this.#root) });
  }

  #sendEmpty(): void {
    const { graphs } = this.#parts;
    if (!graphs.areKnown() || graphs.projects().length > 0) return; // On its way.
    this.#send({
      type: "empty",
      title: "No Strataline project in this workspace",
      message: "A project is a folder with a strataline.config.ts file.",
      action: { title: "How to start", command: "strataline.openWalkthrough" },
    });
  }

  #follow(change: GraphChange): void {
    switch (change.kind) {
      case "graph":
        if (this.#root === null || change.root === this.#root) this.#sendGraph();
        return;
      case "delta":
        if (change.params.root === this.#root) this.#send({ type: "delta", ...change.params });
        return;
      case "status":
        if (change.params.root === this.#root)
          this.#send({ type: "status", statuses: change.params.statuses });
    }
  }

  #followProjects(): void {
    const roots = this.#parts.graphs.projects().map(({ root }) => root);
    if (this.#root !== null && roots.includes(this.#root)) return;
    this.#root = null;
    this.#sendGraph();
  }

  #receive(message: FromWebview): void {
    const root = this.#root;
    switch (message.type) {
      case "ready":
        this.#isReady = true;
        this.#begin();
        return;
      case "resync":
        if (root !== null) void this.#parts.graphs.refresh(root);
        return;
      case "open":
        if (root !== null)
          void openAsset(this.#parts.server, root, message.key, this.#columnsFor(message.preview));
        return;
      case "run":
        if (root !== null)
          void this.#parts.runs.run({ root, keys: message.keys, withUpstream: message.upstream });
        return;
      case "select":
        if (root !== null) void this.#select(root, message.expression);
        return;
      case "copy":
        void vscode.env.clipboard.writeText(message.text);
        return;
      case "saveView":
      case "renameView":
      case "deleteView":
      case "openViews":
        if (root !== null) this.#views.receive(root, message);
        return;
      case "export":
        if (root !== null) void saveExport(root, message);
        return;
      case "command":
        if (COMMANDS_OF_PAGE.has(message.command)) void vscode.commands.executeCommand(message.command);
    }
  }

  /** The asset first: the view opens around it. */
  #begin(): void {
    const first = this.#asked ?? this.#active;
    if (first !== null) this.#setActive(first, false);
    this.#sendGraph();
    if (this.#asked !== null) this.#setActive(this.#asked, true);
    this.#asked = null;
  }

  async #select(root: string, expression: string): Promise<void> {
    const result = await this.#parts.server.select(root, expression);
    if (result !== null) this.#send({ type: "selection", expression, result });
  }

  /** Beside the view, where the user's code already is. */
  #columnsFor(preserveFocus: boolean): vscode.TextDocumentShowOptions {
    const ofCode = vscode.window.visibleTextEditors.find(
      ({ viewColumn }) => viewColumn !== this.#panel.viewColumn,
    );
    const free =
      this.#panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
    return { preserveFocus, preview: true, viewColumn: ofCode?.viewColumn ?? free };
  }
}
