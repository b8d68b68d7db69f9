// From the words after the command's name to checked options. What is wrong is told as a value: nothing throws.
import { parseArgs } from "node:util";
import { COMMON_OPTIONS, type CommandSpec, type OptionSpec } from "./command.ts";

export interface Arguments {
  readonly positionals: readonly string[];
  /** Whether a switch was given. */
  readonly has: (option: string) => boolean;
  /** The value of an option; undefined when it was not given. */
  readonly value: (option: string) => string | undefined;
}

export type UsageProblem =
  | { readonly kind: "unknownOption"; readonly option: string; readonly known: readonly string[] }
  | { readonly kind: "other"; readonly message: string };

export type ParsedArguments =
  { readonly ok: true; readonly args: Arguments } | { readonly ok: false; readonly problem: UsageProblem };

const SHORT: Readonly<Record<string, string>> = { h: "help" };

export function parseArguments(argv: readonly string[], command: string, spec: CommandSpec): ParsedArguments {
  const options: Readonly<Record<string, OptionSpec>> = { ...spec.options, ...COMMON_OPTIONS };
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? ("boolean" as const) : ("string" as const) },
      ]),
    ),
  });
  const given = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const name = token.rawName.startsWith("--") ? token.name : (SHORT[token.name] ?? token.name);
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) {
      const known = Object.keys(options).map((known) => `--${known}`);
      return { ok: false, problem: { kind: "unknownOption", option: token.rawName, known } };
    }
    const message = valueProblem(`--${name}`, option, token.value);
    if (message !== null) return wrong(message);
    given.set(name, token.value ?? "");
  }
  const message = given.has("help") ? null : positionalProblem(command, spec, positionals);
  if (message !== null) return wrong(message);
  const args = {
    positionals,
    has: (option: string) => given.has(option),
    value: (option: string) => given.get(option),
  };
  return { ok: true, args };
}

function wrong(message: string): ParsedArguments {
  return { ok: false, problem: { kind: "other", message } };
}

function valueProblem(name: string, option: OptionSpec, value: string | undefined): string | null {
  if (option.value === undefined) return value === undefined ? null : `${name} takes no value.`;
  if (value === undefined || value === "") return `${name} needs a value: ${name} ${option.value}`;
  if (option.choices !== undefined && !option.choices.includes(value)) {
    return `${name} is one of ${option.choices.join(", ")}; not "${value}".`;
  }
  return null;
}

function positionalProblem(command: string, spec: CommandSpec, given: readonly string[]): string | null {
  const missing = spec.positionals.find(
    (positional, i) => positional.optional !== true && given[i] === undefined,
  );
  if (missing !== undefined) return `\`strataline ${command}\` needs ${missing.name}.`;
  const extra = given[spec.positionals.length];
  return extra === undefined ? null : `Unexpected argument "${extra}".`;
}
