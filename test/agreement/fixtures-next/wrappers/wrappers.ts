// A team's own ways to declare: followed where the code can be read, by their tag where it cannot.
import { asset, type Asset } from "strataline";

export const bronze = (name: string, run: () => unknown[] = () => []): Asset =>
  asset({ key: `bronze/${name}`, layer: "bronze", group: "raw", run });

export function tracked({
  key,
  ...rest
}: {
  readonly key: string;
  readonly deps?: readonly string[];
}): Asset {
  return asset({ ...rest, key, owners: ["team:tracking"], run: () => [] });
}

/**
 * Counts its calls: nobody can read what a proxy does.
 * @strataline asset
 */
export const counted: typeof asset = new Proxy(asset, {});
