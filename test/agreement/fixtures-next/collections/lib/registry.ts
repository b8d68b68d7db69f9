// Assets gathered as they are declared.
import { asset, type Asset } from "strataline";

export const all: Asset[] = [];
export const byName: Record<string, Asset> = {};

export function register(name: string, deps: readonly Asset[] = []): Asset {
  const made = asset({ key: `silver/${name}`, deps, run: () => [] });
  all.push(made);
  byName[name] = made;
  return made;
}
