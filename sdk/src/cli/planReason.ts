// Why an asset is in a plan, in words that go after "because".
import type { PlanReason } from "@strataline/protocol";
import { unreachable } from "./unreachable.ts";

export function reasonText(reason: PlanReason): string {
  switch (reason.kind) {
    case "forced":
      return "it was forced";
    case "neverMaterialized":
      return "it was never materialized";
    case "codeChanged":
      return "its code changed";
    case "upstreamChanged":
      return `new data upstream: ${reason.upstream.join(", ")}`;
    case "upstreamPlanned":
      return `it may get new data from ${reason.upstream.join(", ")}`;
    case "depsChanged":
      return `its deps changed: ${[...reason.added.map((key) => `+${key}`), ...reason.removed.map((key) => `-${key}`)].join(", ")}`;
    case "notStored":
      return "its data is not stored";
    case "lastRunFailed":
      return "its last run failed";
    default:
      return unreachable(reason);
  }
}
