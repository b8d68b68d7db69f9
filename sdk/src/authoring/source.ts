// source() and dataProduct(): the two ends of the pipeline. Neither is ever computed.
import { depsOf, describe, optionsOf } from "./asset.ts";
import { collect } from "./collector.ts";
import { DEFINITION, type DataProduct, type Source } from "./definition.ts";
import { joinKey, invalidKey, type JoinedKey, type KeyInput } from "./key.ts";
import type { CheckedDeps, DepInput, Described } from "./options.ts";
import { partitionsOf, type Partitions } from "./partitions.ts";
import type { Row } from "./registry.ts";
import type { SchemaOutput, StandardSchema } from "./standardSchema.ts";

export interface SourceOptions<K, S> extends Described {
  readonly key: K & KeyInput;
  /**
   * Where the data is: a path relative to the project, or `npm:<package>/<path>` for a file of an installed package.
   * The format is told by the extension: parquet, csv, tsv, json, ndjson.
   */
  readonly file?: string;
  /** Data arrives all the time rather than in batches: shown in the lineage. */
  readonly streaming?: boolean;
  /** How the data arrives: `daily({ start: "2024-01-01" })`. */
  readonly partitions?: Partitions;
  /** Any Standard Schema of one row: validates rows when TypeScript reads them, and types them. */
  readonly schema?: S & (StandardSchema | undefined);
}

/** Declares data that is made elsewhere and only read here. */
export function source<const K extends KeyInput, S extends StandardSchema | undefined = undefined>(
  options: SourceOptions<K, S>,
): Source<JoinedKey<K>, S extends StandardSchema ? SchemaOutput<S>[] : Row[]> {
  const given = optionsOf<SourceOptions<unknown, StandardSchema | undefined>>(options);
  const key = joinKey(given.key);
  const problems: string[] = [];
  const note = (problem: string): void => void problems.push(problem);
  const wrongKey = invalidKey(key);
  if (wrongKey !== null) note(wrongKey);
  const definition: Source = {
    [DEFINITION]: "source",
    key,
    ...describe(given),
    file: given.file ?? null,
    streaming: given.streaming ?? false,
    partitions: partitionsOf(given.partitions, note),
    schema: given.schema ?? null,
    problems,
  };
  return collect(Object.freeze(definition)) as Source<
    JoinedKey<K>,
    S extends StandardSchema ? SchemaOutput<S>[] : Row[]
  >;
}

export interface DataProductOptions<K, D> extends Described {
  readonly key: K & KeyInput;
  /** What it is made of. */
  readonly deps: D & CheckedDeps<D>;
  /** The part of the organisation it serves: "marketing". */
  readonly domain?: string;
}

/** Declares who consumes the result: a dashboard, a model, a report. */
export function dataProduct<const K extends KeyInput, const D extends readonly DepInput[] = readonly never[]>(
  options: DataProductOptions<K, D>,
): DataProduct<JoinedKey<K>> {
  const given = optionsOf<DataProductOptions<unknown, unknown>>(options);
  const key = joinKey(given.key);
  const problems: string[] = [];
  const note = (problem: string): void => void problems.push(problem);
  const wrongKey = invalidKey(key);
  if (wrongKey !== null) note(wrongKey);
  const definition: DataProduct = {
    [DEFINITION]: "dataProduct",
    key,
    ...describe(given),
    deps: depsOf(given.deps, note),
    domain: given.domain ?? null,
    problems,
  };
  return collect(Object.freeze(definition)) as DataProduct<JoinedKey<K>>;
}
