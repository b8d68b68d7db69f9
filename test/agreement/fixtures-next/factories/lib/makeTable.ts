// The factories of a shop: one that is called by all others, with defaults and overrides.
import { asset, check, type Asset } from "strataline";

interface TableOptions {
  readonly name: string;
  readonly layer?: "bronze" | "silver" | "gold";
  readonly from?: readonly (string | Asset)[];
  readonly owner?: string;
}

export function makeTable({ name, layer = "bronze", from = [], owner = "team:data" }: TableOptions) {
  return asset({
    key: `${layer}/${name}`,
    description: `The ${name} of the shop, ${layer}`,
    deps: from,
    owners: [owner],
    checks: [check.unique(`${name}_id`)],
    run: () => [],
  });
}

/** Bronze, cleaned to silver, with what both are made of. */
export const makePipeline = (name: string, ...more: readonly string[]) => {
  const raw = makeTable({ name, from: [`erp_${name}`] });
  const clean = makeTable({ name, layer: "silver", from: [raw, ...more] });
  return { raw, clean, all: [raw, clean] as const };
};

/** A factory of factories. */
export const inLayer =
  (layer: string, overrides: { readonly group?: string } = {}) =>
  <const N extends string>(name: N, deps: Record<string, string> = {}) =>
    asset({ key: `${layer}/${name}`, deps, run: () => [], group: "reports", ...overrides });

export default function declareSources(names: readonly string[], make: (name: string) => unknown): void {
  names.forEach((name) => {
    make(name);
  });
}
