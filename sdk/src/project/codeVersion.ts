// The code version of an asset that the static analysis cannot see (a dynamic key): the text of its own code.
import { createHash } from "node:crypto";
import type { Asset } from "../authoring/definition.ts";
import { isQuery, isRef, type SqlQuery } from "../authoring/sql.ts";

export function textualCodeVersion(asset: Asset): string {
  const { compute, deps, io, checks } = asset;
  const code = compute.kind === "run" ? compute.run.toString() : queryText(compute.query);
  const parts = [asset.key, code, JSON.stringify(deps), io ?? "", ...checks.map(({ name }) => name)];
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}

function queryText({ strings, values }: SqlQuery): string {
  const texts = values.map((value) =>
    isRef(value) ? `ref(${value.key})` : isQuery(value) ? queryText(value) : String(value),
  );
  return strings.map((text, i) => text + (texts[i] ?? "")).join("");
}
