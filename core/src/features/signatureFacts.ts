// What `signatures.ts`, which is made from the SDK's types, says of each function.

export interface SignatureFact {
  /** One sentence. */
  readonly doc: string | null;
  readonly parameters: readonly ParameterFact[];
}

export interface ParameterFact {
  /** `rows`, `options?`, `...columns`. */
  readonly name: string;
  /** What an options object may hold. */
  readonly options?: readonly OptionFact[];
}

/** `key`, `deps?`, and `run?()` for a function; with one sentence about it. */
export type OptionFact = readonly [name: string, doc: string | null];
