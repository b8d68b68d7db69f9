// The default export of the config file, checked and with every default filled in.
import { availableParallelism } from "node:os";
import type { Layer } from "@strataline/core";
import { titleOf, type LayerDefinition } from "../authoring/config.ts";
import type { RetryPolicy } from "../authoring/options.ts";
import type { IoManager } from "../io/ioManager.ts";
import { lake } from "../io/lake.ts";
import type { RetentionRules } from "../store/retention.ts";
import { retentionRules } from "./retentionRules.ts";
import type { ResolvedConfig } from "../runner/api.ts";

export interface FullConfig extends ResolvedConfig {
  readonly io: ReadonlyMap<string, IoManager>;
  /** Values as they stand in the config: see `RunResources`. */
  readonly resources: ReadonlyMap<string, unknown>;
  /** Places by name. */
  readonly pools: ReadonlyMap<string, number>;
  readonly retry: RetryPolicy | null;
  readonly retention: RetentionRules;
}

/** The config, or what is wrong with it in words. */
export function resolveConfig(exported: unknown): FullConfig | string {
  if (typeof exported !== "object" || exported === null) {
    return "It has no default export: write `export default defineConfig({ … })`.";
  }
  const config = exported as Readonly<Record<string, unknown>>;
  const layers = layersOf(config.layers);
  if (typeof layers === "string") return layers;
  const assets = config.assets ?? ["assets/**/*.ts"];
  if (!Array.isArray(assets) || !assets.every((glob) => typeof glob === "string")) {
    return "`assets` must be an array of globs.";
  }
  const concurrency = config.concurrency ?? Math.min(4, availableParallelism());
  if (typeof concurrency !== "number" || !Number.isInteger(concurrency) || concurrency < 1) {
    return "`concurrency` must be a whole number from 1.";
  }
  const io = ioOf(config.io);
  if (typeof io === "string") return io;
  const resources = resourcesOf(config.resources);
  if (resources === null) return "`resources` must be an object of names.";
  const pools = poolsOf(config.pools);
  if (typeof pools === "string") return pools;
  const retry = (config.retry as RetryPolicy | undefined) ?? null;
  const retention = retentionRules(config.retention);
  if (typeof retention === "string") return retention;
  return { layers, assets, concurrency, io, resources, pools, retry, retention };
}

function layersOf(given: unknown): readonly Layer[] | string {
  if (!Array.isArray(given) || given.length === 0) {
    return "It has no layers: write `layers: medallion()`, or your own with `layers([…])`.";
  }
  const layers = (given as readonly unknown[]).map((item) => layerOf(item));
  const bad = layers.findIndex((layer) => layer === null);
  if (bad >= 0) return `Layer ${bad + 1} has no name.`;
  const named = layers.filter((layer) => layer !== null);
  const twice = named.find((layer, i) => named.findIndex(({ name }) => name === layer.name) !== i);
  return twice === undefined ? named : `The layer "${twice.name}" is declared twice.`;
}

function layerOf(item: unknown): Layer | null {
  const layer: Partial<LayerDefinition> =
    typeof item === "string" ? { name: item } : typeof item === "object" && item !== null ? item : {};
  if (typeof layer.name !== "string" || layer.name === "") return null;
  return {
    name: layer.name,
    title: layer.title ?? titleOf(layer.name),
    ...(layer.description === undefined ? {} : { description: layer.description }),
  };
}

function ioOf(given: unknown): ReadonlyMap<string, IoManager> | string {
  const managers = new Map<string, IoManager>();
  for (const [name, manager] of Object.entries(given ?? {})) {
    if (!isIoManager(manager))
      return `\`io.${name}\` is no IO manager: use lake(), parquet(), csv(), json(), memory() or your own.`;
    managers.set(name, manager);
  }
  if (!managers.has("default")) managers.set("default", lake());
  return managers;
}

function resourcesOf(given: unknown): ReadonlyMap<string, unknown> | null {
  if (given === undefined) return new Map();
  if (typeof given !== "object" || given === null || Array.isArray(given)) return null;
  return new Map(Object.entries(given));
}

function poolsOf(given: unknown): ReadonlyMap<string, number> | string {
  if (given === undefined) return new Map();
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return "`pools` must be an object of names and whole numbers: `{ warehouse: 2 }`.";
  }
  const pools = new Map<string, number>();
  for (const [name, places] of Object.entries(given as Readonly<Record<string, unknown>>)) {
    if (typeof places !== "number" || !Number.isInteger(places) || places < 1) {
      return `\`pools.${name}\` must be a whole number from 1: how many of its assets may be computed at once.`;
    }
    pools.set(name, places);
  }
  return pools;
}

function isIoManager(value: unknown): value is IoManager {
  return (
    typeof value === "object" && value !== null && "write" in value && "read" in value && "exists" in value
  );
}
