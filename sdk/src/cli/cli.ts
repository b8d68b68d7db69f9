// The whole program on one page: which command, with which arguments, and what its failure looks like.
// Each command is loaded when it is asked for, so that `--help` and `check` never wait for the engine.
import { parseArguments, type UsageProblem } from "./arguments.ts";
import { COMMANDS, type CommandEntry } from "./commands/index.ts";
import { ExitCode } from "./exitCodes.ts";
import { commandHelp, globalHelp } from "./help.ts";
import type { Terminal } from "./terminal.ts";
import { VERSION } from "./version.ts";

export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { name, rest } = splitCommand(argv);
  if (name === undefined) {
    if (rest.includes("--version") || rest.includes("-v")) {
      terminal.out(`${VERSION}\n`);
      return ExitCode.ok;
    }
    const asked = rest.includes("--help") || rest.includes("-h");
    (asked ? terminal.out : terminal.err)(globalHelp(COMMANDS, terminal.color));
    return asked ? ExitCode.ok : ExitCode.usage;
  }
  if (name === "help") return runCli([...rest, "--help"], terminal);
  const entry = COMMANDS.find((command) => command.name === name);
  if (entry === undefined) return await unknownCommand(name, terminal);
  return await runCommand(entry, rest, terminal);
}

async function runCommand(
  entry: CommandEntry,
  argv: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const command = await entry.load();
  const parsed = parseArguments(argv, entry.name, command.spec);
  if (!parsed.ok) return await usageError(entry.name, parsed.problem, terminal);
  if (parsed.args.has("help")) {
    terminal.out(commandHelp(entry, command.spec, terminal.color));
    return ExitCode.ok;
  }
  try {
    return await command.run(parsed.args, terminal);
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(
      `${terminal.color.red("error")}: Strataline itself failed; please report this.\n${detail}\n`,
    );
    return ExitCode.usage;
  }
}

/** `--cwd DIR check` and `check --cwd DIR` are the same. */
function splitCommand(argv: readonly string[]): { name: string | undefined; rest: string[] } {
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    if (word === "--cwd") i++;
    else if (word !== undefined && !word.startsWith("-")) {
      return { name: word, rest: [...argv.slice(0, i), ...argv.slice(i + 1)] };
    }
  }
  return { name: undefined, rest: [...argv] };
}

async function unknownCommand(name: string, terminal: Terminal): Promise<ExitCode> {
  const names = COMMANDS.map((command) => command.name);
  terminal.err(
    `${terminal.color.red("error")}: There is no command "${name}".${await didYouMean(name, names)}\n` +
      `Commands: ${names.join(", ")}. \`strataline --help\` tells more.\n`,
  );
  return ExitCode.usage;
}

async function usageError(command: string, problem: UsageProblem, terminal: Terminal): Promise<ExitCode> {
  const message =
    problem.kind === "other"
      ? problem.message
      : `There is no option "${problem.option}".${await didYouMean(problem.option, problem.known)}`;
  terminal.err(
    `${terminal.color.red("error")}: ${message}\n\`strataline ${command} --help\` lists what there is.\n`,
  );
  return ExitCode.usage;
}

async function didYouMean(wrong: string, known: readonly string[]): Promise<string> {
  const { nearestName } = await import("@strataline/core");
  const near = nearestName(wrong, known);
  return near === null ? "" : ` Did you mean "${near}"?`;
}
