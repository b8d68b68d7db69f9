// What an event of a run says about the assets' statuses. Pure.
import type { AssetStatus, StatusOf } from "@strataline/core";
import type { RunError, RunEvent } from "@strataline/protocol";

/** The statuses that change, whole. `all`: those known so far. */
export function applyRunEvent(
  event: RunEvent,
  of: StatusOf,
  all: ReadonlyMap<string, AssetStatus>,
): readonly AssetStatus[] {
  switch (event.type) {
    case "runStarted":
      return event.assets.map(({ key }) => moved(event, key, "queued", of));
    case "assetStarted":
      return [{ ...moved(event, event.key, "running", of), checks: { passed: 0, failed: 0 } }];
    case "assetRetrying":
      return [{ ...moved(event, event.key, "running", of), error: errorOf(event.error) }];
    case "assetSucceeded":
      return [succeeded(event, of)];
    case "assetFailed":
      return [
        {
          ...moved(event, event.key, "failed", of),
          durationMs: event.durationMs,
          error: errorOf(event.error),
        },
      ];
    case "assetSkipped":
      return [skipped(event, of)];
    case "checkFinished":
      return [withCheck(event, of)];
    case "runFinished":
      return [...all.values()]
        .filter((status) => status.runId === event.runId && isOpen(status))
        .map(({ key }) => moved(event, key, "cancelled", of));
    case "assetLog":
    case "assetMetadata":
    case "assetProgress":
      return [];
  }
}

function isOpen({ state }: AssetStatus): boolean {
  return state === "queued" || state === "running";
}

/** The new state with what stays true of the last success: rows, bytes and when it was. Errors of before are gone. */
function moved(
  event: { readonly at: number; readonly runId: string },
  key: string,
  state: AssetStatus["state"],
  of: StatusOf,
): AssetStatus {
  const status: { -readonly [Field in keyof AssetStatus]: AssetStatus[Field] } = {
    ...of(key),
    key,
    state,
    at: event.at,
    runId: event.runId,
  };
  delete status.error;
  return status;
}

function succeeded(event: Extract<RunEvent, { type: "assetSucceeded" }>, of: StatusOf): AssetStatus {
  const { checks } = of(event.key) ?? {};
  return {
    key: event.key,
    state: "succeeded",
    at: event.at,
    runId: event.runId,
    durationMs: event.durationMs,
    lastSucceededAt: event.at,
    ...(event.rows === null ? {} : { rows: event.rows }),
    ...(event.bytes === null ? {} : { bytes: event.bytes }),
    ...(checks === undefined ? {} : { checks }),
    ...(event.version === undefined ? {} : { version: event.version }),
  };
}

/** A fresh asset is as good as one that succeeded: it shows its last success again. */
function skipped(event: Extract<RunEvent, { type: "assetSkipped" }>, of: StatusOf): AssetStatus {
  if (event.reason === "cancelled") return moved(event, event.key, "cancelled", of);
  const lastSucceededAt = of(event.key)?.lastSucceededAt;
  if (event.reason !== "fresh" || lastSucceededAt === undefined)
    return moved(event, event.key, "skipped", of);
  return { ...moved(event, event.key, "succeeded", of), at: lastSucceededAt };
}

function withCheck(event: Extract<RunEvent, { type: "checkFinished" }>, of: StatusOf): AssetStatus {
  const known = of(event.key);
  const { passed, failed } = known?.checks ?? { passed: 0, failed: 0 };
  const checks = event.passed ? { passed: passed + 1, failed } : { passed, failed: failed + 1 };
  return { ...(known ?? { key: event.key, state: "running", at: event.at, runId: event.runId }), checks };
}

function errorOf(error: RunError): NonNullable<AssetStatus["error"]> {
  const { location } = error;
  if (location === undefined) return { message: error.message };
  return { message: error.message, path: location.file, line: location.line, character: location.character };
}
