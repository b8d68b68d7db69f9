// Why an asset is stale, in words: for its card, for screen readers and for the details panel. Pure.
import type { StaleReason } from "@strataline/core";

/** Goes after "stale: ". */
export function reasonText(reason: StaleReason): string {
  const names = (keys: readonly string[]): string =>
    keys.length > 2 ? `${keys.slice(0, 2).join(", ")} and ${keys.length - 2} more` : keys.join(" and ");
  switch (reason.kind) {
    case "neverMaterialized":
      return "it was never materialized";
    case "codeChanged":
      return "its code changed since";
    case "lastRunFailed":
      return "its last run failed";
    case "upstreamChanged":
      return `${names(reason.upstream)} changed since`;
    case "upstreamStale":
      return `${names(reason.upstream)} ${reason.upstream.length === 1 ? "is" : "are"} stale`;
    case "depsChanged":
      return [
        ...(reason.added.length > 0 ? [`reads ${names(reason.added)} now`] : []),
        ...(reason.removed.length > 0 ? [`no longer reads ${names(reason.removed)}`] : []),
      ].join(", ");
  }
}
