// The last known state of every asset: from the store, and moved on by each event of a run. What the editor shows.
import type { AssetStatus } from "@strataline/core";
import type { RunEvent } from "@strataline/protocol";
import { versionOf, type AssetOutcome, type Materialization } from "../store/model.ts";
import type { Store } from "../store/store.ts";

export function statusesOf(store: Store): Map<string, AssetStatus> {
  const latest = store.latest();
  const outcomes = store.outcomes();
  const keys = [...new Set([...latest.keys(), ...outcomes.keys()])].sort();
  return new Map(keys.map((key) => [key, statusOf(key, latest.get(key), outcomes.get(key))]));
}

function statusOf(
  key: string,
  last: Materialization | undefined,
  outcome: AssetOutcome | undefined,
): AssetStatus {
  const duration = outcome?.durationMs ?? null;
  const error = outcome?.error ?? null;
  return {
    key,
    state: outcome?.state ?? "succeeded",
    at: outcome?.at ?? last?.at ?? 0,
    ...(duration === null ? {} : { durationMs: duration }),
    ...(last === undefined ? {} : storedPart(last)),
    ...(error === null ? {} : { error: errorPart(error) }),
    ...(outcome === undefined ? {} : { runId: outcome.runId }),
  };
}

function storedPart(made: Materialization): Partial<AssetStatus> {
  const { stored, checks, at } = made;
  return {
    version: versionOf(made),
    ...(stored.rows === null ? {} : { rows: stored.rows }),
    ...(stored.bytes === null ? {} : { bytes: stored.bytes }),
    ...(checks.length === 0
      ? {}
      : {
          checks: {
            passed: checks.filter(({ passed }) => passed).length,
            failed: checks.filter(({ passed }) => !passed).length,
          },
        }),
    lastSucceededAt: at,
  };
}

function errorPart({
  message,
  location,
}: NonNullable<AssetOutcome["error"]>): NonNullable<AssetStatus["error"]> {
  return {
    message,
    ...(location === undefined
      ? {}
      : { path: location.file, line: location.line, character: location.character }),
  };
}

/** Moves the statuses on. Returns whether anything changed. */
export function applyEvent(statuses: Map<string, AssetStatus>, event: RunEvent): boolean {
  const { runId, at } = event;
  const put = (key: string, state: AssetStatus["state"], changes: Partial<AssetStatus> = {}): void => {
    statuses.set(key, { ...kept(statuses.get(key)), key, state, at, runId, ...changes });
  };
  switch (event.type) {
    case "runStarted":
      for (const { key } of event.assets) put(key, "queued");
      return true;
    case "assetStarted":
      put(event.key, "running", { checks: { passed: 0, failed: 0 } });
      return true;
    case "checkFinished": {
      const { passed, failed } = statuses.get(event.key)?.checks ?? { passed: 0, failed: 0 };
      const checks = event.passed ? { passed: passed + 1, failed } : { passed, failed: failed + 1 };
      put(event.key, "running", { checks });
      return true;
    }
    case "assetSucceeded":
      put(event.key, "succeeded", {
        durationMs: event.durationMs,
        lastSucceededAt: at,
        ...(event.rows === null ? {} : { rows: event.rows }),
        ...(event.bytes === null ? {} : { bytes: event.bytes }),
        ...(event.version === undefined ? {} : { version: event.version }),
      });
      return true;
    case "assetFailed":
      put(event.key, "failed", { durationMs: event.durationMs, error: errorPart(event.error) });
      return true;
    case "assetSkipped":
      // Fresh: it is as it was, and that was a success.
      put(
        event.key,
        event.reason === "fresh" ? "succeeded" : event.reason === "cancelled" ? "cancelled" : "skipped",
      );
      return true;
    case "assetLog":
    case "assetMetadata":
    case "assetProgress":
    case "assetRetrying":
    case "runFinished":
      return false;
  }
}

/** What stays true of an asset when its state changes: what its last success made. */
function kept(before: AssetStatus | undefined): Partial<AssetStatus> {
  const { rows, bytes, checks, lastSucceededAt, version } = before ?? {};
  return {
    ...(rows === undefined ? {} : { rows }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(checks === undefined ? {} : { checks }),
    ...(lastSucceededAt === undefined ? {} : { lastSucceededAt }),
    ...(version === undefined ? {} : { version }),
  };
}
