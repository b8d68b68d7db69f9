// Where a new asset goes and what its file says: the stub behind "Create asset …" and "Declare … as a source".
import type { Fix } from "../../diagnostics/index.ts";
import { isValidKey } from "../../keys/index.ts";
import type { KeyIndex, ProjectView } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { importFromSdk } from "./imports.ts";
import { assetFolder, newAssetPlace } from "./newAssetPlace.ts";

/** `fallbackLayer` is written out when the key does not begin with a layer's name. `body`: the lines of its other options. */
export function createAsset(
  view: ProjectView,
  keys: KeyIndex,
  key: string,
  fallbackLayer: string | null,
  body = "  run: () => [],\n",
): Fix | null {
  if (!isValidKey(key)) return null;
  const first = key.split("/")[0] ?? "";
  const hasLayer = key.includes("/") && keys.layers.some((layer) => layer.name === first);
  const layerLine = hasLayer || fallbackLayer === null ? "" : `  layer: "${fallbackLayer}",\n`;
  const place = newAssetPlace(view, keys, key, hasLayer ? first : fallbackLayer);
  const taken = place.isNew ? "" : (view.text(place.path) ?? "");
  const declaration =
    `export const ${freeName(bindingName(key), taken)} = asset({\n` +
    `  key: "${key}",\n${layerLine}${body}});\n`;
  if (!place.isNew) {
    const end = taken.length;
    const newText = `${taken.endsWith("\n") ? "" : "\n"}\n${declaration}`;
    const edits = [
      ...importFromSdk(view, place.path, "asset"),
      { path: place.path, span: { start: end, end }, newText },
    ];
    return { title: `Create asset "${key}" in ${place.path}`, edits };
  }
  const path = freePath(view, place.path);
  const text = `import { asset } from "strataline";\n\n${declaration}`;
  return { title: `Create asset "${key}" in ${path}`, edits: [], newFiles: [{ path, text }] };
}

function freeName(wanted: string, text: string): string {
  let name = wanted;
  for (let count = 2; new RegExp(`\\b${name.replaceAll("$", "\\$")}\\b`).test(text); count++)
    name = `${wanted}${count}`;
  return name;
}

/** In the file that declares sources already, else in a new one. */
export function declareSource(view: ProjectView, key: string): Fix | null {
  if (!isValidKey(key)) return null;
  const title = `Declare "${key}" as a source`;
  const declaration = (callee: string): string =>
    `export const ${bindingName(key)} = ${callee}({\n  key: "${key}",\n  file: "data/${filePath(key, "parquet")}",\n});\n`;
  const neighbour = view.linked.definitions.find(({ kind }) => kind === "source");
  const neighbourText = neighbour === undefined ? undefined : view.text(neighbour.site.path);
  if (neighbour === undefined || neighbourText === undefined) {
    const path = freePath(view, `${assetFolder(view)}/sources.ts`);
    const text = `import { source } from "strataline";\n\n${declaration("source")}`;
    return { title, edits: [], newFiles: [{ path, text }] };
  }
  const end = neighbourText.length;
  const newText = `${neighbourText.endsWith("\n") ? "" : "\n"}\n${declaration(calleeOf(view, neighbour))}`;
  return { title, edits: [{ path: neighbour.site.path, span: { start: end, end }, newText }] };
}

/** As it is written there: `source`, or `s.source`. */
function calleeOf(view: ProjectView, definition: LinkedDefinition): string {
  const span = view.span(definition.site);
  const call = view.text(definition.site.path)?.slice(span.start, span.end) ?? "";
  return /^[\w$.]+/.exec(call)?.[0] ?? "source";
}

/** "silver/orders.ts". Valid keys have no "..", so the path stays inside of its folder. */
function filePath(key: string, extension = "ts"): string {
  return `${key}.${extension}`;
}

function freePath(view: ProjectView, path: string): string {
  const [, base = path, extension = ""] = /^(.*)(\.[^./]+)$/.exec(path) ?? [];
  let candidate = path;
  for (let count = 2; view.text(candidate) !== undefined; count++) candidate = `${base}_${count}${extension}`;
  return candidate;
}

/** "silver/daily_orders" → dailyOrders. */
export function bindingName(key: string): string {
  const last = key.slice(key.lastIndexOf("/") + 1);
  const words = last.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = words
    .map((word, at) => (at === 0 ? lowerFirst(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
  if (name === "") return "asset1";
  return /^\d/.test(name) || RESERVED.has(name) ? `_${name}` : name;
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

const RESERVED = new Set(
  (
    "asset source break case catch class const continue debugger default delete do else enum export extends false " +
    "finally for function if import in instanceof new null return super switch this throw true try typeof var void " +
    "while with yield await let static"
  ).split(" "),
);
