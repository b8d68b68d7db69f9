// What an asset reads: the current versions of its upstreams, as values for `run` and as scans for SQL.
import { DEFINITION, type Asset, type Source } from "../authoring/definition.ts";
import { refsOf, type SqlQuery } from "../authoring/sql.ts";
import type { Engine, IoContext, IoManager } from "../io/ioManager.ts";
import { renderSql } from "../io/sqlText.ts";
import type { InputVersion, Materialization } from "../store/model.ts";
import { scanSource } from "./sourceFile.ts";
import { validateRows } from "./validateRows.ts";

/** Where upstreams are found. */
export interface Upstreams {
  readonly root: string;
  definition(key: string): Asset | Source | undefined;
  latest(key: string): Materialization | undefined;
  dataVersion(key: string): string | null;
  ioOf(asset: Asset): IoManager;
}

export class MissingInputError extends Error {
  override readonly name = "MissingInputError";
}

export interface Inputs {
  readonly versions: readonly InputVersion[];
  /** The deps by name, for `run`. */
  load(): Promise<Record<string, unknown>>;
  /** The text of a query; refs are scans of exactly these versions. `own` is what a ref to the asset itself means. */
  render(query: SqlQuery, own?: string): Promise<string>;
}

/** Fixes the versions now: what runs meanwhile does not change what this attempt reads. */
export function inputsOf(
  asset: Asset,
  upstreams: Upstreams,
  context: { readonly signal: AbortSignal; readonly engine: () => Promise<Engine> },
): Inputs {
  const keys = [...new Set(asset.deps.map(({ key }) => key))].sort();
  const found = new Map(keys.map((key) => [key, readable(key, asset.key, upstreams)]));
  const contextOf = (key: string): IoContext => ({ root: upstreams.root, key, ...context });

  const scan = async (key: string): Promise<string> => {
    const upstream = found.get(key);
    if (upstream === undefined) {
      throw new MissingInputError(
        `"${asset.key}" refers to "${key}", which is not among its deps: add it to \`deps\`.`,
      );
    }
    if (upstream.kind === "source") return scanSource(upstream.source, upstreams.root);
    const text = await upstream.io.scan(upstream.materialization.stored, contextOf(key));
    if (text === null) throw new MissingInputError(`"${key}" is no table: SQL cannot read it.`);
    return text;
  };
  const load = async (key: string): Promise<unknown> => {
    const upstream = found.get(key);
    if (upstream?.kind === "asset") return upstream.io.read(upstream.materialization.stored, contextOf(key));
    const rows = await (await context.engine()).query(`SELECT * FROM ${await scan(key)}`, context.signal);
    const schema = upstream?.source.schema ?? null;
    return schema === null ? rows : validateRows(rows, schema);
  };
  return {
    versions: keys.map((key) => versionOf(key, upstreams)),
    load: async () => {
      const named = asset.deps.flatMap(({ key, name }) => (name === null ? [] : [[name, key] as const]));
      return Object.fromEntries(
        await Promise.all(named.map(async ([name, key]) => [name, await load(key)] as const)),
      );
    },
    render: async (query, own) => {
      const scans = new Map<string, string>();
      for (const key of refsOf(query)) {
        scans.set(key, key === asset.key && own !== undefined ? own : await scan(key));
      }
      return renderSql(query, (key) => scans.get(key) ?? "");
    },
  };
}

type Readable =
  | { readonly kind: "source"; readonly source: Source }
  | { readonly kind: "asset"; readonly io: IoManager; readonly materialization: Materialization };

function readable(key: string, reader: string, upstreams: Upstreams): Readable {
  const definition = upstreams.definition(key);
  if (definition === undefined) {
    throw new MissingInputError(`"${reader}" reads "${key}", which no asset or source declares.`);
  }
  if (definition[DEFINITION] === "source") return { kind: "source", source: definition };
  const materialization = upstreams.latest(key);
  const io = upstreams.ioOf(definition);
  if (materialization?.io === io.name && io.exists(materialization.stored, upstreams.root)) {
    return { kind: "asset", io, materialization };
  }
  const state = materialization === undefined ? "has never been materialized" : "is no longer stored";
  throw new MissingInputError(
    `"${reader}" reads "${key}", which ${state}: run it too (select \`+key:"${reader}"\`).`,
  );
}

export function versionOf(key: string, upstreams: Pick<Upstreams, "latest" | "dataVersion">): InputVersion {
  return {
    key,
    materialization: upstreams.latest(key)?.id ?? null,
    dataVersion: upstreams.dataVersion(key) ?? "none",
  };
}
