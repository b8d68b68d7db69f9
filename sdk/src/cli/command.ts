// What a command is: a description that help and the argument parser read, and the function that does it.
import type { Arguments } from "./arguments.ts";
import type { ExitCode } from "./exitCodes.ts";
import type { Terminal } from "./terminal.ts";

export interface OptionSpec {
  /** Name of the value in help ("EXPR"); absent for a switch. */
  readonly value?: string;
  readonly description: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
}

/** Name and summary stand in commands/index.ts. */
export interface CommandSpec {
  /** Names of the positional arguments, in order; `optional` ones come last. */
  readonly positionals: readonly { readonly name: string; readonly optional?: boolean }[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** What the exit codes of this command mean, when it is more than 0 and 2. */
  readonly exits?: readonly string[];
}

export interface Command {
  readonly spec: CommandSpec;
  readonly run: (args: Arguments, terminal: Terminal) => Promise<ExitCode>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  cwd: { value: "DIR", description: "Work in the project of DIR instead of the current folder" },
  help: { description: "Show this help" },
};
