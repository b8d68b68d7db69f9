// One lineage page, in an editor's panel or in a view: keeps it in step with the graph and with the cursor, and does what it asks.
import * as vscode from "vscode";
import type { AssetAct, FromWebview, ToWebview } from "@strataline/protocol";
import type { Cursor } from "../cursor.ts";
import type { Server } from "../languageServer.ts";
import { openAsset } from "../openAsset.ts";
import type { GraphChange, ProjectGraphs } from "../projectGraphs.ts";
import type { RunController } from "../runController.ts";
import { createImpactFeed, type ImpactFeed } from "./impactFeed.ts";
import { besideViews, type LineageEdits } from "./lineageEdits.ts";
import { runHistory } from "./runHistory.ts";
import { lineageHtml } from "./lineageHtml.ts";
import type { PageViews, SavedViews } from "./savedViews.ts";
import { saveExport } from "./saveExport.ts";
import { createStaleFeed, type StaleFeed } from "./staleFeed.ts";
import type { Troubles } from "./trouble.ts";

/** What the page may ask to execute, by its empty states and its bar of troubles. */
const COMMANDS_OF_PAGE = new Set([
  "strataline.openWalkthrough",
  "strataline.restartServer",
  "workbench.actions.view.problems",
]);

/** What it may ask to do with assets: commands of the manifest, of which no other one is reached from a page. */
const ACTS: ReadonlySet<AssetAct> = new Set([
  "addDep",
  "copyKey",
  "moveToLayer",
  "newDownstream",
  "peekReferences",
  "previewAsset",
  "removeDep",
  "runStale",
  "runWithDownstream",
]);

export interface Parts {
  readonly server: Server;
  readonly graphs: ProjectGraphs;
  readonly runs: RunController;
  readonly cursor: Cursor;
  readonly edits: LineageEdits;
  readonly views: SavedViews;
  readonly troubles: Troubles;
}

/** Where the page is shown. */
export interface Surface {
  readonly webview: vscode.Webview;
  /** Name of the project shown when there are several, else null; whether it stays at what it shows. */
  rename(project: string | null, isPinned: boolean): void;
}

export class LineageHost implements vscode.Disposable {
  readonly #surface: Surface;
  readonly #parts: Parts;
  readonly #subscriptions: vscode.Disposable[] = [];
  /** URI of the project shown; null until there is one. */
  #root: string | null = null;
  #active: string | null = null;
  /** Asked for before the page could show it: the cursor must not take its place meanwhile. */
  #asked: string | null = null;
  #isReady = false;
  readonly #impact: ImpactFeed;
  readonly #stale: StaleFeed;
  readonly #views: PageViews;
  #isPinned: boolean;

  constructor(surface: Surface, dist: vscode.Uri, parts: Parts, isPinned: boolean) {
    this.#surface = surface;
    this.#parts = parts;
    this.#isPinned = isPinned;
    this.#impact = createImpactFeed(parts.server, (message) => this.#send(message));
    this.#stale = createStaleFeed(parts.server, parts.graphs, (message) => this.#send(message));
    this.#views = parts.views.attach((message) => this.#send(message));
    const { webview } = surface;
    const { graphs, cursor } = parts;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.#subscriptions.push(
      new vscode.Disposable(() => this.#impact.dispose()),
      new vscode.Disposable(() => this.#stale.dispose()),
      new vscode.Disposable(() => this.#views.dispose()),
      parts.troubles.onChange(() => this.#sendTrouble()),
      webview.onDidReceiveMessage((message: FromWebview) => this.#receive(message)),
      graphs.onChange((change) => this.#follow(change)),
      graphs.onProjects(() => this.#followProjects()),
      cursor.follow((place) => {
        if (place === null) this.#setActive(null, false);
        else this.#showIn(place.root, place.key, false);
      }),
    );
    webview.html = lineageHtml(webview, dist);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** It stays at what it shows: not the one to open something else in. */
  get isPinned(): boolean {
    return this.#isPinned;
  }

  /** Shows what changed since a git ref. */
  showChangesSince(ref: string): void {
    if (this.#root !== null) this.#impact.watch(this.#root, ref);
  }

  /** URI of the project shown; null while there is none. */
  get root(): string | null {
    return this.#root;
  }

  /** Puts an asset in the middle, of another project too. */
  show(root: string, key: string): void {
    if (!this.#isReady) this.#asked = key;
    this.#showIn(root, key, true);
  }

  /** `reveal`: the user asked for it; a cursor that moves leaves a pinned view alone. */
  #showIn(root: string, key: string, reveal: boolean): void {
    if (root !== this.#root) {
      if (this.#isPinned && this.#root !== null && !reveal) return;
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
    if (this.#isReady) void this.#surface.webview.postMessage(message);
  }

  #sendGraph(): void {
    const { graphs } = this.#parts;
    const data = this.#root === null ? graphs.first() : graphs.get(this.#root);
    if (data === undefined) {
      this.#sendEmpty();
      return;
    }
    this.#root = data.project.root;
    this.#rename();
    this.#send({ type: "graph", data });
    if (this.#isReady) {
      this.#views.show(data.project.root);
      this.#stale.watch(data.project.root);
    }
    this.#sendTrouble();
  }

  #sendTrouble(): void {
    this.#send({ type: "trouble", trouble: this.#parts.troubles.of(this.#root) });
  }

  #rename(): void {
    const { graphs } = this.#parts;
    const project = this.#root === null ? undefined : graphs.get(this.#root)?.project.name;
    this.#surface.rename(graphs.projects().length > 1 ? (project ?? null) : null, this.#isPinned);
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
    switch (message.type) {
      case "ready":
        this.#isReady = true;
        this.#begin();
        return;
      case "pinned":
        this.#isPinned = message.on;
        this.#rename();
        return;
      case "copy":
        void vscode.env.clipboard.writeText(message.text);
        return;
      case "undo":
        void this.#parts.edits.undo();
        return;
      case "command":
        if (COMMANDS_OF_PAGE.has(message.command)) void vscode.commands.executeCommand(message.command);
        return;
      default:
        if (this.#root !== null) this.#receiveIn(this.#root, message);
    }
  }

  /** What is about assets of the project shown. */
  #receiveIn(
    root: string,
    message: Exclude<FromWebview, { type: "ready" | "pinned" | "copy" | "undo" | "command" }>,
  ): void {
    const { server, graphs, runs, edits } = this.#parts;
    switch (message.type) {
      case "resync":
        void graphs.refresh(root);
        return;
      case "open":
        void openAsset(server, root, message.key, { ...besideViews(), preserveFocus: message.preview });
        return;
      case "run":
        void runs.run({ root, keys: message.keys, reach: message.upstream ? "upstream" : "only" });
        return;
      case "act":
        if (!ACTS.has(message.act)) return;
        void vscode.commands.executeCommand(`strataline.${message.act}`, {
          webviewSection: "node",
          root,
          keys: message.keys,
        });
        return;
      case "edit":
        void edits.apply(root, message.edit);
        return;
      case "impact":
        this.#impact.watch(root, message.on ? (message.ref ?? "HEAD") : null);
        return;
      case "details":
        void this.#sendDetails(root, message.key);
        return;
      case "saveView":
      case "renameView":
      case "deleteView":
      case "openViews":
        this.#views.receive(root, message);
        return;
      case "export":
        void saveExport(root, message);
        return;
      case "select":
        void this.#select(root, message.expression);
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

  async #sendDetails(root: string, key: string): Promise<void> {
    const [details, attempts] = await Promise.all([
      this.#parts.server.details(root, key),
      runHistory(vscode.Uri.parse(root).fsPath, key),
    ]);
    if (details !== null && root === this.#root)
      this.#send({ type: "details", details: { ...details, attempts } });
  }

  async #select(root: string, expression: string): Promise<void> {
    const result = await this.#parts.server.select(root, expression);
    if (result !== null) this.#send({ type: "selection", expression, result });
  }
}
