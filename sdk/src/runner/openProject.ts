// From a folder to a project: the composition root of the runner.
import type { AssetStatus } from "@strataline/core";
import { textualCodeVersion } from "../project/codeVersion.ts";
import { CONFIG_FILES, findProject, type ProjectPlace } from "../project/findProject.ts";
import { loadCode } from "../project/loadCode.ts";
import { readStaticFacts } from "../project/staticFacts.ts";
import { readRunLog } from "../store/runLog.ts";
import { openStore, type Store } from "../store/store.ts";
import type { LoadedProject, Project, ProjectProblem, Result, RunRecord } from "./api.ts";
import { captureConsole, withLog } from "./captureLogs.ts";
import { realClock, type Clock } from "./clock.ts";
import { createLoadedProject } from "./loadedProject.ts";
import { findMaterialization, lineageOf } from "./lineageOf.ts";
import { startWatchdog } from "./watchdog.ts";
import { statusesOf } from "./status.ts";

/** For tests. */
export interface OpenOptions {
  readonly clock?: Clock;
  /** Which of so many ready assets starts next. */
  readonly choose?: (count: number) => number;
}

/** Looks for strataline.config.{ts,mts,js,mjs} in `cwd` and the folders above it. */
export function openProject(cwd: string, options: OpenOptions = {}): Result<Project, ProjectProblem> {
  const place = findProject(cwd);
  if (place !== null) return { ok: true, value: new OpenedProject(place, options) };
  const message = `There is no ${CONFIG_FILES[0] ?? ""} in ${cwd} or in a folder above it.`;
  return { ok: false, problem: { code: "noConfig", message } };
}

class OpenedProject implements Project {
  readonly root: string;
  readonly configFile: string;
  readonly #options: OpenOptions;
  readonly #closing: (() => Promise<void>)[] = [];
  #store: Store | null = null;

  constructor({ root, configFile }: ProjectPlace, options: OpenOptions) {
    this.root = root;
    this.configFile = configFile;
    this.#options = options;
  }

  runs(limit = 50): Result<readonly RunRecord[], ProjectProblem> {
    return this.#withStore((store) => store.runs(limit));
  }

  versions(key: string, limit = 50): ReturnType<Project["versions"]> {
    return this.#withStore(({ history }) => ({
      versions: history.versions(key, limit),
      rollbacks: history.rollbacks(key),
    }));
  }

  lineageOf(id: string): ReturnType<Project["lineageOf"]> {
    return this.#withStore((store) => {
      const found = findMaterialization(store, id);
      return typeof found === "string" ? found : lineageOf(store, found);
    });
  }

  events(runId: string): ReturnType<Project["events"]> {
    return readRunLog(this.root, runId);
  }

  statuses(): Result<readonly AssetStatus[], ProjectProblem> {
    return this.#withStore((store) => [...statusesOf(store).values()]);
  }

  async load(): Promise<Result<LoadedProject, ProjectProblem>> {
    const stop = captureConsole();
    try {
      // What modules print while they are loaded is no output of a command.
      return await withLog(
        (_stream, text) => void process.stderr.write(`${text}\n`),
        () => this.#load(),
      );
    } finally {
      stop();
    }
  }

  async #load(): Promise<Result<LoadedProject, ProjectProblem>> {
    // Reads and parses while the loader's own process starts.
    const reading = readStaticFacts(this.root);
    const code = await loadCode(this);
    if (!code.ok) return code;
    const { config, loaded, close } = code.value;
    this.#closing.push(close);
    const facts = await reading;
    return {
      ok: true,
      value: createLoadedProject({
        root: this.root,
        configFile: this.configFile,
        config,
        loaded,
        codeVersion: (asset) => facts.codeVersion(asset.key) || textualCodeVersion(asset),
        codeParts: (key) => facts.codeParts(key),
        place: (key) => facts.place(key),
        otherFiles: facts.otherFiles,
        startWatchdog,
        store: () => this.#openStore(),
        clock: this.#options.clock ?? realClock,
        ...(this.#options.choose === undefined ? {} : { choose: this.#options.choose }),
      }),
    };
  }

  async warmUp(): Promise<void> {
    this.#openStore();
    // One that cannot be loaded says so to the asset that needs it.
    await import("@duckdb/node-api").catch(() => undefined);
  }

  close(): void {
    this.#store?.close();
    this.#store = null;
    for (const close of this.#closing.splice(0)) void close();
  }

  #openStore(): Result<Store, ProjectProblem> {
    if (this.#store !== null) return { ok: true, value: this.#store };
    const opened = openStore(this.root);
    if (!opened.ok)
      return { ok: false, problem: { code: "stateUnreadable", message: opened.problem.message } };
    this.#store = opened.value;
    return opened;
  }

  #withStore<T>(read: (store: Store) => T): Result<T, ProjectProblem> {
    const opened = this.#openStore();
    if (!opened.ok) return opened;
    try {
      return { ok: true, value: read(opened.value) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        ok: false,
        problem: { code: "stateUnreadable", message: `The run state cannot be read: ${reason}` },
      };
    }
  }
}
