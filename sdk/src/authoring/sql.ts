// SQL as a value: the text stays apart from what is put into it, so that `ref()` becomes a scan of the upstream's stored data
// and any other value an escaped literal. Nothing is ever pasted into the text.
import { isReadable, type Asset, type Source } from "./definition.ts";
import { joinKey } from "./key.ts";
import type { CheckedKey, Row } from "./registry.ts";

export const QUERY: unique symbol = Symbol.for("strataline.query");
export const REF: unique symbol = Symbol.for("strataline.ref");
declare const ROW: unique symbol;

/** A reference to an upstream inside of a query. */
export interface Ref {
  readonly [REF]: true;
  readonly key: string;
}

/** What may stand in `${…}`: a ref, another query (its text is inserted), or a value (an escaped literal). */
export type SqlValue = Ref | SqlQuery | string | number | bigint | boolean | null | Date;

export interface SqlQuery<R = Row> {
  readonly [QUERY]: true;
  readonly [ROW]?: R;
  readonly strings: readonly string[];
  readonly values: readonly SqlValue[];
}

/** A query in DuckDB's dialect: ``sql`select … from ${ref("silver/orders")}` ``. `R` is the type of a row, when it is known. */
export function sql<R = Row>(strings: TemplateStringsArray, ...values: readonly SqlValue[]): SqlQuery<R> {
  return Object.freeze({ [QUERY]: true as const, strings: Object.freeze([...strings]), values });
}

/** Reads an asset or source inside of `sql`; also declares it as a dep. */
export function ref<const K extends string | Asset | Source>(
  target: K & (K extends string ? CheckedKey<K> : unknown),
): Ref {
  const key: unknown = target;
  return Object.freeze({ [REF]: true as const, key: isReadable(key) ? key.key : joinKey(key) });
}

export function isQuery(value: unknown): value is SqlQuery {
  return typeof value === "object" && value !== null && QUERY in value;
}

export function isRef(value: unknown): value is Ref {
  return typeof value === "object" && value !== null && REF in value;
}

/** Keys of all refs, each once, in order of first appearance; also those of inserted queries. */
export function refsOf(query: SqlQuery): readonly string[] {
  const keys = query.values.flatMap((value) =>
    isRef(value) ? [value.key] : isQuery(value) ? refsOf(value) : [],
  );
  return [...new Set(keys)];
}
