// The files of one revision: text, lines and facts, each made once per text. A new revision copies the map, not the files.
import { createLineIndex, type LineIndex } from "../text/index.ts";
import { readCode, type FileCode } from "../syntax/code.ts";
import type { FileFacts, FileShape } from "../syntax/facts.ts";
import { keepUnreadable } from "../syntax/keepUnreadable.ts";
import { readFacts } from "../syntax/parse.ts";
import { isEqual } from "./equality.ts";
import type { FileChange, Host } from "./host.ts";

class SourceFile {
  readonly path: string;
  readonly text: string;
  #before: FileFacts | undefined;
  #facts: FileFacts | undefined;
  #lines: LineIndex | undefined;
  #code: { readonly id: string; readonly code: FileCode } | undefined;

  /** `before`: what the file said until now. It is kept as the shape when the new text says the same. */
  constructor(path: string, text: string, before?: FileFacts) {
    this.path = path;
    this.text = text;
    this.#before = before;
  }

  get facts(): FileFacts {
    if (!this.#facts) {
      const before = this.#before;
      const read = readFacts(this.path, this.text);
      const facts = before ? keepUnreadable(before, read, this.text) : read;
      const isSame = before && isEqual(before.shape, facts.shape);
      this.#facts = isSame ? { ...facts, shape: before.shape } : facts;
      this.#before = undefined;
    }
    return this.#facts;
  }

  /** undefined when nobody has asked for the facts yet. */
  get knownFacts(): FileFacts | undefined {
    return this.#facts;
  }

  /** `calls`: offsets of the declaring calls. */
  code(calls: readonly number[]): FileCode {
    const id = calls.join();
    if (this.#code?.id !== id) this.#code = { id, code: readCode(this.path, this.text, new Set(calls)) };
    return this.#code.code;
  }

  get lines(): LineIndex {
    return (this.#lines ??= createLineIndex(this.text));
  }
}

export class Files {
  readonly #host: Host;
  readonly #listed: ReadonlySet<string>;
  /** Texts of open editors. */
  readonly #open: ReadonlyMap<string, string>;
  /** null: known not to exist. */
  readonly #files: Map<string, SourceFile | null>;

  private constructor(
    host: Host,
    listed: ReadonlySet<string>,
    open: ReadonlyMap<string, string>,
    files: Map<string, SourceFile | null>,
  ) {
    this.#host = host;
    this.#listed = listed;
    this.#open = open;
    this.#files = files;
  }

  static of(host: Host): Files {
    return new Files(host, new Set(host.listFiles()), new Map(), new Map());
  }

  get(path: string): SourceFile | undefined {
    let file = this.#files.get(path);
    if (file === undefined) {
      const text = this.#open.get(path) ?? this.#host.readFile(path);
      file = text === undefined ? null : new SourceFile(path, text);
      this.#files.set(path, file);
    }
    return file ?? undefined;
  }

  paths(): Iterable<string> {
    return this.#listed;
  }

  /** Sources under the root count when the host lists them; what is outside, and JSON, is looked up. */
  exists(path: string): boolean {
    if (this.#listed.has(path)) return true;
    return (path.startsWith("../") || path.endsWith(".json")) && this.get(path) !== undefined;
  }

  shape(path: string): FileShape | undefined {
    return this.get(path)?.facts.shape;
  }

  read(path: string): string | undefined {
    return this.get(path)?.text;
  }

  /** `shapeChanged`: what the files say together may have changed, not only where. The old revision stays as it is. */
  apply(changes: readonly FileChange[]): { readonly files: Files; readonly shapeChanged: boolean } {
    let listed = this.#listed;
    let shapeChanged = false;
    const open = new Map(this.#open);
    const files = new Map(this.#files);
    for (const { path, text } of changes) {
      if (text === null) open.delete(path);
      else open.set(path, text);
      const now = text ?? this.#host.readFile(path);
      const wasListed = listed.has(path);
      if ((now !== undefined) !== wasListed) {
        listed = withPath(listed, path, now !== undefined);
        shapeChanged = true;
      } else if (now === undefined) {
        // Neither a file now nor before: a folder came or went.
        listed = new Set([...this.#host.listFiles(), ...open.keys()]);
        forgetUnlisted(files, this.#listed, listed);
        shapeChanged = true;
      }
      const before = files.get(path);
      if (before === undefined || before?.text === now) continue;
      if (now === undefined) files.set(path, null);
      else {
        const file = new SourceFile(path, now, before?.knownFacts);
        files.set(path, file);
        // A file of which only the text was asked (tsconfig.json) may have said anything.
        if (file.facts.shape !== before?.knownFacts?.shape) shapeChanged = true;
      }
    }
    return { files: new Files(this.#host, listed, open, files), shapeChanged };
  }
}

function withPath(paths: ReadonlySet<string>, path: string, isThere: boolean): ReadonlySet<string> {
  const next = new Set(paths);
  if (isThere) next.add(path);
  else next.delete(path);
  return next;
}

/** Of files that came or went with their folder, nothing is known any more. */
function forgetUnlisted(
  files: Map<string, SourceFile | null>,
  before: ReadonlySet<string>,
  now: ReadonlySet<string>,
): void {
  for (const path of files.keys()) if (before.has(path) !== now.has(path)) files.delete(path);
}
