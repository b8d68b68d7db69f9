// Where a new asset goes: where the other assets of its layer are, named as their files are.
import type { KeyIndex, ProjectView } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { directoryOf } from "../../project/paths.ts";

export interface NewAssetPlace {
  readonly path: string;
  /** false: the file holds all assets of the layer, and the new one goes to its end. */
  readonly isNew: boolean;
}

export function newAssetPlace(
  view: ProjectView,
  keys: KeyIndex,
  key: string,
  layer: string | null,
): NewAssetPlace {
  const assets = view.linked.definitions.filter(
    ({ kind, key: own, site }) => kind === "asset" && own !== null && !site.path.startsWith("../"),
  );
  // A file that mixes layers says nothing about where one of them lives.
  const layerOf = new Map<string, string | null>();
  const mixed = new Set<string>();
  for (const { site, layer: own } of assets) {
    if ((layerOf.get(site.path) ?? own) !== own) mixed.add(site.path);
    layerOf.set(site.path, own);
  }
  const neighbours = assets.filter(
    (asset) => layer !== null && asset.layer === layer && !mixed.has(asset.site.path),
  );
  const files = new Set(neighbours.map(({ site }) => site.path));
  const [only] = files;
  if (only !== undefined && files.size === 1 && neighbours.length > 1) return { path: only, isNew: false };
  const folder =
    mostCommon(neighbours.map(folderOf)) ?? mostCommon(foldersElsewhere(assets, keys, layer)) ?? null;
  const components = key.split("/");
  const inner = components.slice(components[0] === layer ? 1 : 0);
  const name = inStyle(inner.at(-1) ?? key, mostCommon(assets.flatMap(styleOf)) ?? "asWritten");
  const extension = mostCommon(assets.map(({ site }) => extensionOf(site.path))) ?? ".ts";
  const subfolders = inner.slice(0, -1);
  const path = [folder, ...subfolders, name].filter((part) => part !== "").join("/") + extension;
  if (folder !== null) return { path, isNew: true };
  return {
    path: `${assetFolder(view)}/${[...components.slice(0, -1), name].join("/")}${extension}`,
    isNew: true,
  };
}

/** The folder of a file without the components of the key that it repeats: "bronze/crm/orders" in assets/bronze/crm. */
function folderOf({ key, layer, site }: LinkedDefinition): string {
  const folder = directoryOf(site.path).split("/");
  const components = key?.key.split("/") ?? [];
  const inner = components.slice(components[0] === layer ? 1 : 0, -1);
  const repeats = inner.every((component, at) => folder[folder.length - inner.length + at] === component);
  return (repeats ? folder.slice(0, folder.length - inner.length) : folder).join("/");
}

/** Of a layer without assets: the folders of the other layers, when those are named as their layer. */
function foldersElsewhere(
  assets: readonly LinkedDefinition[],
  { layers }: KeyIndex,
  layer: string | null,
): readonly string[] {
  if (layer === null) return [];
  return assets.flatMap((asset) => {
    const folder = folderOf(asset).split("/");
    const at = folder.findLastIndex(
      (name) => name === asset.layer && layers.some((one) => one.name === name),
    );
    return at < 0 ? [] : [folder.with(at, layer).join("/")];
  });
}

type Style = "kebab" | "camel" | "asWritten";

/** How the file of one asset is named after its key; nothing when the name has one word only. */
function styleOf({ key, site }: LinkedDefinition): readonly Style[] {
  const last = key?.key.split("/").at(-1) ?? "";
  const name = site.path.slice(
    site.path.lastIndexOf("/") + 1,
    site.path.length - extensionOf(site.path).length,
  );
  if (!/[_-]/.test(last)) return [];
  return (["asWritten", "kebab", "camel"] as const)
    .filter((style) => inStyle(last, style) === name)
    .slice(0, 1);
}

function inStyle(name: string, style: Style): string {
  if (style === "kebab") return name.replaceAll("_", "-");
  if (style === "camel") return name.replace(/[_-]+([A-Za-z0-9])/g, (_, next: string) => next.toUpperCase());
  return name;
}

function extensionOf(path: string): string {
  return /\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? "";
}

function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | undefined;
  for (const [value, count] of counts)
    if (best === undefined || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** The fixed front of the first glob: "assets" of `assets/**\/*.ts`. */
export function assetFolder(view: ProjectView): string {
  const glob = view.linked.config.assets.find((pattern) => !pattern.startsWith("!")) ?? "assets/**/*.ts";
  const components = glob.split("/").slice(0, -1);
  const wild = components.findIndex((component) => /[*?{[(!]/.test(component));
  const fixed = (wild < 0 ? components : components.slice(0, wild)).filter(
    (part) => part !== "." && part !== "",
  );
  return fixed.length === 0 ? "assets" : fixed.join("/");
}
