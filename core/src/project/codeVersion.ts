// The code version of an asset: its declaration and everything local it uses, across files, at the grain of declarations,
// and the versions of the packages these import. An asset read by value counts with its key only.
import { declarationLabel, fileLabel, OWN_CODE, packageLabel, type CodeParts } from "../staleness/index.ts";
import { hashText } from "../text/hash.ts";
import type { CodeFact, FileCode } from "../syntax/code.ts";
import type { ModuleResolver, Resolution } from "./modules.ts";
import { createPackageVersions } from "./packageVersions.ts";
import type { FileScope } from "./scope.ts";

/** What the versions are computed from, at one revision. */
export interface CodeWorld {
  readonly modules: ModuleResolver;
  names(path: string): FileScope | undefined;
  code(path: string): FileCode | undefined;
  read(path: string): string | undefined;
  /** Graph key of the declaring call at an offset. */
  declaredAt(path: string, offset: number): string | undefined;
}

/** Where the code of an asset stands. */
export interface CodePlace {
  readonly path: string;
  /** Of the call that declares it, at top level; null when a function or loop does. */
  readonly call: number | null;
  /** Of the top-level statement that declares it. */
  readonly statement: number;
  readonly key: string;
}

export interface CodeVersion {
  readonly version: string;
  /** The same code in parts, to name what has changed. Equal parts may still differ in version: in which order they are used. */
  readonly parts: CodeParts;
}

const NO_CODE: CodeVersion = { version: "", parts: {} };

/** The version of what stands there; "" when there is nothing. */
export function createCodeVersions(world: CodeWorld): (place: CodePlace) => CodeVersion {
  const packageVersion = createPackageVersions((path) => world.read(path));
  return ({ path, call, statement, key }) => {
    const code = world.code(path);
    const root = call === null ? code?.statements.get(statement) : code?.calls.get(call);
    if (!root) return NO_CODE;
    const closure = new Closure(world, packageVersion);
    // Assets of one loop or factory share its code: the key tells them apart.
    if (call === null) closure.addWord(key);
    closure.add(path, root);
    return closure.version();
  };
}

/** Something a name leads to. */
type Target =
  | {
      readonly k: "code";
      readonly id: string;
      readonly label: string;
      readonly path: string;
      readonly fact: CodeFact;
    }
  /** A package with its version, a data file, or what is not there. */
  | { readonly k: "word"; readonly word: string; readonly label: string; readonly hash: string };

/** What exports lead to, by path and name, on the way from one name: modules may import each other, and themselves. */
type Walk = Map<string, readonly Target[]>;

/** Walks from the root in the order of the code and writes down what it meets: no file name, no import order gets in. */
class Closure {
  readonly #world: CodeWorld;
  readonly #packageVersion: (from: string, name: string) => string;
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #parts: Record<string, string> = {};

  constructor(world: CodeWorld, packageVersion: (from: string, name: string) => string) {
    this.#world = world;
    this.#packageVersion = packageVersion;
  }

  version(): CodeVersion {
    return { version: hashText(this.#words.join("\n")), parts: this.#parts };
  }

  addWord(word: string): void {
    this.#words.push(word);
  }

  /** With everything it leads to, level by level: a long chain of constants exhausts nothing. */
  add(path: string, fact: CodeFact): void {
    const queue = [{ label: OWN_CODE, path, fact }];
    for (const one of queue) {
      const own = [one.fact.hash, ...this.#declared(one.path, one.fact)];
      this.#words.push(...own);
      for (const { name, member } of one.fact.uses) {
        for (const target of this.#targets(one.path, name, member)) {
          own.push(name);
          const next = this.#addTarget(target);
          if (next) queue.push(next);
        }
      }
      this.#parts[one.label] = hashText(own.join("\n"));
    }
  }

  #declared(path: string, { declares }: CodeFact): readonly string[] {
    return declares.map((offset) => this.#world.declaredAt(path, offset) ?? "");
  }

  /** What is to be followed, when it is new. */
  #addTarget(target: Target): { label: string; path: string; fact: CodeFact } | undefined {
    if (target.k === "word") {
      this.#words.push(target.word);
      this.#parts[target.label] = target.hash;
      return undefined;
    }
    const { id, label, path, fact } = target;
    const number = this.#numbers.get(id) ?? this.#numbers.size;
    this.#words.push(`#${number}`);
    if (this.#numbers.has(id)) return undefined;
    this.#numbers.set(id, number);
    // A declaration of assets stands for their keys.
    if (fact.declares.length === 0) return { label, path, fact };
    this.#words.push(...this.#declared(path, fact));
    return undefined;
  }

  #targets(path: string, name: string, member: string | null, walk: Walk = new Map()): readonly Target[] {
    const local = this.#world.names(path)?.locals.get(name);
    if (!local) return [];
    if (local.k === "binding") return this.#declaration(path, name);
    const { imported, typeOnly } = local.fact;
    if (typeOnly) return [];
    return this.#imported(path, local.specifier, imported, member, walk);
  }

  #declaration(path: string, name: string): readonly Target[] {
    const fact = this.#world.code(path)?.declarations.get(name);
    if (!fact) return [];
    return [{ k: "code", id: `${path}\n${name}`, label: declarationLabel(path, name), path, fact }];
  }

  #imported(
    from: string,
    specifier: string,
    name: string,
    member: string | null,
    walk: Walk,
  ): readonly Target[] {
    const resolution = this.#world.modules.resolve(from, specifier);
    if (resolution.k !== "file") return [this.#external(from, specifier, resolution)];
    const { path } = resolution;
    if (!/\.[cm]?[jt]sx?$/.test(path)) {
      const hash = hashText(this.#world.read(path) ?? "");
      return [{ k: "word", word: hash, label: fileLabel(path), hash }];
    }
    if (name !== "*") return this.#exported(path, name, member, walk);
    return member === null ? this.#allExports(path, walk) : this.#exported(path, member, null, walk);
  }

  #external(from: string, specifier: string, resolution: Exclude<Resolution, { k: "file" }>): Target {
    if (resolution.k === "missing") {
      return { k: "word", word: specifier, label: fileLabel(specifier), hash: "missing" };
    }
    const name = resolution.k === "sdk" ? specifier : resolution.name;
    const version = this.#packageVersion(from, name);
    return { k: "word", word: `${name}@${version}`, label: packageLabel(name), hash: version };
  }

  #exported(path: string, name: string, member: string | null, walk: Walk): readonly Target[] {
    const id = `${path}\n${name}\n${member ?? ""}`;
    const known = walk.get(id);
    if (known) return known;
    walk.set(id, []);
    const found = this.#findExported(path, name, member, walk);
    walk.set(id, found);
    return found;
  }

  #findExported(path: string, name: string, member: string | null, walk: Walk): readonly Target[] {
    const names = this.#world.names(path);
    if (!names) return [];
    const exported = names.exports.get(name);
    if (exported?.local === null) return this.#declaration(path, "default");
    if (exported && exported.from !== null)
      return this.#imported(path, exported.from, exported.local, member, walk);
    if (exported && exported.local !== "*") return this.#targets(path, exported.local, member, walk);
    for (const from of names.stars) {
      const resolution = this.#world.modules.resolve(path, from);
      const found =
        resolution.k === "file"
          ? this.#exported(resolution.path, name, member, walk)
          : [this.#external(path, from, resolution)];
      if (found.length > 0) return found;
    }
    return [];
  }

  /** A namespace used as a value may lead to anything in it; once is enough. */
  #allExports(path: string, walk: Walk): readonly Target[] {
    const names = this.#world.names(path);
    const id = `${path}\n*`;
    if (!names || walk.has(id)) return [];
    walk.set(id, []);
    const exported = [...names.exports.keys()].filter((name) => name !== "*").sort();
    return [
      ...exported.flatMap((name) => this.#exported(path, name, null, walk)),
      ...names.stars.flatMap((from) => this.#imported(path, from, "*", null, walk)),
    ];
  }
}
