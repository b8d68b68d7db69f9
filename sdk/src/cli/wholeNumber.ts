// Options that count: 1 to 1,000,000.
import type { Terminal } from "./terminal.ts";

/** The number, or null after having said what is wrong. */
export function wholeNumber(option: string, text: string, terminal: Terminal): number | null {
  const n = Number(text);
  if (/^[0-9]+$/.test(text) && n >= 1 && n <= 1_000_000) return n;
  terminal.err(
    `${terminal.color.red("error")}: ${option} is a whole number from 1 to 1,000,000; not "${text}".\n`,
  );
  return null;
}
