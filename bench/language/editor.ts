// An editor without a window: the bundled server over stdio, documents with versions, and what the server tells.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  CancellationTokenSource,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
} from "vscode-languageserver/node";
import {
  graphDeltaNotification,
  graphRequest,
  SERVER_NODE_ARGUMENTS,
  type GraphDeltaParams,
  type GraphResult,
} from "@strataline/protocol";
import { root } from "../scratchProject.ts";

/** What has not come by then never will. */
const PATIENCE_MS = 300_000;

const serverFile = join(root, "dist/server.js");

/** Throws when there is no server; answers what to know about it when it is older than its sources. */
export function checkServer(): string | null {
  if (!existsSync(serverFile)) throw new Error("dist/server.js is missing: run `npm run build` first");
  const built = statSync(serverFile).mtimeMs;
  const isNewer = ["core/src", "server/src", "protocol/src"].some((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).some(
      (name) => name.endsWith(".ts") && statSync(join(root, folder, name)).mtimeMs > built,
    ),
  );
  return isNewer ? "dist/server.js is older than its sources: run `npm run build`" : null;
}

export interface EditorOptions {
  readonly nodeOptions?: readonly string[];
  /** Where the server keeps what it knows for its next start. Absent: nowhere. */
  readonly cacheDirectory?: string;
}

export interface Asked<R> {
  readonly answer: Promise<R>;
  cancel(): void;
}

interface Document {
  version: number;
  text: string;
}

export class Editor implements AsyncDisposable {
  readonly #folder: string;
  readonly #cacheDirectory: string | null;
  readonly #server: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #documents = new Map<string, Document>();
  readonly #listeners = new Set<(published: PublishDiagnosticsParams) => void>();
  readonly #deltas: GraphDeltaParams[] = [];
  #onDelta: () => void = () => undefined;
  #stderr = "";
  /** When the server's process was started. */
  readonly startedAt = performance.now();

  constructor(folder: string, { nodeOptions = [], cacheDirectory }: EditorOptions = {}) {
    this.#folder = folder;
    this.#cacheDirectory = cacheDirectory ?? null;
    const server = spawn(
      process.execPath,
      [...SERVER_NODE_ARGUMENTS, ...nodeOptions, serverFile, "--stdio"],
      { stdio: "pipe" },
    );
    server.stderr.on("data", (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.#server = server;
    this.#connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    this.#connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      for (const listener of this.#listeners) listener(params);
    });
    this.#connection.onNotification(graphDeltaNotification, (params: GraphDeltaParams) => {
      this.#deltas.push(params);
      this.#onDelta();
    });
    this.#connection.onRequest(() => null);
    this.#connection.listen();
  }

  get stderr(): string {
    return this.#stderr;
  }

  async initialize(): Promise<void> {
    const folderUri = pathToFileURL(this.#folder).href;
    await this.#connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: folderUri,
      workspaceFolders: [{ uri: folderUri, name: "bench" }],
      capabilities: {
        textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
      },
      initializationOptions: { notifications: true, cacheDirectory: this.#cacheDirectory },
    });
    void this.#connection.sendNotification("initialized", {});
  }

  open(path: string, text: string): void {
    this.#documents.set(path, { version: 1, text });
    const textDocument = { uri: this.uri(path), languageId: "typescript", version: 1, text };
    void this.#connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  close(path: string): void {
    this.#documents.delete(path);
    void this.#connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: this.uri(path) },
    });
  }

  isOpen(path: string): boolean {
    return this.#documents.has(path);
  }

  text(path: string): string {
    return this.#documents.get(path)?.text ?? readFileSync(join(this.#folder, path), "utf8");
  }

  /** One incremental change of an open document; its version. */
  edit(path: string, start: number, end: number, newText: string): number {
    const document = this.#documents.get(path);
    if (document === undefined) throw new Error(`${path} is not open`);
    const { text } = document;
    document.version++;
    document.text = text.slice(0, start) + newText + text.slice(end);
    const range = { start: positionAt(text, start), end: positionAt(text, end) };
    void this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(path), version: document.version },
      contentChanges: [{ range, text: newText }],
    });
    return document.version;
  }

  /** The findings of a file, published for this version or a later one. */
  published(path: string, version = 1): Promise<readonly Diagnostic[]> {
    const uri = this.uri(path);
    return this.#heard(
      `findings of ${path}, version ${version}`,
      (params) => params.uri === uri && (params.version ?? 0) >= version,
    ).then(({ diagnostics }) => diagnostics);
  }

  /** When each of these files has been heard of. */
  async allPublished(paths: readonly string[]): Promise<void> {
    const missing = new Set(paths.map((path) => this.uri(path)));
    await this.#heard(`findings of ${paths.length} files`, ({ uri }) => {
      missing.delete(uri);
      return missing.size === 0;
    });
  }

  #heard(
    what: string,
    isWanted: (params: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams> {
    return new Promise((found, fail) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
      };
      const listener = (params: PublishDiagnosticsParams): void => {
        if (!isWanted(params)) return;
        end();
        found(params);
      };
      const timer = setTimeout(() => {
        end();
        fail(new Error(`the server did not publish ${what}\n${this.#stderr}`));
      }, PATIENCE_MS);
      this.#listeners.add(listener);
    });
  }

  /** The next delta of the graph that has not been taken. */
  async takeDelta(): Promise<GraphDeltaParams> {
    for (;;) {
      const delta = this.#deltas.shift();
      if (delta !== undefined) return delta;
      await new Promise<void>((told) => (this.#onDelta = told));
    }
  }

  forgetDeltas(): void {
    this.#deltas.length = 0;
  }

  graph(): Promise<GraphResult> {
    return this.#connection.sendRequest<GraphResult>(graphRequest, { root: null });
  }

  ask<R>(method: string, params: object): Promise<R> {
    return this.#connection.sendRequest<R>(method, params);
  }

  askAt<R>(method: string, path: string, offset: number, more: object = {}): Promise<R> {
    return this.ask<R>(method, {
      textDocument: { uri: this.uri(path) },
      position: positionAt(this.text(path), offset),
      ...more,
    });
  }

  /** A question that can be withdrawn. */
  askCancellable<R>(method: string, path: string, offset: number): Asked<R> {
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: this.uri(path) }, position: positionAt(this.text(path), offset) };
    return {
      answer: this.#connection.sendRequest<R>(method, params, source.token),
      cancel: () => source.cancel(),
    };
  }

  uri(path: string): string {
    return pathToFileURL(join(this.#folder, path)).href;
  }

  /** Resident memory in bytes, now and at its highest; null where the system does not tell. */
  memory(): { readonly now: number; readonly peak: number } | null {
    try {
      const status = readFileSync(`/proc/${this.#server.pid ?? 0}/status`, "utf8");
      const read = (field: string): number =>
        Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) * 1024;
      return { now: read("VmRSS"), peak: read("VmHWM") };
    } catch {
      return null;
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#server.kill(name);
  }

  /** When the server has written this to stderr. */
  async told(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#stderr);
      if (match !== null) return match;
      await new Promise((more) => this.#server.stderr?.once("data", more));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = new Promise((done) => this.#server.once("exit", done));
    await this.ask("shutdown", {});
    void this.#connection.sendNotification("exit");
    await exited;
    this.#connection.dispose();
  }
}

function positionAt(text: string, offset: number): Position {
  let line = 0;
  let lineStart = 0;
  for (let next = text.indexOf("\n"); next !== -1 && next < offset; next = text.indexOf("\n", lineStart)) {
    line++;
    lineStart = next + 1;
  }
  return { line, character: offset - lineStart };
}
