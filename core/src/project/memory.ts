// What has been evaluated, by file: each result with what it read of other files, so that a change drops only what it concerns.
//
// A *cell* names a part of a file that something read: "lib/keys.ts\nKEYS" a binding, "lib/keys.ts\nKEYS.orders" one property of
// it, "lib/keys.ts\nKEYS@" what kind of thing it is, "lib/keys.ts\nexport KEYS" what an exported name leads to, and
// "lib/keys.ts\n*" everything.
import type { CallExpr, Unit } from "../syntax/facts.ts";
import type { ModuleResolver, Resolution } from "./modules.ts";
import type { FileScope } from "./scope.ts";
import type { Declaration, Value } from "./values.ts";

export interface Remembered {
  /** By name for a statement that binds several names, under "" for a single value. */
  readonly values: ReadonlyMap<string, Value>;
  /** What every name stands for when the evaluation had to be given up. */
  readonly failure?: Value;
  readonly declared: readonly Declaration[];
  readonly cells: ReadonlySet<string>;
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
  /** What each statement of a file that is followed as it runs has declared. */
  declaredInOrder: ReadonlyMap<Unit, readonly Declaration[]> = new Map();
  readonly #exportCells = new Map<string, string>();
  readonly #resolutions = new Map<string, Resolution>();
  /** Values of names that are imported from the SDK. */
  readonly sdk = new Map<string, Value>();

  constructor(path: string) {
    this.#path = path;
  }

  /** The cell of an exported name. */
  exportCell(name: string): string {
    let cell = this.#exportCells.get(name);
    if (cell === undefined) this.#exportCells.set(name, (cell = `${this.#path}\nexport ${name}`));
    return cell;
  }

  /** What an import of this file means. */
  resolve(modules: ModuleResolver, specifier: string): Resolution {
    let resolution = this.#resolutions.get(specifier);
    if (!resolution) this.#resolutions.set(specifier, (resolution = modules.resolve(this.#path, specifier)));
    return resolution;
  }

  /** The cell of a name. */
  cell(name: string): string {
    let cell = this.#cells.get(name);
    if (cell === undefined) this.#cells.set(name, (cell = `${this.#path}\n${name}`));
    return cell;
  }

  readonly results = new Map<string, Remembered | Evaluating>();
  /** Cells that any of its results read: most files have nothing to do with a change. */
  readonly read = new Set<string>();
  /** Top-level calls are evaluated once, however one gets to them: what they declare has one identity. */
  readonly calls = new Map<CallExpr, Remembered>();
}

export class Memory {
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

  /** Drops every result that read one of the cells. */
  forgetReaders(cells: ReadonlySet<string>): void {
    for (const { results, calls, read } of this.#files.values()) {
      if (!readsAny(read, cells)) continue;
      for (const [id, result] of results) {
        if ("cells" in result && readsAny(result.cells, cells)) results.delete(id);
      }
      for (const [call, result] of calls) if (readsAny(result.cells, cells)) calls.delete(call);
    }
  }
}

export function readsAny(read: ReadonlySet<string>, changed: ReadonlySet<string>): boolean {
  const [few, many] = read.size < changed.size ? [read, changed] : [changed, read];
  for (const cell of few) if (many.has(cell)) return true;
  return false;
}
