// Reads `strataline.config.ts` without running it. What cannot be read is reported, and the defaults hold.
import type { Layer } from "../graph/index.ts";
import type { Evaluator } from "./evaluate.ts";
import { WHOLE_FILE } from "./linked.ts";
import type { LinkedConfig, Site, Unresolved, WrittenText } from "./linked.ts";
import { asText, describeValue, type Entry, type Value } from "./values.ts";

export const CONFIG_FILES = ["ts", "mts", "js", "mjs"].map((ending) => `strataline.config.${ending}`);

const DEFAULT_ASSETS = ["assets/**/*.ts"];

export function readConfig(evaluator: Evaluator, exists: (path: string) => boolean): LinkedConfig {
  const path = CONFIG_FILES.find(exists) ?? null;
  const none: LinkedConfig = {
    path,
    layers: [],
    layersSite: null,
    layerSites: {},
    ioSites: {},
    resourceSites: {},
    assets: DEFAULT_ASSETS,
    rules: {},
    ruleSites: {},
    ioNames: ["default"],
    resourceNames: [],
    userRules: [],
    unresolved: [],
  };
  if (path === null) return none;
  const start: Site = { path, at: WHOLE_FILE };
  const value = evaluator.exported(path, "default");
  if (!value) return { ...none, unresolved: [{ site: start, reason: "the config has no default export" }] };
  if (value.k !== "object") return { ...none, unresolved: [whyNot(value, start, "config")] };
  const unknown: Unresolved[] = [...value.unknown];
  const option = (name: string): Entry | undefined => {
    const entry = value.entries.get(name);
    if (!entry?.maybeReplaced) return entry;
    unknown.push(entry.maybeReplaced);
    return undefined;
  };
  const layers = option("layers");
  const rules = option("rules");
  return {
    path,
    layers: layers ? readLayers(layers, unknown) : [],
    layersSite: layers?.site ?? null,
    assets: readPatterns(option("assets"), unknown)?.map(({ text }) => text) ?? DEFAULT_ASSETS,
    layerSites: layers ? layerSites(layers) : {},
    ioSites: entrySites(option("io")),
    resourceSites: entrySites(option("resources")),
    ...readRules(rules, unknown),
    ioNames: readNames(value, "io", ["default"]),
    resourceNames: readNames(value, "resources", []),
    userRules: readPatterns(option("userRules"), unknown) ?? [],
    unresolved: unknown,
  };
}

function whyNot(value: Value, site: Site, what: string): Unresolved {
  if (value.k === "unresolved") return value.unresolved;
  return { site, reason: `${describeValue(value)} is no ${what}` };
}

function readLayers({ value, site }: Entry, unknown: Unresolved[]): readonly Layer[] {
  if (value.k !== "array") {
    unknown.push(whyNot(value, site, "list of layers: write medallion(), snowflake() or layers([…])"));
    return [];
  }
  const layers: Layer[] = [];
  for (const item of value.items) {
    const layer = readLayer(item.value);
    if (layer) layers.push(layer);
    else
      unknown.push(whyNot(item.value, item.site, "layer: write layers([…]) with names or { name, title }"));
  }
  // Half a list would judge assets by an order that does not exist.
  return layers.length === value.items.length ? layers : [];
}

function readLayer(value: Value): Layer | undefined {
  if (value.k !== "object") return undefined;
  const option = (name: string): string | undefined => asText(value.entries.get(name)?.value);
  const name = option("name");
  if (name === undefined) return undefined;
  const layer = { name, title: option("title") ?? name.charAt(0).toUpperCase() + name.slice(1) };
  const description = option("description");
  return description === undefined ? layer : { ...layer, description };
}

function readPatterns(entry: Entry | undefined, unknown: Unresolved[]): readonly WrittenText[] | undefined {
  if (!entry) return undefined;
  const { value, site } = entry;
  const single = asText(value);
  if (single !== undefined) return [{ text: single, site }];
  if (value.k !== "array") {
    unknown.push(whyNot(value, site, "list of patterns"));
    return undefined;
  }
  return value.items.flatMap((item) => {
    const pattern = asText(item.value);
    if (pattern === undefined) unknown.push(whyNot(item.value, item.site, "pattern"));
    return pattern === undefined ? [] : [{ text: pattern, site: item.site }];
  });
}

function layerSites({ value }: Entry): Readonly<Record<string, Site>> {
  const items = value.k === "array" ? value.items : [];
  return Object.fromEntries(
    items.flatMap((item) => {
      const layer = readLayer(item.value);
      return layer ? [[layer.name, item.site] as const] : [];
    }),
  );
}

function entrySites(entry: Entry | undefined): Readonly<Record<string, Site>> {
  const entries = entry?.value.k === "object" ? [...entry.value.entries] : [];
  return Object.fromEntries(entries.map(([name, { site }]) => [name, site]));
}

/** Names of a record, as `io`; null when they cannot be known. */
function readNames(
  config: Value & { readonly k: "object" },
  option: string,
  always: readonly string[],
): readonly string[] | null {
  const entry = config.entries.get(option);
  if (entry === undefined) return config.unknown.length > 0 ? null : always;
  const { value, maybeReplaced } = entry;
  if (value.k !== "object" || maybeReplaced || value.unknown.length > 0) return null;
  return [...new Set([...always, ...value.entries.keys()])];
}

function readRules(
  entry: Entry | undefined,
  unknown: Unresolved[],
): Pick<LinkedConfig, "rules" | "ruleSites"> {
  const rules: Record<string, string> = {};
  const ruleSites: Record<string, Site> = {};
  if (entry?.value.k === "object") {
    unknown.push(...entry.value.unknown);
    for (const [code, { value, site }] of entry.value.entries) {
      const severity = asText(value);
      if (severity === undefined) unknown.push(whyNot(value, site, "severity"));
      else rules[code] = severity;
      ruleSites[code] = site;
    }
  } else if (entry) unknown.push(whyNot(entry.value, entry.site, "list of rules"));
  return { rules, ruleSites };
}
