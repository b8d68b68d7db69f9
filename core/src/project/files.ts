// The files of one revision: text, lines and facts, each made once per text. The newest revision holds them; one before keeps what
// has changed since.
import { createLineIndex, type LineIndex, type Span } from "../text/index.ts";
import { readCode, type DeclaringCalls, type FileCode } from "../syntax/code.ts";
import type { FileFacts, Unit } from "../syntax/facts.ts";
import { keepUnreadable } from "../syntax/keepUnreadable.ts";
import { readFacts } from "../syntax/parse.ts";
import { isEqual } from "./equality.ts";
import type { FileChange, Host } from "./host.ts";
import type { ChangedFacts } from "./link.ts";

/** Each unit of a file has numbers of its own for its spans, and keeps them while other units come and go. */
const SPANS_OF_A_UNIT = 2 ** 24;

/** So few are looked through faster than they are put into a map. */
const FEW = 50;

interface Place {
  readonly unit: Unit;
  readonly start: number;
}

class SourceFile {
  readonly path: string;
  readonly text: string;
  #before: SourceFile | undefined;
  #facts: FileFacts | undefined;
  #lines: LineIndex | undefined;
  #code: { readonly id: string; readonly code: FileCode } | undefined;
  /** Number of each unit, by its id; while there are none, units are numbered in their order. */
  #slots: Map<string, number> | undefined;
  #isNumbered = false;
  #places: Map<number, Place> | undefined;

  /** `before`: the file until now. What it said is kept as the shape when the new text says the same. */
  constructor(path: string, text: string, before?: SourceFile) {
    this.path = path;
    this.text = text;
    this.#before = before;
  }

  get facts(): FileFacts {
    if (!this.#facts) {
      const before = this.#before;
      const known = before?.knownFacts;
      const read = readFacts(this.path, this.text, known && { text: before.text, facts: known });
      this.#facts = known ? withKnownShapes(known, keepUnreadable(known, read, this.text)) : read;
      this.#slots = before?.knownFacts ? before.#numbered : undefined;
      this.#before = undefined;
    }
    return this.#facts;
  }

  /** undefined when nobody has asked for the facts yet. */
  get knownFacts(): FileFacts | undefined {
    return this.#facts;
  }

  /** What the span indexes of a unit are added to, to make the `at` of a site. */
  base(unit: Unit): number {
    const { units } = this.facts;
    const slot =
      !this.#slots && units.length < FEW ? units.indexOf(unit) : (this.#numbered.get(unit.id) ?? 0);
    return Math.max(0, slot) * SPANS_OF_A_UNIT;
  }

  #place(at: number): Place | undefined {
    const slot = Math.floor(at / SPANS_OF_A_UNIT);
    if (this.#slots) return this.#placed.get(slot);
    const { units, starts } = this.facts;
    const unit = units[slot];
    return unit && { unit, start: starts[slot] ?? 0 };
  }

  span(at: number): Span {
    const place = this.#place(at);
    if (!place) return { start: 0, end: 0 };
    const index = 2 * (at % SPANS_OF_A_UNIT);
    const { spans } = place.unit;
    return { start: place.start + (spans[index] ?? 0), end: place.start + (spans[index + 1] ?? 0) };
  }

  /** Of the top-level statement around a site. */
  statementSpan(at: number): Span {
    const place = this.#place(at);
    return place ? { start: place.start, end: place.start + place.unit.length } : { start: 0, end: 0 };
  }

  get #numbered(): Map<string, number> {
    const { units } = this.facts;
    if (this.#isNumbered && this.#slots) return this.#slots;
    const slots = new Map(this.#slots);
    for (const { id } of units) if (!slots.has(id)) slots.set(id, slots.size);
    this.#slots = slots;
    this.#isNumbered = true;
    return slots;
  }

  get #placed(): Map<number, Place> {
    if (!this.#places) {
      const { units, starts } = this.facts;
      const slots = this.#numbered;
      this.#places = new Map(
        units.map((unit, i) => [slots.get(unit.id) ?? 0, { unit, start: starts[i] ?? 0 }]),
      );
    }
    return this.#places;
  }

  code(calls: DeclaringCalls): FileCode {
    const id = `${[...calls.own].join()};${[...calls.inside].join()}`;
    if (this.#code?.id !== id) this.#code = { id, code: readCode(this.path, this.text, calls) };
    return this.#code.code;
  }

  get lines(): LineIndex {
    return (this.#lines ??= createLineIndex(this.text));
  }
}

/** `now` with the objects of `before` where these say the same. */
function withKnownShapes(before: FileFacts, now: FileFacts): FileFacts {
  const known = new Map(before.units.map((unit) => [unit.id, unit]));
  const units = now.units.map((unit): Unit => {
    const old = known.get(unit.id);
    if (!old || old === unit || old.shape === unit.shape || !isEqual(old.shape, unit.shape)) return unit;
    return { ...unit, shape: old.shape };
  });
  const isSame = units.length === before.units.length && units.every((unit, i) => unit === before.units[i]);
  const { starts, unused, syntaxErrors } = now;
  return { starts, unused, syntaxErrors, units: isSame ? before.units : units };
}

/** Do both say the same, wherever it stands? */
function sayTheSame(a: FileFacts, b: FileFacts): boolean {
  return (
    isEqual(a.unused, b.unused) &&
    a.units.length === b.units.length &&
    a.units.every((unit, i) => {
      const other = b.units[i];
      return other?.id === unit.id && other.shape === unit.shape && other.isOlder === unit.isOlder;
    })
  );
}

export class Files {
  readonly #host: Host;
  readonly #listed: ReadonlySet<string>;
  /** Texts of open editors. */
  readonly #open: ReadonlyMap<string, string>;
  /** Of the newest revision. null: known not to exist. */
  readonly #files: Map<string, SourceFile | null>;
  /** What a later revision has changed of it: how the file was, and that revision. */
  #later:
    { readonly was: ReadonlyMap<string, SourceFile | null | undefined>; readonly next: Files } | undefined;

  /** JSON, and files of packages, that were read for themselves and not as modules: what they say decides what imports mean. */
  readonly #readAsText: Set<string>;

  private constructor(
    host: Host,
    listed: ReadonlySet<string>,
    open: ReadonlyMap<string, string>,
    files: Map<string, SourceFile | null>,
    readAsText: Set<string>,
  ) {
    this.#readAsText = readAsText;
    this.#host = host;
    this.#listed = listed;
    this.#open = open;
    this.#files = files;
  }

  static of(host: Host): Files {
    return new Files(host, new Set(host.listFiles()), new Map(), new Map(), new Set());
  }

  /** The same files, to be changed apart from these. */
  fork(): Files {
    return new Files(this.#host, this.#listed, this.#open, new Map(this.#files), this.#readAsText);
  }

  get(path: string): SourceFile | undefined {
    for (let later = this.#later; later; later = later.next.#later) {
      if (later.was.has(path)) return later.was.get(path) ?? undefined;
    }
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
    return isLookedUp(path) && this.get(path) !== undefined;
  }

  facts(path: string): FileFacts | undefined {
    return this.get(path)?.facts;
  }

  base(path: string, unit: Unit): number {
    return this.get(path)?.base(unit) ?? 0;
  }

  realPath(path: string): string {
    return this.#host.realPath?.(path) ?? path;
  }

  listFolders(path: string): readonly string[] {
    return this.#host.listFolders?.(path) ?? foldersIn(path, this.#listed);
  }

  /** Of files that say what imports mean: when they change, anything may. */
  read(path: string): string | undefined {
    if (path.endsWith(".json") || path.includes("node_modules/")) this.#readAsText.add(path);
    return this.get(path)?.text;
  }

  /**
   * The old revision stays as it is. `changed`: files that say something else. `isWider`: files came or went, or say what imports
   * mean, so that anything may have changed.
   */
  apply(changes: readonly FileChange[]): {
    readonly files: Files;
    readonly changed: readonly ChangedFacts[];
    readonly isWider: boolean;
  } {
    let listed = this.#listed;
    let isWider = false;
    const changed: ChangedFacts[] = [];
    const open = new Map(this.#open);
    const files = this.#files;
    const was = new Map<string, SourceFile | null | undefined>();
    const set = (path: string, file: SourceFile | null): void => {
      if (!was.has(path)) was.set(path, files.get(path));
      files.set(path, file);
    };
    for (const { path, text } of changes) {
      if (text === null) open.delete(path);
      else open.set(path, text);
      const now = text ?? this.#host.readFile(path);
      const wasListed = listed.has(path);
      if ((now !== undefined) !== wasListed) {
        listed = withPath(listed, path, now !== undefined);
        isWider = true;
      } else if (now === undefined) {
        // Neither a file now nor before: a folder came or went.
        listed = new Set([...this.#host.listFiles(), ...open.keys()]);
        for (const gone of forgetUnlisted(files, this.#listed, listed)) was.set(gone.path, gone.file);
        isWider = true;
      }
      const before = files.get(path);
      if (before === undefined || before?.text === now) continue;
      if (now === undefined) {
        set(path, null);
        continue;
      }
      const file = new SourceFile(path, now, before ?? undefined);
      set(path, file);
      const known = before?.knownFacts;
      // A file of which the text was asked (tsconfig.json) may have said anything.
      if (!known || this.#readAsText.has(path)) isWider = true;
      else if (!sayTheSame(known, file.facts)) changed.push({ path, before: known, after: file.facts });
    }
    const next = new Files(this.#host, listed, open, files, this.#readAsText);
    this.#later = { was, next };
    return { files: next, changed, isWider };
  }
}

/** For a host that knows only files. */
function foldersIn(path: string, listed: ReadonlySet<string>): readonly string[] {
  const start = path === "" ? "" : `${path}/`;
  const names = new Set<string>();
  for (const file of listed) {
    if (!file.startsWith(start)) continue;
    const slash = file.indexOf("/", start.length);
    if (slash > 0) names.add(file.slice(start.length, slash));
  }
  return [...names];
}

/** Outside of the root, in packages, and JSON: the host does not list them. */
function isLookedUp(path: string): boolean {
  return path.startsWith("../") || path.endsWith(".json") || path.includes("node_modules/");
}

function withPath(paths: ReadonlySet<string>, path: string, isThere: boolean): ReadonlySet<string> {
  const next = new Set(paths);
  if (isThere) next.add(path);
  else next.delete(path);
  return next;
}

/** Of files that came or went with their folder, nothing is known any more. Answers those that were. */
function forgetUnlisted(
  files: Map<string, SourceFile | null>,
  before: ReadonlySet<string>,
  now: ReadonlySet<string>,
): readonly { readonly path: string; readonly file: SourceFile | null }[] {
  const gone = [...files].filter(([path]) => before.has(path) !== now.has(path));
  for (const [path] of gone) files.delete(path);
  return gone.map(([path, file]) => ({ path, file }));
}
