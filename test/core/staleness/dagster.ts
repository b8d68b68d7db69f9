// Plays the step scripts of test/conformance/staleness.json against our judge: a world of declared assets and their newest
// versions, in maps. What Dagster leaves out of the comparison (its three blind spots) is left out of `upstreamPartitions` here,
// when it is asked for: ours looks at everything.
import {
  dataVersionOf,
  INITIAL_VERSION,
  judgeStaleness,
  NO_VERSION,
  type Declared,
  type InputUsed,
  type Made,
  type Place,
  type StaleCause,
  type StalenessJudge,
} from "../../../core/src/staleness/index.ts";

export interface DagsterAsset {
  readonly key: string;
  readonly deps: readonly string[];
  readonly external?: boolean;
  readonly observable?: boolean;
  readonly code_version?: string;
  /** "str(n), n = number of its executions" */
  readonly data_version?: string;
  readonly op?: string;
  readonly partitions?:
    | { readonly kind: "static"; readonly keys: readonly string[] }
    | { readonly kind: "static"; readonly count: number }
    | { readonly kind: "daily"; readonly start: string; readonly end: string };
  readonly partition_mapping?: Readonly<
    Record<string, "all_partitions" | { readonly start_offset: number; readonly end_offset: number }>
  >;
}

export interface Returned {
  readonly data_version?: string;
  readonly tags?: Readonly<Record<string, unknown>>;
}

export interface BlindSpots {
  /** Dagster compares no dep on so many upstream partitions. */
  readonly dependency: number;
  /** … nor a dep of an asset with so many partitions on itself. */
  readonly self: number;
}

export const SEES_ALL: BlindSpots = { dependency: Infinity, self: Infinity };
const POINTER = "dagster/input_event_pointer/";

export class World {
  readonly #blindSpots: BlindSpots;
  readonly #isTransitive: boolean;
  #assets = new Map<string, DagsterAsset>();
  readonly #made = new Map<string, Made>();
  readonly #executions = new Map<string, number>();
  #events = 0;
  #judge: StalenessJudge | undefined;
  /** What was said of a version that appeared while a step ran. */
  readonly warnings: string[] = [];

  constructor(isTransitive = true, blindSpots: BlindSpots = SEES_ALL) {
    this.#isTransitive = isTransitive;
    this.#blindSpots = blindSpots;
  }

  define(assets: readonly DagsterAsset[]): void {
    this.#assets = new Map(assets.map((asset) => [asset.key, asset]));
    this.#judge = undefined;
  }

  partitions(key: string): readonly string[] | null {
    const partitions = this.#assets.get(key)?.partitions;
    if (partitions === undefined) return null;
    if (partitions.kind === "daily") return daysBetween(partitions.start, partitions.end);
    // The file says `keys` of many as text: "'0'..'99'".
    if ("count" in partitions) return Array.from({ length: partitions.count }, (_, n) => String(n));
    return partitions.keys;
  }

  /** In the given order, which is that of the graph. */
  materialize(
    keys: readonly string[],
    partitions: readonly string[] = [],
    returns: Readonly<Record<string, Returned>> = {},
  ): Map<string, Made> {
    const made = new Map<string, Made>();
    for (const key of keys) {
      const places = this.partitions(key) === null ? [null] : partitions;
      for (const partition of places) made.set(key, this.record({ key, partition }, returns[key]));
    }
    return made;
  }

  observe(key: string): void {
    const n = this.#execution(key);
    this.#put({ key, partition: null }, { dataVersion: String(n), isExplicit: true, provenance: null });
  }

  /** An event without versions, as a foreign process may write it. */
  storeBare(key: string): void {
    this.#put({ key, partition: null }, { dataVersion: "unknown", isExplicit: false, provenance: null });
  }

  record(of: Place, returned: Returned = {}): Made {
    const asset = this.#assets.get(of.key);
    const n = this.#execution(of.key);
    const explicit = returned.data_version ?? (asset?.data_version === undefined ? undefined : String(n));
    const codeVersion = asset?.code_version ?? null;
    const inputs = this.#inputsOf(of, returned.tags ?? {});
    const materialization = String(this.#events + 1);
    const dataVersion = dataVersionOf({
      codeVersion,
      inputs,
      materialization,
      ...(explicit === undefined ? {} : { explicit }),
    });
    return this.#put(of, {
      dataVersion,
      isExplicit: explicit !== undefined,
      provenance: { codeVersion, inputs },
    });
  }

  newest(key: string, partition: string | null = null): Made | undefined {
    return this.#made.get(id({ key, partition }));
  }

  get judge(): StalenessJudge {
    this.#judge ??= judgeStaleness(
      {
        declared: (key) => this.#declared(key),
        newest: (key, partition) => this.newest(key, partition),
        upstreamPartitions: (of, upstream) => this.#upstreamPartitions(of, upstream),
      },
      { isTransitive: this.#isTransitive },
    );
    return this.#judge;
  }

  #put(of: Place, made: Omit<Made, "materialization" | "at">): Made {
    const at = ++this.#events;
    const full = { ...made, at, materialization: String(at) };
    this.#made.set(id(of), full);
    this.#judge = undefined;
    return full;
  }

  #execution(key: string): number {
    const n = (this.#executions.get(key) ?? 0) + 1;
    this.#executions.set(key, n);
    return n;
  }

  #declared(key: string): Declared | undefined {
    const asset = this.#assets.get(key);
    return (
      asset && {
        kind: asset.external === true ? "source" : "asset",
        deps: asset.deps,
        codeVersion: asset.code_version ?? null,
        isPartitioned: asset.partitions !== undefined,
      }
    );
  }

  #inputsOf(of: Place, tags: Readonly<Record<string, unknown>>): InputUsed[] {
    const deps = this.#assets.get(of.key)?.deps ?? [];
    return deps.flatMap((key) =>
      [...this.#upstreamPartitions(of, key)].map((partition): InputUsed => {
        const made = this.newest(key, partition);
        const pointer = tags[POINTER + key];
        const unknown = this.#assets.get(key)?.external === true ? INITIAL_VERSION : NO_VERSION;
        return {
          key,
          partition,
          materialization: pointer === undefined ? (made?.materialization ?? null) : JSON.stringify(pointer),
          dataVersion: made?.dataVersion ?? unknown,
        };
      }),
    );
  }

  #upstreamPartitions(of: Place, upstream: string): readonly (string | null)[] {
    const partitions = this.partitions(upstream);
    if (partitions === null) return [null];
    const mapping = this.#assets.get(of.key)?.partition_mapping?.[upstream];
    const isSelf = of.key === upstream;
    if (isSelf && partitions.length >= this.#blindSpots.self) return [];
    const hasLimit = this.#blindSpots.dependency < Infinity;
    if (hasLimit && mapping === "all_partitions") return [];
    const found = mapped(of.partition, partitions, mapping);
    return found.length >= this.#blindSpots.dependency ? [] : found;
  }
}

function mapped(
  partition: string | null,
  upstream: readonly string[],
  mapping: NonNullable<DagsterAsset["partition_mapping"]>[string] | undefined,
): readonly string[] {
  if (partition === null || mapping === "all_partitions") return upstream;
  const at = upstream.indexOf(partition);
  const { start_offset: start, end_offset: end } = mapping ?? { start_offset: 0, end_offset: 0 };
  return upstream.slice(Math.max(0, at + start), Math.max(0, at + end + 1));
}

function daysBetween(start: string, end: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(start); at < Date.parse(end); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

function id({ key, partition }: Place): string {
  return JSON.stringify([key, partition]);
}

/** A cause as the file writes it: nothing where there is nothing, partitions beside their keys. */
export function written({ category, reason, dependency, children, ...place }: StaleCause): unknown {
  return {
    key: writtenPlace(place),
    category,
    reason,
    ...(dependency === null ? {} : { dependency: writtenPlace(dependency) }),
    ...(children.length === 0 ? {} : { children: children.map(written) }),
  };
}

function writtenPlace({ key, partition }: Place): unknown {
  return partition === null ? key : { key, partition };
}
