// A run as lines for people: what the output channel shows.
import { metadataText, type PlanReason, type RunEvent } from "@strataline/protocol";

/** The lines of an event; none for what the log need not say. */
export function logLines(event: RunEvent): readonly string[] {
  switch (event.type) {
    case "runStarted":
      return [
        `Run ${event.runId}: ${count(event.assets.length, "asset")} to run, ${event.fresh.length} fresh`,
        ...event.assets.map(({ key, reason }) => `  ${key}: ${reasonText(reason)}`),
      ];
    case "assetStarted":
      return [`▶ ${event.key}${event.attempt > 1 ? ` (attempt ${event.attempt})` : ""}`];
    case "assetLog":
      return event.text
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => `  ${event.key} │ ${line}`);
    case "assetMetadata":
      return Object.entries(event.entries).map(
        ([name, value]) => `  ${event.key} · ${name}: ${metadataText(value)}`,
      );
    case "assetProgress":
      return [];
    case "assetRetrying":
      return [`↻ ${event.key} again in ${event.delayMs} ms: ${event.error.message}`];
    case "assetSucceeded":
      return [
        `✓ ${event.key}${event.rows === null ? "" : ` · ${count(event.rows, "row")}`} · ${event.durationMs} ms`,
      ];
    case "assetFailed":
      return [
        `✗ ${event.key} · ${event.durationMs} ms`,
        ...indented(event.error.stack ?? event.error.message),
      ];
    case "assetSkipped":
      return [
        `⊘ ${event.key} skipped: ${event.reason}${event.because === null ? "" : ` (${event.because})`}`,
      ];
    case "checkFinished":
      return [
        `  ${event.passed ? "✓" : "✗"} ${event.key} · check ${event.check}${event.message === null ? "" : `: ${event.message}`}`,
      ];
    case "runFinished":
      return [
        `Run ${event.status}: ${event.succeeded} succeeded, ${event.failed} failed, ${event.skipped} skipped · ${event.durationMs} ms`,
      ];
  }
}

function reasonText(reason: PlanReason): string {
  switch (reason.kind) {
    case "forced":
      return "asked for";
    case "neverMaterialized":
      return "never materialized";
    case "codeChanged":
      return "its code changed";
    case "upstreamChanged":
      return `newer upstream (${reason.upstream.join(", ")})`;
    case "upstreamPlanned":
      return `if its upstream changes (${reason.upstream.join(", ")})`;
    case "depsChanged":
      return "its deps changed";
    case "notStored":
      return "its data is not stored";
    case "lastRunFailed":
      return "its last run failed";
  }
}

function count(n: number, what: string): string {
  return `${n.toLocaleString("en-US")} ${what}${n === 1 ? "" : "s"}`;
}

function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `    ${line}`);
}
