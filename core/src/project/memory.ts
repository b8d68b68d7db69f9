// What has been evaluated, by file: each result with what it read of other files, so that a change drops only what it concerns.
//
// A *cell* names a part of a file that something read: "lib/keys.ts\nKEYS" a binding, "lib/keys.ts\nKEYS.orders" one property of
// it, "lib/keys.ts\nKEYS@" what kind of thing it is, "lib/keys.ts\nexport KEYS" what an exported name leads to, and
// "lib/keys.ts\n*" everything. With them goes "lib/keys.ts", so that it is quickly seen what has nothing to do with a file.
import type { CallExpr, Unit } from "../syntax/facts.ts";
import type { ModuleResolver, Resolution } from "./modules.ts";
import type { Run } from "./run.ts";
import type { FileScope } from "./scope.ts";
import type { Declaration, Value } from "./values.ts";

/** By name for a statement that binds several names, under "" for a single value. */
export type NamedValues = Pick<ReadonlyMap<string, Value>, "get">;

/** Most statements bind one name, and there are many: a map would take ten times the memory. */
export class OneValue implements NamedValues {
  readonly #name: string;
  readonly #value: Value;

  constructor(name: string, value: Value) {
    this.#name = name;
    this.#value = value;
  }

  get(name: string): Value | undefined {
    return name === this.#name ? this.#value : undefined;
  }
}

export interface Remembered {
  readonly values: NamedValues;
  /** What every name stands for when the evaluation had to be given up. */
  readonly failure?: Value;
  readonly declared: readonly Declaration[];
  /** Each once. */
  readonly cells: readonly string[];
}

const NONE: readonly never[] = [];

/** What a run leaves behind. */
export function remembered(run: Run, values: NamedValues, failure?: Value): Remembered {
  run.coarsen();
  const declared = run.hasDeclared ? run.declared.slice() : NONE;
  const cells = run.cells.size > 0 ? [...run.cells] : NONE;
  return failure ? { values, failure, declared, cells } : { values, declared, cells };
}

/** Not ended yet. */
interface Evaluating {
  /** Of the run that evaluates it. */
  readonly index: number;
}

class FileMemory {
  readonly #path: string;
  readonly #cells = new Map<string, string>();
  /** Its statements cannot be followed in their order: that takes too many steps. */
  isTooLong = false;
  /** Names and statement numbers of the file: the same as long as this memory is kept. */
  scope: FileScope | undefined;
  readonly bases = new Map<Unit, number>();
  /** What each statement of a file that is followed as it runs has declared, by the id of its unit. */
  declaredInOrder: ReadonlyMap<string, readonly Declaration[]> = NOTHING;
  // Most files need none of these: an empty map would take more memory than the rest.
  #exportCells: Map<string, string> | undefined;
  #resolutions: Map<string, Resolution> | undefined;
  #sdk: Map<string, Value> | undefined;
  #calls: Map<CallExpr, Remembered> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** The cell of an exported name. */
  exportCell(name: string): string {
    const cells = (this.#exportCells ??= new Map<string, string>());
    let cell = cells.get(name);
    if (cell === undefined) cells.set(name, (cell = `${this.#path}\nexport ${name}`));
    return cell;
  }

  /** What an import of this file means. */
  resolve(modules: ModuleResolver, specifier: string): Resolution {
    const resolutions = (this.#resolutions ??= new Map<string, Resolution>());
    let resolution = resolutions.get(specifier);
    if (!resolution) resolutions.set(specifier, (resolution = modules.resolve(this.#path, specifier)));
    return resolution;
  }

  /** What a name stands for that is imported from the SDK. */
  sdk(name: string): Value | undefined {
    return this.#sdk?.get(name);
  }

  keepSdk(name: string, value: Value): void {
    (this.#sdk ??= new Map()).set(name, value);
  }

  /** Top-level calls are evaluated once, however one gets to them: what they declare has one identity. */
  call(expr: CallExpr): Remembered | undefined {
    return this.#calls?.get(expr);
  }

  keepCall(expr: CallExpr, result: Remembered): void {
    (this.#calls ??= new Map()).set(expr, result);
  }

  /** The cell of a name. */
  cell(name: string): string {
    let cell = this.#cells.get(name);
    if (cell === undefined) this.#cells.set(name, (cell = `${this.#path}\n${name}`));
    return cell;
  }

  readonly results = new Map<string, Remembered | Evaluating>();
  /** Cells that its link or any of its results read: most files have nothing to do with a change. */
  readonly read = new Set<string>();

  /** Drops every result that read one of the cells. true: the file was too long to be followed, and may no longer be. */
  forgetReaders(cells: ReadonlySet<string>): boolean {
    if (!readsAny(this.read, cells)) return false;
    if (this.isTooLong) return true;
    for (const [id, result] of this.results) {
      if ("cells" in result && isAmong(result.cells, cells)) this.results.delete(id);
    }
    for (const [call, result] of this.#calls ?? [])
      if (isAmong(result.cells, cells)) this.#calls?.delete(call);
    return false;
  }
}

const NOTHING: FileMemory["declaredInOrder"] = new Map();

/** Which files read anything of a file, or have done so before. */
class Readers {
  readonly #byFile = new Map<string, Set<string>>();

  add(path: string, reader: string): void {
    const known = this.#byFile.get(path);
    if (known) known.add(reader);
    else this.#byFile.set(path, new Set([reader]));
  }

  of(paths: Iterable<string>): ReadonlySet<string> {
    const readers = new Set<string>();
    for (const path of paths) for (const reader of this.#byFile.get(path) ?? []) readers.add(reader);
    return readers;
  }
}

export class Memory {
  readonly readers = new Readers();

  /** What has been read for a file. */
  note(reader: string, cells: Iterable<string>): void {
    const { read } = this.of(reader);
    for (const cell of cells) {
      if (read.has(cell)) continue;
      read.add(cell);
      if (!cell.includes("\n")) this.readers.add(cell, reader);
    }
  }
  readonly #files = new Map<string, FileMemory>();

  of(path: string): FileMemory {
    let memory = this.#files.get(path);
    if (!memory) this.#files.set(path, (memory = new FileMemory(path)));
    return memory;
  }

  forget(path: string): void {
    this.#files.delete(path);
  }

  forgetAll(): void {
    this.#files.clear();
  }

  /** Drops every result that read one of the cells, which are all of these files. true: that is not enough. */
  forgetReaders(paths: Iterable<string>, cells: ReadonlySet<string>): boolean {
    let isMore = false;
    for (const reader of this.readers.of(paths)) {
      if (this.#files.get(reader)?.forgetReaders(cells) === true) isMore = true;
    }
    return isMore;
  }
}

function isAmong(read: readonly string[], changed: ReadonlySet<string>): boolean {
  return read.some((cell) => changed.has(cell));
}

export function readsAny(read: ReadonlySet<string>, changed: ReadonlySet<string>): boolean {
  const [few, many] = read.size < changed.size ? [read, changed] : [changed, read];
  for (const cell of few) if (many.has(cell)) return true;
  return false;
}
