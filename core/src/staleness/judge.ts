// Is what is stored at a place still what its code and its inputs would give, and if not, why? Causes lead from the place down to
// their roots. Each place is judged once, upstream first, without recursion: chains of thousands of partitions are usual.
import { INITIAL_VERSION, NO_VERSION } from "./dataVersion.ts";
import type {
  Declared,
  InputUsed,
  Made,
  Place,
  Provenance,
  StaleCause,
  StaleStatus,
  StalenessWorld,
} from "./model.ts";

export interface StalenessOptions {
  /** Whether what reads something stale is stale itself (default), or only once the data it read has changed. */
  readonly isTransitive?: boolean;
}

export interface StalenessJudge {
  /** An asset with partitions, asked without one, is FRESH: ask for each of them. */
  status(key: string, partition?: string | null): StaleStatus;
  /** In order: by the key of the upstream, what is about the place itself first. Empty unless STALE. */
  causes(key: string, partition?: string | null): readonly StaleCause[];
  /** The causes that have none themselves, nearest first, each once. */
  rootCauses(key: string, partition?: string | null): readonly StaleCause[];
}

interface Judgement {
  readonly status: StaleStatus;
  readonly causes: readonly StaleCause[];
}

const FRESH: Judgement = { status: "FRESH", causes: [] };
const MISSING: Judgement = { status: "MISSING", causes: [] };

/** Remembers what it has found: make a new one when the world has changed. */
export function judgeStaleness(world: StalenessWorld, options: StalenessOptions = {}): StalenessJudge {
  const judge = new Judge(world, options.isTransitive ?? true);
  return {
    status: (key, partition = null) => judge.of({ key, partition }).status,
    causes: (key, partition = null) => judge.of({ key, partition }).causes,
    rootCauses: (key, partition = null) => rootsOf(judge.of({ key, partition }).causes),
  };
}

class Judge {
  readonly #world: StalenessWorld;
  readonly #isTransitive: boolean;
  readonly #known = new Map<string, Map<string | null, Judgement>>();

  constructor(world: StalenessWorld, isTransitive: boolean) {
    this.#world = world;
    this.#isTransitive = isTransitive;
  }

  of(asked: Place): Judgement {
    const stack: Place[] = [asked];
    const entered = new Map<string, Set<string | null>>();
    for (let next = stack.at(-1); next !== undefined; next = stack.at(-1)) {
      if (this.#find(next) !== undefined) stack.pop();
      else if (!this.#isTransitive || !enter(entered, next)) this.#note(next, this.#judge(next));
      else for (const upstream of this.#upstreams(next)) if (!this.#find(upstream)) stack.push(upstream);
    }
    return this.#find(asked) ?? FRESH;
  }

  #find({ key, partition }: Place): Judgement | undefined {
    return this.#known.get(key)?.get(partition);
  }

  #note({ key, partition }: Place, judgement: Judgement): void {
    const ofKey = this.#known.get(key);
    if (ofKey === undefined) this.#known.set(key, new Map([[partition, judgement]]));
    else ofKey.set(partition, judgement);
  }

  *#upstreams(of: Place): Iterable<Place> {
    const { kind, deps } = this.#world.declared(of.key) ?? NOBODY;
    if (kind === "source" || this.#isWhole(of)) return;
    for (const key of deps) {
      for (const partition of this.#world.upstreamPartitions(of, key)) yield { key, partition };
    }
  }

  /** A partitioned asset as a whole. */
  #isWhole({ key, partition }: Place): boolean {
    return partition === null && this.#world.declared(key)?.isPartitioned === true;
  }

  /** Its upstreams are judged, except those on a cycle with it: these count as fresh. */
  #judge(of: Place): Judgement {
    const declared = this.#world.declared(of.key);
    if (declared === undefined || declared.kind === "source" || this.#isWhole(of)) return FRESH;
    const made = this.#world.newest(of.key, of.partition);
    if (made === undefined) return MISSING;
    const causes = [
      ...codeCauses(of, declared, made.provenance),
      ...(this.#world.ownCauses?.(of) ?? []),
      ...this.#dependencyCauses(of, declared, made),
    ];
    return causes.length === 0 ? FRESH : { status: "STALE", causes: causes.sort(inOrder) };
  }

  *#dependencyCauses(of: Place, { deps }: Declared, made: Made): Iterable<StaleCause> {
    const used = made.provenance === null ? null : inputsByKey(made.provenance.inputs);
    for (const key of used?.keys() ?? []) {
      if (!deps.includes(key)) yield dependencyCause(of, { key, partition: null }, "removed dependency on");
    }
    for (const dep of deps) {
      const before = used?.get(dep);
      const gone = new Map(before);
      for (const partition of this.#world.upstreamPartitions(of, dep)) {
        gone.delete(partition);
        const upstream = { key: dep, partition };
        const cause = this.#inputCause(of, upstream, made, before?.get(partition), before === undefined);
        if (cause !== null) yield cause;
      }
      for (const [partition, { dataVersion }] of gone) {
        if (dataVersion === NO_VERSION) continue;
        yield dependencyCause(of, { key: dep, partition }, "removed dependency on");
      }
    }
  }

  #inputCause(
    of: Place,
    upstream: Place,
    made: Made,
    used: InputUsed | undefined,
    isNewKey: boolean,
  ): StaleCause | null {
    const own = this.#isTransitive ? this.#find(upstream) : undefined;
    if (own?.status === "STALE") {
      return {
        ...of,
        category: "DATA",
        reason: "stale dependency",
        dependency: upstream,
        children: own.causes,
      };
    }
    if (made.provenance === null) {
      const newest = this.#world.newest(upstream.key, upstream.partition);
      return newest !== undefined && newest.at > made.at ? this.#dataCause(of, upstream) : null;
    }
    if (isNewKey) return dependencyCause(of, upstream, "has a new dependency on");
    return this.#versionNow(upstream) === (used?.dataVersion ?? NO_VERSION)
      ? null
      : this.#dataCause(of, upstream);
  }

  #versionNow({ key, partition }: Place): string {
    const made = this.#world.newest(key, partition);
    if (made !== undefined) return made.dataVersion;
    return this.#world.declared(key)?.kind === "source" ? INITIAL_VERSION : NO_VERSION;
  }

  #dataCause(of: Place, upstream: Place): StaleCause {
    const isVersioned =
      (this.#world.declared(upstream.key)?.codeVersion ?? null) !== null ||
      this.#world.newest(upstream.key, upstream.partition)?.isExplicit === true;
    const what = isVersioned ? "data version" : "materialization";
    const child: StaleCause = {
      ...upstream,
      category: "DATA",
      reason: `has a new ${what}`,
      dependency: null,
      children: [],
    };
    const reason = `has a new dependency ${what}`;
    return { ...of, category: "DATA", reason, dependency: upstream, children: [child] };
  }
}

const NOBODY: Declared = { kind: "source", deps: [], codeVersion: null, isPartitioned: false };

/** Whether it is entered for the first time. */
function enter(entered: Map<string, Set<string | null>>, { key, partition }: Place): boolean {
  const ofKey = entered.get(key);
  if (ofKey?.has(partition) === true) return false;
  if (ofKey === undefined) entered.set(key, new Set([partition]));
  else ofKey.add(partition);
  return true;
}

function codeCauses(
  of: Place,
  { codeVersion }: Declared,
  provenance: Provenance | null,
): readonly StaleCause[] {
  if (provenance === null || codeVersion === null || codeVersion === provenance.codeVersion) return [];
  return [{ ...of, category: "CODE", reason: "has a new code version", dependency: null, children: [] }];
}

function dependencyCause(of: Place, dependency: Place, what: string): StaleCause {
  const name = placeName(dependency);
  return { ...of, category: "DEPENDENCIES", reason: `${what} ${name}`, dependency, children: [] };
}

/** "bronze/a", or "bronze/a [2024-01-01]". */
export function placeName({ key, partition }: Place): string {
  return partition === null ? key : `${key} [${partition}]`;
}

function inputsByKey(
  inputs: readonly InputUsed[],
): ReadonlyMap<string, ReadonlyMap<string | null, InputUsed>> {
  const byKey = new Map<string, Map<string | null, InputUsed>>();
  for (const input of inputs) {
    const ofKey = byKey.get(input.key);
    if (ofKey === undefined) byKey.set(input.key, new Map([[input.partition, input]]));
    else ofKey.set(input.partition, input);
  }
  return byKey;
}

const CATEGORIES: readonly StaleCause["category"][] = ["CODE", "RUN", "DEPENDENCIES", "DATA"];

function inOrder(a: StaleCause, b: StaleCause): number {
  return (
    compare(a.key, b.key) ||
    compare(a.dependency?.key ?? "", b.dependency?.key ?? "") ||
    compare(a.dependency?.partition ?? "", b.dependency?.partition ?? "") ||
    CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Leaves of the causes, level by level. Causes are shared between places: each is looked at once. */
function rootsOf(causes: readonly StaleCause[]): readonly StaleCause[] {
  const seen = new Set<StaleCause>();
  const roots = new Map<string, StaleCause>();
  const queue = [...causes];
  for (const cause of queue) {
    if (seen.has(cause)) continue;
    seen.add(cause);
    if (cause.children.length > 0) for (const child of cause.children) queue.push(child);
    else {
      const id = JSON.stringify([cause.key, cause.partition, cause.category, cause.reason]);
      if (!roots.has(id)) roots.set(id, cause);
    }
  }
  return [...roots.values()];
}
