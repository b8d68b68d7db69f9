// The process in which isolated assets are computed: loads the project once, then computes one asset at a time for the run that
// started it. It reads and writes through the same IO managers; only the commit is left to the run.
import { join } from "node:path";
import { createEnginePool, type EnginePool } from "../../io/engine.ts";
import { callerPlace } from "../../project/callerPlace.ts";
import { loadCode, type LoadedCode } from "../../project/loadCode.ts";
import { CarriedError, toRunError } from "../../project/userError.ts";
import { endWithParent } from "../../process/endWithParent.ts";
import { DEFINITION, type Asset } from "../../authoring/definition.ts";
import { captureConsole } from "../captureLogs.ts";
import { realClock } from "../clock.ts";
import type { Upstreams } from "../inputs.ts";
import { materialize } from "../materialize.ts";
import { createRedactor } from "../redact.ts";
import { openResources, secretsOf, type RunResources } from "../resources.ts";
import type { FromWorker, Task, ToWorker } from "./messages.ts";

/** Milliseconds that each teardown of a resource has. */
const TEARDOWN_MS = 5000;

interface Opened extends LoadedCode {
  readonly engines: EnginePool;
  readonly resources: RunResources;
}

let opening: Promise<Opened> | null = null;
let current: AbortController | null = null;

endWithParent();
captureConsole();
process.on("message", (message: ToWorker) => {
  if (message.type === "abort") current?.abort(new Error(message.reason));
  else void compute(message.task);
});
process.on("disconnect", () => void close());

async function compute(task: Task): Promise<void> {
  const abort = new AbortController();
  current = abort;
  try {
    const project = await (opening ??= open(task));
    const asset = assetOf(project, task.key);
    const made = await materialize(asset, {
      ...task,
      signal: abort.signal,
      upstreams: upstreamsOf(project, task),
      engines: project.engines,
      resources: (names) => project.resources.take(names),
      now: () => Date.now(),
      log: (stream, text) => {
        const location = callerPlace(task.root);
        send({ type: "log", stream, text, ...(location === undefined ? {} : { location }) });
      },
      progress: (done, total, message) => send({ type: "progress", done, total, message }),
      onMetadata: (entries) => send({ type: "metadata", entries }),
      onCheck: (result) => send({ type: "check", result }),
      // By the run, when it hears of it.
      commit: () => Promise.resolve(),
    });
    send({ type: "made", made });
  } catch (error) {
    send({ type: "failed", error: toRunError(error, task.root) });
  } finally {
    current = null;
  }
}

async function open({ root, configFile, runId }: Task): Promise<Opened> {
  const code = await loadCode({ root, configFile });
  if (!code.ok) throw new CarriedError({ name: "Error", message: code.problem.message });
  const engines = createEnginePool(join(root, ".strataline", "tmp", runId, String(process.pid)));
  const configured = code.value.config.resources;
  const redact = createRedactor(process.env, secretsOf(configured));
  const report = (message: string): void => void process.stderr.write(`${redact(message)}\n`);
  const resources = openResources(configured, { clock: realClock, graceMs: TEARDOWN_MS, report });
  return { ...code.value, engines, resources };
}

function assetOf({ loaded }: Opened, key: string): Asset {
  const definition = loaded.byKey.get(key);
  if (definition?.[DEFINITION] === "asset") return definition;
  const [problem] = loaded.problems;
  const why = problem === undefined ? "it was not declared there" : problem.message;
  throw new Error(`"${key}" could not be loaded in a process of its own: ${why}`);
}

function upstreamsOf({ config, loaded }: Opened, { root, latest, dataVersions }: Task): Upstreams {
  const versions = new Map(latest.map((materialization) => [materialization.key, materialization]));
  return {
    root,
    definition: (key) => {
      const definition = loaded.byKey.get(key);
      return definition === undefined || definition[DEFINITION] === "dataProduct" ? undefined : definition;
    },
    latest: (key) => versions.get(key),
    dataVersion: (key) => versions.get(key)?.dataVersion ?? dataVersions[key] ?? null,
    ioOf: ({ io }) => {
      const manager = config.io.get(io ?? "default");
      if (manager === undefined) throw new Error(`There is no IO manager "${io ?? "default"}".`);
      return manager;
    },
  };
}

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}

/** The run has ended. */
async function close(): Promise<void> {
  current?.abort(new Error("The run has ended."));
  const opened = await opening?.catch(() => null);
  await opened?.resources.close();
  await opened?.engines.close();
  process.exit();
}
