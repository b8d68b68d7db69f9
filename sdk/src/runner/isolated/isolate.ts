// An attempt at an asset in a process of its own, as the run sees it: like `materialize`.
import type { Asset } from "../../authoring/definition.ts";
import { CarriedError } from "../../project/userError.ts";
import type { Materialization } from "../../store/model.ts";
import type { AttemptContext } from "../materialize.ts";
import type { IsolatedProcesses } from "./isolatedProcesses.ts";

export interface IsolateOptions {
  readonly processes: IsolatedProcesses;
  readonly configFile: string;
  /** A line of the asset, with where it was printed. */
  readonly log: Parameters<IsolatedProcesses["materialize"]>[1]["log"];
}

export async function materializeIsolated(
  asset: Asset,
  context: AttemptContext,
  { processes, configFile, log }: IsolateOptions,
): Promise<Materialization> {
  const { upstreams, runId, attempt, materialization, codeVersion, signal } = context;
  const { root } = upstreams;
  refuseMemory(asset, context);
  const keys = [...new Set(asset.deps.map(({ key }) => key))];
  const made = await processes.materialize(
    {
      root,
      configFile,
      key: asset.key,
      runId,
      attempt,
      materialization,
      codeVersion,
      latest: [asset.key, ...keys].flatMap((key) => upstreams.latest(key) ?? []),
      dataVersions: Object.fromEntries(
        keys.flatMap((key) => {
          const version = upstreams.dataVersion(key);
          return version === null ? [] : [[key, version] as const];
        }),
      ),
    },
    { ...context, log },
  );
  if (signal.aborted) {
    upstreams.ioOf(asset).remove(made.stored, root);
    signal.throwIfAborted();
  }
  await context.commit(made);
  return made;
}

/** What lives in this process cannot be read in another. */
function refuseMemory(asset: Asset, { upstreams }: AttemptContext): void {
  const keys = [asset.key, ...asset.deps.map(({ key }) => key)];
  const inMemory = keys.find((key) => {
    const definition = upstreams.definition(key);
    return definition !== undefined && "io" in definition && upstreams.ioOf(definition).isInProcess === true;
  });
  if (inMemory === undefined) return;
  const name = inMemory === asset.key ? "its own value is" : `"${inMemory}", which it reads, is`;
  throw new CarriedError({
    name: "IsolationError",
    message: `"${asset.key}" runs in a process of its own, and ${name} kept by memory(), in this one: give it another \`io\`, or remove \`isolation\`.`,
  });
}
