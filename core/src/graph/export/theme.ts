// The colours of an exported picture: made of the editor's theme colours as the view's style sheet (webview/src/theme/tokens.css)
// makes its own, but worked out, because a file has no editor around it.

/** Theme colours by the names VS Code gives them, as CSS writes them: #rgb, #rrggbb, #rrggbbaa, rgb(…), rgba(…). */
export interface ThemeColors {
  readonly background: string;
  readonly foreground: string;
  readonly focus: string;
  readonly error: string;
  readonly warning: string;
  readonly red: string;
  readonly blue: string;
  readonly yellow: string;
  readonly green: string;
  readonly purple: string;
  /** Borders of a high contrast theme; null in others. */
  readonly contrastBorder: string | null;
}

export type ThemeKind = "dark" | "light" | "contrast";

/** Opaque colours, #rrggbb. */
export interface ExportTheme {
  readonly kind: ThemeKind;
  readonly surface: string;
  readonly text: string;
  readonly quiet: string;
  readonly hairline: string;
  readonly card: string;
  readonly cardBorder: string;
  readonly edge: string;
  readonly focus: string;
  readonly bad: string;
  readonly warn: string;
  readonly good: string;
  readonly busy: string;
  /** By accent: "sources", "layer0" to "layer5", "dataProducts", "unknown". */
  readonly accents: Readonly<Record<string, string>>;
  /** Share of the accent in a lane, in its header, and in the card of a data product and its border. */
  readonly laneTint: number;
  readonly headerTint: number;
  readonly productTint: number;
  readonly productBorder: number;
}

const DARK: ThemeColors = {
  ...{ background: "#1f1f1f", foreground: "#cccccc", focus: "#0078d4", error: "#f85149", warning: "#cca700" },
  ...{ red: "#f14c4c", blue: "#3794ff", yellow: "#cca700", green: "#89d185", purple: "#b180d7" },
  contrastBorder: null,
};
const LIGHT: ThemeColors = {
  ...{ background: "#ffffff", foreground: "#3b3b3b", focus: "#005fb8", error: "#f85149", warning: "#bf8803" },
  ...{ red: "#e51400", blue: "#1a85ff", yellow: "#bf8803", green: "#388a34", purple: "#652d90" },
  contrastBorder: null,
};

export function exportTheme(colors: ThemeColors, kind: ThemeKind): ExportTheme {
  const surface = mix(colors.background, "#000000", 1);
  const on = (color: string): string => mix(color, surface, 1);
  const text = on(colors.foreground);
  const of = (share: number): string => mix(text, surface, share);
  const contrast = kind === "contrast";
  const border = on(colors.contrastBorder ?? colors.foreground);
  const light = kind === "light";
  return {
    ...{ kind, surface, text },
    quiet: contrast ? text : of(light ? 0.78 : 0.68),
    hairline: contrast ? border : of(0.13),
    card: contrast || light ? surface : of(0.08),
    cardBorder: contrast ? border : of(light ? 0.32 : 0.24),
    edge: contrast ? text : of(light ? 0.58 : 0.42),
    focus: on(colors.focus),
    ...{ bad: on(colors.error), warn: on(colors.warning), good: on(colors.green), busy: on(colors.blue) },
    accents: {
      sources: of(0.62),
      layer0: mix(on(colors.red), on(colors.yellow), 0.42),
      layer1: mix(on(colors.blue), text, 0.58),
      layer2: on(colors.yellow),
      layer3: on(colors.green),
      layer4: on(colors.blue),
      layer5: mix(on(colors.red), on(colors.purple), 0.55),
      dataProducts: on(colors.purple),
      unknown: of(0.45),
    },
    laneTint: contrast ? 0 : light ? 0.06 : 0.05,
    headerTint: contrast ? 0 : 0.13,
    productTint: contrast ? 0 : 0.1,
    productBorder: contrast ? 1 : 0.55,
  };
}

/** For where there is no editor: VS Code's Dark Modern and Light Modern. */
export function plainTheme(kind: "dark" | "light"): ExportTheme {
  return exportTheme(kind === "dark" ? DARK : LIGHT, kind);
}

/** `share` of a color over the other, as `color-mix(in srgb, …)` does it; what is transparent in `color` lets the other through. */
export function mix(color: string, under: string, share: number): string {
  const [top, below] = [parse(color), parse(under)];
  const part = share * top.alpha;
  const channel = (at: 0 | 1 | 2): string =>
    Math.round(top.rgb[at] * part + below.rgb[at] * (1 - part))
      .toString(16)
      .padStart(2, "0");
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}

interface Color {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

/** What it cannot read is grey: a wrong colour in a theme must not stop an export. */
function parse(text: string): Color {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) return parseHex(hex);
  const numbers = /^rgba?\(([^)]*)\)$/i.exec(text.trim())?.[1]?.match(/[\d.]+%?/g) ?? [];
  const [red, green, blue, alpha = "1"] = numbers;
  if (red === undefined || green === undefined || blue === undefined) return GREY;
  return {
    rgb: [Number.parseFloat(red), Number.parseFloat(green), Number.parseFloat(blue)],
    alpha: alpha.endsWith("%") ? Number.parseFloat(alpha) / 100 : Number.parseFloat(alpha),
  };
}

const GREY: Color = { rgb: [128, 128, 128], alpha: 1 };

function parseHex(hex: string): Color {
  const full = hex.length <= 4 ? hex.replaceAll(/./g, "$&$&") : hex;
  const at = (index: number): number => Number.parseInt(full.slice(index, index + 2), 16);
  if (full.length !== 6 && full.length !== 8) return GREY;
  return { rgb: [at(0), at(2), at(4)], alpha: full.length === 8 ? at(6) / 255 : 1 };
}
