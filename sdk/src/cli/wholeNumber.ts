// Options that count: up to 1,000,000, from 1 where nothing would be no answer.
import type { Arguments } from "./arguments.ts";
import type { Terminal } from "./terminal.ts";

/** The number, or null after having said what is wrong. */
export function wholeNumber(option: string, text: string, terminal: Terminal, least = 1): number | null {
  const n = Number(text);
  if (/^[0-9]+$/.test(text) && n >= least && n <= 1_000_000) return n;
  terminal.err(
    `${terminal.color.red("error")}: ${option} is a whole number from ${least} to 1,000,000; not "${text}".\n`,
  );
  return null;
}

/** The value of an option; undefined when it was not given. */
export function wholeNumberOption(
  args: Arguments,
  option: string,
  terminal: Terminal,
  least = 1,
): number | undefined | null {
  const given = args.value(option);
  return given === undefined ? undefined : wholeNumber(`--${option}`, given, terminal, least);
}
