// One attempt at one asset: load → compute → validate → write → check → commit. As in Dagster, a version whose checks fail is
// recorded with its results; a blocking one keeps the downstreams from running (see scheduler). Nothing is visible before the
// commit, and nothing is committed after an abort.
import { isQuery, type SqlQuery } from "../authoring/sql.ts";
import type { Metadata } from "../authoring/metadata.ts";
import type { Asset } from "../authoring/definition.ts";
import type { RunContext } from "../authoring/options.ts";
import type { EnginePool, OpenEngine } from "../io/engine.ts";
import type { Engine, IoManager, Output, Stored, WriteContext } from "../io/ioManager.ts";
import type { CheckResult, Materialization } from "../store/model.ts";
import { withLog, type LogLine } from "./captureLogs.ts";
import { evaluateCheck, type CheckSubject } from "./checks.ts";
import { inputsOf, type Inputs, type Upstreams } from "./inputs.ts";
import { addMetadata } from "./metadata.ts";
import { checkRows, validateRows, validateValue } from "./validateRows.ts";
import { format } from "node:util";

export interface AttemptContext {
  readonly runId: string;
  readonly attempt: number;
  readonly materialization: string;
  readonly codeVersion: string;
  readonly signal: AbortSignal;
  readonly upstreams: Upstreams;
  readonly engines: EnginePool;
  /** What the asset shares with others, set up. */
  readonly resources: (names: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
  readonly log: LogLine;
  readonly progress: (done: number, total: number | null, message: string | null) => void;
  /** Hears the metadata when the computation has ended. */
  readonly onMetadata: (metadata: Metadata) => void;
  readonly now: () => number;
  readonly onCheck: (result: CheckResult) => void;
  /** Makes the version the current one. */
  readonly commit: (made: Materialization) => Promise<void>;
}

/** The asset broke the contract of `run`. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

export async function materialize(asset: Asset, context: AttemptContext): Promise<Materialization> {
  const start = context.now();
  const engine = lazyEngine(context.engines);
  const notes: Notes = { metadata: {} };
  try {
    const { signal } = context;
    const inputs = inputsOf(asset, context.upstreams, { signal, engine: engine.open });
    const output = await validated(asset, await compute(asset, inputs, context, engine.open, notes));
    signal.throwIfAborted();
    const io = context.upstreams.ioOf(asset);
    const writing = writeContext(asset, context, engine.open);
    // Rows that stream are computed while they are written: what they print is the asset's too.
    const stored = await withLog(context.log, async () => io.write(output, writing));
    try {
      if (output.kind === "query") await checkStored(asset, io, stored, writing);
      const checks = await runChecks(asset, stored, inputs, writing, context);
      signal.throwIfAborted();
      const { materialization: id, runId, codeVersion, now } = context;
      const made: Materialization = {
        id,
        key: asset.key,
        runId,
        at: now(),
        durationMs: now() - start,
        codeVersion,
        dataVersion: stored.contentHash,
        io: io.name,
        stored,
        inputs: inputs.versions,
        checks,
        metadata: notes.metadata,
      };
      if (Object.keys(notes.metadata).length > 0) context.onMetadata(notes.metadata);
      await context.commit(made);
      return made;
    } catch (error) {
      io.remove(stored, context.upstreams.root);
      throw error;
    }
  } finally {
    engine.close();
  }
}

/** What the computation says while it goes on. */
interface Notes {
  metadata: Metadata;
}

/** A connection of its own, opened when it is first needed. */
function lazyEngine(pool: EnginePool): { open: () => Promise<Engine>; close: () => void } {
  let opened: Promise<OpenEngine> | null = null;
  return {
    open: () => (opened ??= pool.connect()),
    close: () => {
      void opened?.then(
        (engine) => engine.close(),
        () => undefined,
      );
    },
  };
}

async function compute(
  asset: Asset,
  inputs: Inputs,
  context: AttemptContext,
  engine: () => Promise<Engine>,
  notes: Notes,
): Promise<Output> {
  if (asset.compute.kind === "query") return { kind: "query", sql: await inputs.render(asset.compute.query) };
  const { run } = asset.compute;
  const resources = await withLog(context.log, () => context.resources(asset.resources));
  const values = await inputs.load();
  context.signal.throwIfAborted();
  const returned = await withLog(context.log, () =>
    run(values, runContext(asset, inputs, { ...context, engine, taken: resources, notes })),
  );
  return outputOf(returned, inputs);
}

function runContext(
  asset: Asset,
  inputs: Inputs,
  {
    runId,
    attempt,
    signal,
    log,
    progress,
    engine,
    taken,
    notes,
  }: AttemptContext & {
    readonly engine: () => Promise<Engine>;
    readonly taken: RunContext["resources"];
    readonly notes: Notes;
  },
): RunContext {
  return {
    key: asset.key,
    runId,
    attempt,
    signal,
    resources: taken,
    log: (...values) => log("stdout", format(...values)),
    metadata: (entries) => void (notes.metadata = addMetadata(notes.metadata, entries)),
    progress: (done, total, message) => progress(done, total ?? null, message ?? null),
    query: async <R>(query: SqlQuery<R>): Promise<R[]> => {
      const sql = await inputs.render(query as SqlQuery);
      return (await (await engine()).query(sql, signal)) as R[];
    },
  };
}

async function outputOf(returned: unknown, inputs: Inputs): Promise<Output> {
  if (returned === undefined) {
    throw new OutputError(
      "`run` returned nothing: return rows, a query or a value (null, when there is none).",
    );
  }
  if (isQuery(returned)) return { kind: "query", sql: await inputs.render(returned) };
  return isRows(returned) ? { kind: "rows", rows: returned } : { kind: "value", value: returned };
}

function isRows(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}

async function validated({ schema }: Asset, output: Output): Promise<Output> {
  if (schema === null) return output;
  switch (output.kind) {
    case "rows":
      return { kind: "rows", rows: await validateRows(output.rows, schema) };
    case "value":
      return { kind: "value", value: await validateValue(output.value, schema) };
    case "query":
      return output;
  }
}

/** What a query made is checked where it is stored: it never passed through JavaScript. */
async function checkStored(
  { schema }: Asset,
  io: IoManager,
  stored: Stored,
  context: WriteContext,
): Promise<void> {
  const scan = schema === null ? null : await io.scan(stored, context);
  if (schema === null || scan === null) return;
  const engine = await context.engine();
  await checkRows(engine.stream(`SELECT * FROM ${scan}`, { signal: context.signal }), schema);
}

function writeContext(
  asset: Asset,
  { materialization, signal, upstreams }: AttemptContext,
  engine: () => Promise<Engine>,
): WriteContext {
  const { root } = upstreams;
  const last = upstreams.latest(asset.key);
  const isSameIo = last?.io === upstreams.ioOf(asset).name;
  return {
    root,
    key: asset.key,
    signal,
    engine,
    materialization,
    previous: last !== undefined && isSameIo ? last.stored : null,
    schema: asset.schema,
  };
}

async function runChecks(
  asset: Asset,
  stored: Stored,
  inputs: Inputs,
  writing: WriteContext,
  context: AttemptContext,
): Promise<readonly CheckResult[]> {
  if (asset.checks.length === 0) return [];
  const io = context.upstreams.ioOf(asset);
  let scan: Promise<string | null> | null = null;
  let value: Promise<unknown> | null = null;
  const subject: CheckSubject = {
    scan: () => (scan ??= io.scan(stored, writing)),
    render: (query, own) => inputs.render(query, own),
    engine: writing.engine,
    signal: writing.signal,
    value: () => (value ??= io.read(stored, writing)),
    now: context.now,
  };
  const results: CheckResult[] = [];
  for (const check of asset.checks) {
    const result = await withLog(context.log, () => evaluateCheck(check, subject));
    results.push(result);
    context.onCheck(result);
  }
  return results;
}
