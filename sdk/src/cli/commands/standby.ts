// `strataline standby`: the project loaded and waiting, so that the next run starts user code at once. An editor keeps one, gives
// it one run, and starts the next. It reloads what has changed, and leaves when nobody asks for long.
import type { Project } from "../../runner/index.ts";
import { parseArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import type { OpenedProject } from "../openForRunning.ts";
import { projectRoot } from "../projectRoot.ts";
import type { Terminal } from "../terminal.ts";
import { run, runOpened } from "./run.ts";

const IDLE_MS = 10 * 60_000;
/** Node never forgets a module it has loaded: after so many reloads a new process is cheaper. */
const MOST_LOADS = 20;

/** A line of standard input. */
type Request =
  | { readonly type: "reload" }
  /** `args`: as after `strataline run`. */
  | { readonly type: "run"; readonly args: readonly string[] };

export const standby: Command = {
  spec: {
    positionals: [],
    options: {},
    exits: ["0  nobody asked for a run in ten minutes, or its input was closed; otherwise as `run`"],
    examples: [
      {
        line: `strataline standby <<< '{"type":"run","args":["--json"]}'`,
        does: "what an editor does",
      },
    ],
  },
  run: async (args, terminal) => {
    const place = projectRoot(args, terminal);
    if (place === null) return ExitCode.usage;
    const warm = new WarmProject(place.root);
    await warm.refresh();
    say(terminal, warm);
    const lines = terminal.inputLines()[Symbol.asyncIterator]();
    for (;;) {
      const line = await withinIdleTime(lines.next());
      if (line === null || line.done === true) return ExitCode.ok;
      const request = parseRequest(line.value);
      if (request === null) {
        terminal.err(`${terminal.color.red("error")}: not a request: ${line.value}\n`);
        continue;
      }
      if (request.type === "run") return runNow(request.args, warm, terminal);
      if (warm.loads >= MOST_LOADS) return ExitCode.ok;
      if (await warm.refresh()) say(terminal, warm);
    }
  },
};

/** The loaded project, as long as its files are what they were. */
class WarmProject {
  readonly #root: string;
  #opened: OpenedProject | null = null;
  #project: Project | null = null;
  #fingerprint = "";
  loads = 0;

  constructor(root: string) {
    this.#root = root;
  }

  get isReady(): boolean {
    return this.#opened !== null;
  }

  /** Loads it when it has changed. Says whether it did. */
  async refresh(): Promise<boolean> {
    const { fingerprintOf } = await import("../../project/fingerprint.ts");
    const now = (): string => fingerprintOf(this.#root, this.#opened?.loaded.otherFiles ?? []);
    if (this.#fingerprint !== "" && now() === this.#fingerprint) return false;
    this.#project?.close();
    this.#opened = null;
    this.loads++;
    const { openProject } = await import("../../runner/index.ts");
    const before = fingerprintOf(this.#root);
    const project = openProject(this.#root);
    // What is wrong is said by the run that somebody asks for.
    if (!project.ok) return true;
    this.#project = project.value;
    const loaded = await project.value.load();
    if (!loaded.ok) return true;
    await project.value.warmUp();
    this.#opened = { project: project.value, loaded: loaded.value };
    // A file that changed while it was loaded shows as changed at the next look.
    this.#fingerprint = fingerprintOf(this.#root) === before ? now() : "changed meanwhile";
    return true;
  }

  take(): OpenedProject | null {
    return this.#opened;
  }
}

async function runNow(argv: readonly string[], warm: WarmProject, terminal: Terminal): Promise<ExitCode> {
  const parsed = parseArguments(argv, "run", run.spec);
  if (!parsed.ok) {
    const { problem } = parsed;
    const message = problem.kind === "other" ? problem.message : `There is no option "${problem.option}".`;
    terminal.err(`${terminal.color.red("error")}: ${message}\n`);
    return ExitCode.usage;
  }
  await warm.refresh();
  const opened = warm.take();
  return opened === null ? run.run(parsed.args, terminal) : runOpened(opened, parsed.args, terminal);
}

function say(terminal: Terminal, { isReady }: WarmProject): void {
  terminal.out(`${JSON.stringify({ type: "standby", ready: isReady })}\n`);
}

function parseRequest(line: string): Request | null {
  try {
    const request: unknown = JSON.parse(line);
    if (typeof request !== "object" || request === null || !("type" in request)) return null;
    if (request.type === "reload") return { type: "reload" };
    const args: unknown = "args" in request ? request.args : null;
    if (request.type !== "run" || !Array.isArray(args)) return null;
    return { type: "run", args: args.map(String) };
  } catch {
    return null;
  }
}

/** null when nothing came. */
async function withinIdleTime<T>(next: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), IDLE_MS);
  });
  try {
    return await Promise.race([next, idle]);
  } finally {
    clearTimeout(timer);
  }
}
