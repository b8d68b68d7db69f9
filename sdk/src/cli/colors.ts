// Colours for the terminal, or none: https://no-color.org and FORCE_COLOR decide before the kind of stream does.
import { styleText } from "node:util";

type Style = "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "cyan" | "magenta";
export type Colors = Readonly<Record<Style, (text: string) => string>>;

export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTTY: boolean): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  if ((env.NO_COLOR ?? "") !== "") return false;
  return isTTY && env.TERM !== "dumb";
}

export function colors(enabled: boolean): Colors {
  const style =
    (name: Style) =>
    (text: string): string =>
      enabled ? styleText(name, text, { validateStream: false }) : text;
  return {
    bold: style("bold"),
    dim: style("dim"),
    red: style("red"),
    green: style("green"),
    yellow: style("yellow"),
    blue: style("blue"),
    cyan: style("cyan"),
    magenta: style("magenta"),
  };
}
