// The code version of an asset: its declaration and everything local it uses, across files, at the grain of declarations,
// and the versions of the packages these import. An asset read by value counts with its key only.
import { hashText } from "../text/hash.ts";
import type { CodeFact, FileCode } from "../syntax/code.ts";
import type { FileShape } from "../syntax/facts.ts";
import type { ModuleResolver, Resolution } from "./modules.ts";
import { createPackageVersions } from "./packageVersions.ts";
import { scopeOf } from "./scope.ts";

/** What the versions are computed from, at one revision. */
export interface CodeWorld {
  readonly modules: ModuleResolver;
  shape(path: string): FileShape | undefined;
  code(path: string): FileCode | undefined;
  read(path: string): string | undefined;
  /** Graph key of the declaring call at an offset. */
  declaredAt(path: string, offset: number): string | undefined;
}

/** `(path, offset)` of a declaring call → its version, "" when there is no such call. */
export function createCodeVersions(world: CodeWorld): (path: string, offset: number) => string {
  const packageVersion = createPackageVersions((path) => world.read(path));
  return (path, offset) => {
    const root = world.code(path)?.calls.get(offset);
    if (!root) return "";
    const closure = new Closure(world, packageVersion);
    closure.add(path, root);
    return closure.hash();
  };
}

/** Something a name leads to. */
type Target =
  | { readonly k: "code"; readonly id: string; readonly path: string; readonly fact: CodeFact }
  /** A package with its version, or what is not there. */
  | { readonly k: "word"; readonly word: string };

/** Walks from the root in the order of the code and writes down what it meets: no file name, no import order gets in. */
class Closure {
  readonly #world: CodeWorld;
  readonly #packageVersion: (from: string, name: string) => string;
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];

  constructor(world: CodeWorld, packageVersion: (from: string, name: string) => string) {
    this.#world = world;
    this.#packageVersion = packageVersion;
  }

  hash(): string {
    return hashText(this.#words.join("\n"));
  }

  add(path: string, fact: CodeFact): void {
    this.#words.push(fact.hash);
    for (const offset of fact.declares) this.#words.push(this.#world.declaredAt(path, offset) ?? "");
    for (const { name, member } of fact.uses) {
      for (const target of this.#targets(path, name, member)) this.#addTarget(target);
    }
  }

  #addTarget(target: Target): void {
    if (target.k === "word") {
      this.#words.push(target.word);
      return;
    }
    const { id, path, fact } = target;
    const number = this.#numbers.get(id);
    if (number !== undefined) {
      this.#words.push(`#${number}`);
      return;
    }
    this.#numbers.set(id, this.#numbers.size);
    // A declaration of assets stands for their keys.
    if (fact.declares.length === 0) this.add(path, fact);
    else for (const offset of fact.declares) this.#words.push(this.#world.declaredAt(path, offset) ?? "");
  }

  #targets(path: string, name: string, member: string | null): readonly Target[] {
    const shape = this.#world.shape(path);
    const local = shape && scopeOf(shape).locals.get(name);
    if (!local) return [];
    if (local.k === "binding") return this.#declaration(path, name);
    const { specifier, imported, typeOnly } = local.fact;
    if (typeOnly) return [];
    return this.#imported(path, specifier, imported, member);
  }

  #declaration(path: string, name: string): readonly Target[] {
    const fact = this.#world.code(path)?.declarations.get(name);
    return fact ? [{ k: "code", id: `${path}\n${name}`, path, fact }] : [];
  }

  #imported(from: string, specifier: string, name: string, member: string | null): readonly Target[] {
    const resolution = this.#world.modules.resolve(from, specifier);
    if (resolution.k !== "file") return [{ k: "word", word: this.#external(from, specifier, resolution) }];
    const { path } = resolution;
    if (!/\.[cm]?[jt]sx?$/.test(path)) return [{ k: "word", word: hashText(this.#world.read(path) ?? "") }];
    if (name !== "*") return this.#exported(path, name, member, new Set());
    return member === null ? this.#allExports(path) : this.#exported(path, member, null, new Set());
  }

  #external(from: string, specifier: string, resolution: Exclude<Resolution, { k: "file" }>): string {
    if (resolution.k === "missing") return specifier;
    const name = resolution.k === "sdk" ? specifier : resolution.name;
    return `${name}@${this.#packageVersion(from, name)}`;
  }

  #exported(path: string, name: string, member: string | null, seen: Set<string>): readonly Target[] {
    const shape = this.#world.shape(path);
    if (!shape || seen.has(path)) return [];
    seen.add(path);
    const { exports, stars } = scopeOf(shape);
    const fact = exports.get(name);
    if (fact?.value) return this.#declaration(path, "default");
    if (fact?.from !== undefined) return this.#imported(path, fact.from, fact.local, member);
    if (fact && fact.local !== "*") return this.#targets(path, fact.local, member);
    for (const { from = "" } of stars) {
      const resolution = this.#world.modules.resolve(path, from);
      const found =
        resolution.k === "file"
          ? this.#exported(resolution.path, name, member, seen)
          : [{ k: "word" as const, word: this.#external(path, from, resolution) }];
      if (found.length > 0) return found;
    }
    return [];
  }

  /** A namespace used as a value may lead to anything in it. */
  #allExports(path: string): readonly Target[] {
    const shape = this.#world.shape(path);
    if (!shape) return [];
    const { exports, stars } = scopeOf(shape);
    const names = [...exports.keys()].filter((name) => name !== "*").sort();
    return [
      ...names.flatMap((name) => this.#exported(path, name, null, new Set())),
      ...stars.flatMap(({ from = "" }) => this.#imported(path, from, "*", null)),
    ];
  }
}
