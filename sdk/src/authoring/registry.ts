// Keys as types. `.strataline/keys.d.ts`, which Strataline writes, adds one property per key to `AssetRegistry`; from then on
// a misspelt key is a compile error and a key string carries the type of the asset it names.
import type { Asset, Source } from "./definition.ts";

/** Augmented by the generated `.strataline/keys.d.ts`: `"silver/orders": (typeof import("…"))["orders"]`. */
export interface AssetRegistry {}

/** Yours to augment, to type `ctx.resources`: `interface ResourceRegistry { db: Database }`. */
export interface ResourceRegistry {}

/** A row whose columns nothing has described. */
export type Row = Record<string, unknown>;

/** All registered keys; `never` as long as there is no registry. */
export type KnownKey = Extract<keyof AssetRegistry, string>;

/**
 * What a key must also be: nothing more (`unknown`) when it may be read; otherwise a type that says what is wrong. An object
 * type, because two different string types would meet in `never`, and the message would be lost.
 */
export type CheckedKey<K extends string> = [KnownKey] extends [never]
  ? unknown
  : K extends KnownKey
    ? unknown
    : string extends K
      ? unknown
      : { readonly error: `No asset or source has the key "${K}"` };

/** The type of the value a downstream gets for this asset or source. Rows come as an array. */
export type InferOutput<D> =
  D extends Asset<string, infer V> ? V : D extends Source<string, infer V> ? V : Row[];

/** The same for a key, by the registry. */
export type ValueOfKey<K extends string> = K extends KnownKey
  ? AssetRegistry[K] extends Asset | Source
    ? InferOutput<AssetRegistry[K]>
    : Row[]
  : Row[];
