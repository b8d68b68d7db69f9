// The texts of `--help`, made of the commands' descriptions.
import { COMMON_OPTIONS, type CommandSpec, type OptionSpec } from "./command.ts";
import type { Colors } from "./colors.ts";

interface Named {
  readonly name: string;
  readonly summary: string;
}

export function globalHelp(commands: readonly Named[], color: Colors): string {
  return [
    `${color.bold("strataline")}: layered data pipelines in TypeScript`,
    "",
    section("Usage", color),
    "  strataline COMMAND [options]",
    "",
    section("Commands", color),
    ...columns(
      commands.map(({ name, summary }) => [name, summary]),
      color,
    ),
    "",
    section("Options of every command", color),
    ...columns(optionRows(COMMON_OPTIONS), color),
    "",
    section("Options", color),
    ...columns([["--version", "Show the version"]], color),
    "",
    `\`strataline COMMAND --help\` tells more and gives examples.`,
    "",
  ].join("\n");
}

export function commandHelp({ name, summary }: Named, spec: CommandSpec, color: Colors): string {
  const positionals = spec.positionals.map(({ name, optional }) => (optional === true ? `[${name}]` : name));
  return [
    `${color.bold(`strataline ${name}`)}: ${summary}`,
    "",
    section("Usage", color),
    `  ${["strataline", name, ...positionals, "[options]"].join(" ")}`,
    "",
    section("Options", color),
    ...columns(optionRows({ ...spec.options, ...COMMON_OPTIONS }), color),
    "",
    ...(spec.exits === undefined
      ? []
      : [section("Exit codes", color), ...spec.exits.map((line) => `  ${line}`), ""]),
    section("Examples", color),
    ...columns(
      spec.examples.map(({ line, does }) => [line, does]),
      color,
    ),
    "",
  ].join("\n");
}

function section(title: string, color: Colors): string {
  return color.bold(`${title}:`);
}

function optionRows(options: Readonly<Record<string, OptionSpec>>): (readonly [string, string])[] {
  return Object.entries(options).map(([name, { value, description, choices }]) => [
    value === undefined ? `--${name}` : `--${name} ${value}`,
    choices === undefined ? description : `${description}: ${choices.join(", ")}`,
  ]);
}

function columns(rows: readonly (readonly [string, string])[], color: Colors): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${color.cyan(left.padEnd(width))}  ${right}`);
}
