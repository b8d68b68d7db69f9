// What a generated workspace is like: how keys are written, how they are read, how much of what there is.

/** How a declaration writes its key. */
export type KeyStyle =
  | "literal"
  /** `${LAYER}/orders` */
  | "template"
  /** LAYER + "/orders" */
  | "concatenation"
  /** ["silver", "orders"] */
  | "array"
  /** ORDERS_KEYS.orders, from a file of keys that many import */
  | "constants"
  /** OrdersKey.orders, of an enum */
  | "enum"
  /** Several assets by `.map` over an `as const` list */
  | "list"
  /** Several assets by a `for…of` loop over a list */
  | "loop"
  /** A function of another file that declares the asset */
  | "factory";

/** How a reader names what it reads, where the declaration allows it; else a literal. */
export type DepStyle = "key" | "template" | "constant" | "value";

export type Shares<N extends string> = Readonly<Partial<Record<N, number>>>;

export interface WorkspaceOptions {
  readonly seed: number;
  readonly assetsPerFile: { readonly min: number; readonly max: number };
  /** Lines of a `run` body. */
  readonly bodyLines: { readonly min: number; readonly max: number };
  readonly keyStyles: Shares<KeyStyle>;
  readonly depStyles: Shares<DepStyle>;
  /** Of assets, those computed by a `query` with `ref()`s. */
  readonly queryShare: number;
  /** Of assets with a `run`, those that give their deps as an array: order only. */
  readonly orderShare: number;
  readonly schemaShare: number;
  readonly checkShare: number;
  readonly describedShare: number;
  /** Ids whose key is written as a literal by their declaration and by every reader. */
  readonly literalOnly: ReadonlySet<string>;
}

/** Styles whose assets do not stand in the file as one call of `asset` each. */
export const REPEATED_STYLES: readonly KeyStyle[] = ["list", "loop", "factory"];

export const DEFAULT_OPTIONS: WorkspaceOptions = {
  seed: 1,
  assetsPerFile: { min: 1, max: 10 },
  bodyLines: { min: 20, max: 60 },
  keyStyles: {
    literal: 40,
    template: 10,
    concatenation: 3,
    array: 5,
    constants: 20,
    enum: 5,
    list: 2.5,
    loop: 1.5,
    factory: 9,
  },
  depStyles: { key: 45, template: 5, constant: 30, value: 20 },
  queryShare: 0.3,
  orderShare: 0.05,
  schemaShare: 0.35,
  checkShare: 0.6,
  describedShare: 0.7,
  literalOnly: new Set(),
};
