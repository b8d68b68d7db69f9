// What is current, for planning and for running: read once from the store, moved on by the commits of this run.
import { DEFINITION, type AnyDefinition, type Asset, type Source } from "../authoring/definition.ts";
import type { CodeParts } from "@strataline/core/staleness";
import type { IoManager } from "../io/ioManager.ts";
import type { AssetOutcome, Materialization } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { FullConfig } from "../project/resolveConfig.ts";
import type { AssetNow, Versions } from "./freshness.ts";
import type { Upstreams } from "./inputs.ts";
import { sourceVersion } from "./sourceFile.ts";
import { createWhy, type Why } from "./why.ts";

export interface CurrentProject {
  readonly root: string;
  readonly config: FullConfig;
  readonly byKey: ReadonlyMap<string, AnyDefinition>;
  readonly codeVersion: (asset: Asset) => string;
  /** Its parts, where they are known. */
  readonly codeParts?: (key: string) => CodeParts | undefined;
}

export class CurrentVersions implements Versions, Upstreams {
  readonly root: string;
  /** Of the state as it was read. */
  readonly revision: string;
  readonly #project: CurrentProject;
  readonly #store: Store;
  readonly #latest: Map<string, Materialization>;
  readonly #now = new Map<string, AssetNow | undefined>();
  readonly #outcomes: ReadonlyMap<string, AssetOutcome>;
  readonly #sourceVersions = new Map<string, string>();

  constructor(project: CurrentProject, store: Store) {
    this.root = project.root;
    this.#project = project;
    this.#store = store;
    for (const definition of project.byKey.values()) this.#takeOver(definition);
    // Before reading: what comes in between is looked at again.
    this.revision = store.revision();
    this.#latest = store.latest();
    this.#outcomes = store.outcomes();
  }

  /** An asset that was renamed goes on with the history it had, unless somebody declares its old key again. */
  #takeOver(definition: AnyDefinition): void {
    if (definition[DEFINITION] !== "asset") return;
    for (const old of definition.renamedFrom) {
      if (!this.#project.byKey.has(old) && this.#store.history.rename(old, definition.key)) return;
    }
  }

  asset(key: string): Asset | undefined {
    const definition = this.#project.byKey.get(key);
    return definition?.[DEFINITION] === "asset" ? definition : undefined;
  }

  keys(): string[] {
    return [...this.#project.byKey.keys()];
  }

  definition(key: string): Asset | Source | undefined {
    const definition = this.#project.byKey.get(key);
    return definition === undefined || definition[DEFINITION] === "dataProduct" ? undefined : definition;
  }

  assetNow(key: string): AssetNow | undefined {
    if (!this.#now.has(key)) this.#now.set(key, this.#readAsset(key));
    return this.#now.get(key);
  }

  #readAsset(key: string): AssetNow | undefined {
    const asset = this.asset(key);
    if (asset === undefined) return undefined;
    const deps = [...new Set(asset.deps.map((dep) => dep.key))].sort();
    return { key, codeVersion: this.#project.codeVersion(asset), deps };
  }

  codePartsNow(key: string): CodeParts | undefined {
    return this.#project.codeParts?.(key);
  }

  codeParts(version: string): CodeParts | undefined {
    return this.#store.codeParts(version);
  }

  /** Why assets are stale, as things are now. */
  why(): Why {
    return createWhy({
      asset: (key) => this.assetNow(key),
      versions: this,
      codePartsNow: (key) => this.codePartsNow(key),
      codeParts: (version) => this.codeParts(version),
    });
  }

  ioOf(asset: Asset): IoManager {
    const manager = this.#project.config.io.get(asset.io ?? "default");
    // The loader refuses unknown names.
    if (manager === undefined) throw new Error(`There is no IO manager "${asset.io ?? "default"}".`);
    return manager;
  }

  latest(key: string): Materialization | undefined {
    return this.#latest.get(key);
  }

  outcome(key: string): AssetOutcome | undefined {
    return this.#outcomes.get(key);
  }

  /** A source file is looked at once per run: all of a run sees the same. */
  dataVersion(key: string): string | null {
    const definition = this.#project.byKey.get(key);
    if (definition?.[DEFINITION] !== "source") return this.#latest.get(key)?.dataVersion ?? null;
    const known = this.#sourceVersions.get(key);
    if (known !== undefined) return known;
    const version = sourceVersion(definition, this.root, this.#store);
    this.#sourceVersions.set(key, version);
    return version;
  }

  isStored({ key, io, stored }: Materialization): boolean {
    const asset = this.asset(key);
    if (asset === undefined) return false;
    const manager = this.ioOf(asset);
    return manager.name === io && manager.exists(stored, this.root);
  }

  commit(made: Materialization): void {
    this.#latest.set(made.key, made);
  }
}
