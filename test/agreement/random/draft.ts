// A project being written: files of top-level pieces, names that are used once, and who may import whom. Files only import
// earlier ones, so that evaluation order is never in doubt.
import type { Random } from "../../support/random.ts";

/** The files of a finished project: path → its text, in pieces that can be dropped one by one. */
export type ProjectText = ReadonlyMap<string, readonly string[]>;

export interface FileDraft {
  readonly path: string;
  /** Place in the order of imports. */
  readonly rank: number;
  /** JavaScript has no types. */
  readonly isTyped: boolean;
  readonly imports: string[];
  readonly pieces: string[];
}

/** Where an expression is being written. Constants that it needs become pieces of the file before it. */
export interface Place {
  readonly file: FileDraft;
  /** How much nesting is left. */
  readonly depth: number;
}

/** An asset that later code may read by value: `name` is a top-level binding of `file` that is exported. */
export interface KnownAsset {
  readonly key: string;
  readonly file: FileDraft;
  readonly name: string;
  /** From the binding to the asset: "", ".clean", "[0]". */
  readonly path: string;
}

export class Draft {
  readonly random: Random;
  readonly #styles: ReadonlySet<string>;
  readonly used = new Set<string>();
  readonly libs: FileDraft[] = [];
  readonly assetFiles: FileDraft[] = [];
  /** Files that are no modules: JSON, package.json, tsconfig.json. */
  readonly otherFiles = new Map<string, string>();
  readonly assets: KnownAsset[] = [];
  readonly keys: string[] = [];
  #names = 0;

  constructor(random: Random, styles: ReadonlySet<string>) {
    this.random = random;
    this.#styles = styles;
  }

  may(style: string): boolean {
    return this.#styles.has(style);
  }

  /** One of the styles that may be used here; notes its use. */
  choose<S extends { readonly name: string; readonly weight?: number }>(styles: readonly S[]): S {
    const allowed = styles.filter(({ name }) => this.may(name));
    const total = allowed.reduce((sum, { weight = 1 }) => sum + weight, 0);
    let left = this.random.next() * total;
    for (const style of allowed) {
      left -= style.weight ?? 1;
      if (left < 0) return this.#use(style);
    }
    const [first] = styles;
    if (first === undefined) throw new Error("no style to choose from");
    return this.#use(allowed.at(-1) ?? first);
  }

  #use<S extends { readonly name: string }>(style: S): S {
    this.used.add(style.name);
    return style;
  }

  /** A style that was used without being chosen among others. */
  note(style: string): void {
    this.used.add(style);
  }

  name(stem: string): string {
    return `${stem}${++this.#names}`;
  }

  addFile(path: string, kind: "lib" | "assets"): FileDraft {
    const rank = this.libs.length + this.assetFiles.length;
    const file = { path, rank, isTyped: !/\.[cm]?js$/.test(path), imports: [], pieces: [] };
    (kind === "lib" ? this.libs : this.assetFiles).push(file);
    return file;
  }

  /** `: string` in TypeScript. */
  type(place: Place, type: string): string {
    return place.file.isTyped ? `: ${type}` : "";
  }

  as(place: Place, type: string): string {
    return place.file.isTyped ? ` as ${type}` : "";
  }

  addImport(file: FileDraft, line: string): void {
    if (!file.imports.includes(line)) file.imports.push(line);
  }

  sdk(place: Place, name: string): string {
    this.addImport(place.file, `import { ${name} } from "strataline";`);
    return name;
  }

  finish(): ProjectText {
    const files = new Map<string, readonly string[]>();
    for (const [path, text] of this.otherFiles) files.set(path, [text]);
    for (const { path, imports, pieces } of [...this.libs, ...this.assetFiles]) {
      if (pieces.length > 0 || imports.length > 0) files.set(path, [...imports, ...pieces]);
    }
    return files;
  }
}

export function deeper(place: Place): Place {
  return { ...place, depth: place.depth - 1 };
}

export function quote(value: string): string {
  return JSON.stringify(value);
}
