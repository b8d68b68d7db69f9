// What only a browser can say for an export: the theme's colours and font as they are now, and a drawing as pixels.
import { exportTheme, plainTheme, type ExportTheme, type ThemeKind } from "@strataline/core/graph";

/** Pixels for each CSS pixel: sharp on dense screens and in print. */
const SCALE = 2;
/** What Chromium draws at most: the longer side and the area, in pixels. */
const [LONGEST, LARGEST] = [16_000, 200_000_000];

export function looksOf(document: Document): { readonly theme: ExportTheme; readonly font: string } {
  const style = document.defaultView?.getComputedStyle(document.body);
  const color = (name: string): string => style?.getPropertyValue(`--vscode-${name}`).trim() ?? "";
  const kind = kindOf(document.body.classList);
  const font = color("font-family");
  const background = color("editor-background");
  if (background === "") return { theme: plainTheme(kind === "light" ? "light" : "dark"), font };
  const foreground = color("foreground");
  const first = (...names: readonly string[]): string =>
    names.map(color).find((found) => found !== "") ?? foreground;
  const colors = {
    ...{ background, foreground, error: first("errorForeground", "charts-red"), focus: first("focusBorder") },
    warning: first("editorWarning-foreground", "charts-yellow"),
    ...{ red: first("charts-red", "errorForeground"), blue: first("charts-blue") },
    ...{ yellow: first("charts-yellow"), green: first("charts-green"), purple: first("charts-purple") },
    contrastBorder: color("contrastBorder") || null,
  };
  return { theme: exportTheme(colors, kind), font };
}

function kindOf(classes: DOMTokenList): ThemeKind {
  if (classes.contains("vscode-high-contrast") || classes.contains("vscode-high-contrast-light"))
    return "contrast";
  return classes.contains("vscode-light") ? "light" : "dark";
}

/** A drawing as PNG in base64; null when it is too large, or cannot be drawn here. Smaller than sharp where it must be. */
export async function rasterize(document: Document, svg: string): Promise<string | null> {
  const image = document.createElement("img");
  const loaded = new Promise<boolean>((done) => {
    image.addEventListener("load", () => done(true));
    image.addEventListener("error", () => done(false));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  if (!(await loaded)) return null;
  const { width, height } = image;
  const scale = Math.min(SCALE, LONGEST / Math.max(width, height), Math.sqrt(LARGEST / (width * height)));
  // Below half a pixel for each nobody can read a name.
  if (!(scale >= 0.5)) return null;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const url = canvas.toDataURL("image/png");
  return url.startsWith("data:image/png;base64,") ? url.slice(url.indexOf(",") + 1) : null;
}
