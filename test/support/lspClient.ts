// An editor for tests: starts the bundled `dist/server.js` over stdio on a folder of its own, and waits for what the
// server tells, never for time.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type PublishDiagnosticsParams,
} from "vscode-languageserver/node";
import { SERVER_NODE_ARGUMENTS, type InitializationOptions } from "../../protocol/src/index.ts";
import { parseFixture } from "./fixture.ts";

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly options?: InitializationOptions;
  /** Folders of the workspace, relative to the fixture's root. Default: the root. */
  readonly folders?: readonly string[];
}

/** What VS Code can, as far as it matters. */
export const RICH: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    codeLens: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: { diagnostic: {}, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
};

/** A message that has not come by then never will. */
const PATIENCE_MS = 10_000;

type Connection = ReturnType<typeof createMessageConnection>;

export class Editor {
  readonly root: string;
  readonly initialized: InitializeResult;
  readonly #connection: Connection;
  readonly #exited: Promise<number | null>;
  readonly #told: { readonly method: string; readonly params: unknown }[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #texts = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  readonly #cursor: { readonly path: string; readonly offset: number } | null;

  constructor(
    root: string,
    started: Started,
    cursor: { readonly path: string; readonly offset: number } | null,
  ) {
    this.root = root;
    this.initialized = started.initialized;
    this.#connection = started.connection;
    this.#exited = started.exited;
    this.#cursor = cursor;
    started.listen((method, params) => {
      this.#told.push({ method, params });
      for (const check of this.#waiting) check();
    });
    for (const [path, text] of started.files) this.#texts.set(path, text);
  }

  uri(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  /** The text as the server should have it. */
  text(path: string): string {
    return this.#texts.get(path) ?? "";
  }

  open(path: string, text = this.text(path)): void {
    this.#texts.set(path, text);
    this.#versions.set(path, 1);
    const textDocument = { uri: this.uri(path), languageId: "typescript", version: 1, text };
    this.notify("textDocument/didOpen", { textDocument });
  }

  close(path: string): void {
    this.notify("textDocument/didClose", { textDocument: { uri: this.uri(path) } });
  }

  /** One incremental change of an open document. */
  replace(path: string, search: string, replacement: string): void {
    const text = this.text(path);
    const start = text.indexOf(search);
    if (start < 0) throw new Error(`no ${JSON.stringify(search)} in ${path}`);
    const version = (this.#versions.get(path) ?? 0) + 1;
    const range = { start: positionAt(text, start), end: positionAt(text, start + search.length) };
    this.#versions.set(path, version);
    this.#texts.set(path, text.slice(0, start) + replacement + text.slice(start + search.length));
    const textDocument = { uri: this.uri(path), version };
    this.notify("textDocument/didChange", { textDocument, contentChanges: [{ range, text: replacement }] });
  }

  /** Writes to disk and says so, as a watcher does. */
  write(path: string, text: string): void {
    writeFile(this.root, path, text);
    this.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: this.uri(path), type: 2 }] });
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { force: true });
    this.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: this.uri(path), type: 3 }] });
  }

  notify(method: string, params: object): void {
    void this.#connection.sendNotification(method, params);
  }

  ask<R>(method: string, params: object): Promise<R> {
    return this.#connection.sendRequest<R>(method, params);
  }

  /** A request about the fixture's `$0`, or about the first place of `search`. */
  askAt<R>(
    method: string,
    more: object = {},
    search?: { readonly path: string; readonly text: string },
  ): Promise<R> {
    const path = search?.path ?? this.#cursor?.path ?? "";
    const text = this.text(path);
    const offset = search === undefined ? (this.#cursor?.offset ?? 0) : text.indexOf(search.text);
    return this.ask(method, {
      textDocument: { uri: this.uri(path) },
      position: positionAt(text, offset),
      ...more,
    });
  }

  /** The params of the first message that is wanted, told already or to come. */
  told<P>(method: string, isWanted: (params: P) => boolean = () => true): Promise<P> {
    const find = () => this.#told.find((told) => told.method === method && isWanted(told.params as P));
    return new Promise((found, fail) => {
      const timer = setTimeout(
        () => fail(new Error(`no such ${method}; told: ${this.#summary()}`)),
        PATIENCE_MS,
      );
      const check = (): void => {
        const message = find();
        if (message === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        found(message.params as P);
      };
      this.#waiting.add(check);
      check();
    });
  }

  #summary(): string {
    return this.#told.map(({ method, params }) => `${method} ${JSON.stringify(params)}`).join("\n");
  }

  /** Messages told so far are no longer found by `told`. */
  forget(): void {
    this.#told.length = 0;
  }

  /** When findings of a file are pushed that are as wanted. */
  async findings(
    path: string,
    isWanted: (codes: readonly string[]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    const { diagnostics } = await this.told<PublishDiagnosticsParams>(
      "textDocument/publishDiagnostics",
      (params) =>
        params.uri === this.uri(path) && isWanted(params.diagnostics.map(({ code }) => String(code))),
    );
    return diagnostics;
  }

  /** Whether this has been told of a file by now: a request's answer comes after what was told before it. */
  async isTold(method: string, path: string): Promise<boolean> {
    await this.ask("textDocument/foldingRange", { textDocument: { uri: this.uri(path) } });
    return this.#told.some(
      (told) => told.method === method && (told.params as { uri?: string }).uri === this.uri(path),
    );
  }

  /** The texts of all files, as the server should have them. */
  texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  /** Asks the server to end; its exit code. The folder stays. */
  async end(): Promise<number | null> {
    await this.ask("shutdown", {});
    this.notify("exit", {});
    const code = await this.#exited;
    this.#connection.dispose();
    return code;
  }

  /** Asks the server to end; its exit code. */
  async stop(): Promise<number | null> {
    const code = await this.end();
    rmSync(this.root, { recursive: true, force: true });
    return code;
  }
}

/** Another server on the folder of one that has ended. */
export async function startEditorIn(ended: Editor, options: EditorOptions = {}): Promise<Editor> {
  return new Editor(ended.root, await startServer(ended.root, ended.texts(), options), null);
}

/** `fixture`: files as in fixture.ts. They are on disk, none is open. */
export async function startEditor(fixture: string, options: EditorOptions = {}): Promise<Editor> {
  const { files, cursor } = parseFixture(fixture);
  const root = realpathSync(mkdtempSync(join(tmpdir(), "strataline-lsp-")));
  for (const [path, text] of files) writeFile(root, path, text);
  return new Editor(root, await startServer(root, files, options), cursor);
}

interface Started {
  readonly connection: Connection;
  readonly initialized: InitializeResult;
  readonly exited: Promise<number | null>;
  readonly files: ReadonlyMap<string, string>;
  listen(hear: (method: string, params: unknown) => void): void;
}

async function startServer(
  root: string,
  files: ReadonlyMap<string, string>,
  options: EditorOptions,
): Promise<Started> {
  const child = spawn(process.execPath, [...SERVER_NODE_ARGUMENTS, resolve("dist/server.js"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let hear: ((method: string, params: unknown) => void) | undefined;
  const early: [string, unknown][] = [];
  const heard = (method: string, params: unknown): void => {
    if (hear === undefined) early.push([method, params]);
    else hear(method, params);
  };
  connection.onNotification((method: string, params: unknown) => heard(method, params));
  connection.onRequest((method: string, params: unknown) => {
    heard(method, params);
    return null;
  });
  connection.listen();
  const folders = options.folders ?? [""];
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders.map((folder) => ({
      uri: pathToFileURL(join(root, folder)).href,
      name: folder,
    })),
    capabilities: options.capabilities ?? {},
    ...(options.options === undefined ? {} : { initializationOptions: options.options }),
  });
  void connection.sendNotification("initialized", {});
  return {
    connection,
    initialized,
    exited,
    files,
    listen: (listener) => {
      hear = listener;
      for (const message of early) listener(...message);
    },
  };
}

function writeFile(root: string, path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
