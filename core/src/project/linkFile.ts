// One file → what it declares, each with its identity, and the cells of all files that this depends on.
import { collectDeclarations, placeOf, type Found } from "./collect.ts";
import {
  defineNode,
  defineSchedule,
  literalKey,
  readKey,
  type Identified,
  type IdentityOf,
} from "./definitions.ts";
import type { Evaluator } from "./evaluate.ts";
import { isKey } from "./keys.ts";
import type { LinkedDefinition, LinkedFile, LinkedSchedule, ResolvedKey, Unresolved } from "./linked.ts";
import { Once } from "./once.ts";
import type { Declaration } from "./values.ts";

/** A declaration inside of another one's options may hold more: real ones hold none. */
const MAX_NESTED = 1_000;

export class FileLinker {
  readonly #evaluator: Evaluator;
  readonly #isOfProject: (path: string) => boolean;
  readonly #keys: Once<ResolvedKey | Unresolved>;
  /** Ids of declarations whose key is not known, by their place: they may have been evaluated again meanwhile. */
  readonly #names = new Map<string, string>();
  readonly #identified = new Map<
    string,
    { readonly list: readonly Identified[]; readonly cells: ReadonlySet<string> }
  >();

  constructor(evaluator: Evaluator, isOfProject: (path: string) => boolean) {
    this.#evaluator = evaluator;
    this.#keys = new Once(evaluator);
    this.#isOfProject = isOfProject;
  }

  link(path: string): { readonly file: LinkedFile; readonly cells: ReadonlySet<string> } {
    const { result, run } = this.#evaluator.aside(() => this.#link(path));
    return { file: result ?? { definitions: [], schedules: [] }, cells: run.cells };
  }

  #link(path: string): LinkedFile {
    const found = [...this.#identify(path)];
    const made: { readonly at: Identified; readonly order: number; readonly node: LinkedDefinition }[] = [];
    const schedules: LinkedSchedule[] = [];
    const { declared } = this.#evaluator.run;
    const seen = new Set(found.map(({ declaration }) => declaration));
    // It grows while one goes over it.
    for (const [order, one] of found.entries()) {
      const { kind } = one.declaration;
      if (kind === "schedule") schedules.push(defineSchedule(this.#evaluator, one, this.#identityOf));
      else made.push({ at: one, order, node: defineNode(this.#evaluator, one, kind, this.#identityOf) });
      // Reading options at top level may declare more: `deps: { b: asset({…}) }`.
      for (const nested of declared.splice(0)) {
        if (seen.has(nested) || nested.scope.path !== path || seen.size > MAX_NESTED * 10) continue;
        seen.add(nested);
        const inside: Found = { ...one, declaration: nested, binding: null, exportName: null, doc: null };
        found.push(this.#withIdentity(inside, found));
      }
    }
    const definitions = made.sort(compare).map(({ node }) => node);
    return { definitions, schedules };
  }

  /** Evaluates the keys; declarations without one get a name of their own, unique in the project. */
  #identify(path: string): readonly Identified[] {
    let identified = this.#identified.get(path);
    if (!identified) {
      const list: Identified[] = [];
      // Those of a file that needs itself are the ones found so far.
      this.#identified.set(path, { list, cells: new Set() });
      const { run } = this.#evaluator.apart(() => {
        for (const found of collectDeclarations(this.#evaluator, path)) {
          list.push(this.#withIdentity(found, list));
        }
      });
      identified = { list, cells: run.cells };
      this.#identified.set(path, identified);
    }
    this.#evaluator.run.readAll(identified.cells);
    return identified.list;
  }

  #withIdentity(found: Found, others: readonly Identified[]): Identified {
    const { declaration } = found;
    const key = this.#keyOf(declaration);
    const id = isKey(key) ? key.key : this.#freeId(found, others);
    if (!isKey(key)) this.#names.set(placeId(declaration), id);
    return { ...found, key, id };
  }

  #freeId({ declaration, name }: Found, others: readonly Identified[]): string {
    const base = `?${placeOf(declaration).path}#${name === "" ? declaration.kind : name}`;
    const taken = new Set(others.map(({ id }) => id));
    let id = base;
    for (let count = 2; taken.has(id); count++) id = `${base}:${count}`;
    return id;
  }

  #keyOf(declaration: Declaration): ResolvedKey | Unresolved {
    const literal = declaration.uncertain ? undefined : literalKey(declaration);
    return literal ?? this.#keys.once(declaration, () => readKey(this.#evaluator, declaration));
  }

  readonly #identityOf: IdentityOf = (declaration) => {
    const { path } = placeOf(declaration);
    if (!this.#isOfProject(path)) return undefined;
    const key = this.#keyOf(declaration);
    if (isKey(key)) return { id: key.key, key };
    // Its name depends on the others of its file.
    this.#evaluator.noteRead(path, `${path}\n*`);
    this.#identify(path);
    const id = this.#names.get(placeId(declaration));
    return id === undefined ? undefined : { id, key };
  };
}

function placeId({ scope, call, order }: Declaration): string {
  return `${scope.path}\n${scope.base + call.at}\n${order}`;
}

function compare(
  a: { readonly at: Identified; readonly order: number },
  b: { readonly at: Identified; readonly order: number },
): number {
  return (
    a.at.unitIndex - b.at.unitIndex ||
    placeOf(a.at.declaration).at - placeOf(b.at.declaration).at ||
    a.order - b.order
  );
}
