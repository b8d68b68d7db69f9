// How far a run is, for the notification.
import type { RunEvent } from "@strataline/protocol";

export interface RunProgress {
  /** Percent since the last event, and what to show; null when nothing moved. */
  next(event: RunEvent): { readonly increment: number; readonly message: string } | null;
  /** Keys that failed, in order, with the reason and the place. */
  readonly failures: readonly Extract<RunEvent, { type: "assetFailed" }>[];
  readonly failedChecks: readonly Extract<RunEvent, { type: "checkFinished" }>[];
  /** The run's id until it has finished. */
  openRunId(): string | null;
  last(): Extract<RunEvent, { type: "runFinished" }> | null;
}

export function createRunProgress(): RunProgress {
  const failures: Extract<RunEvent, { type: "assetFailed" }>[] = [];
  const failedChecks: Extract<RunEvent, { type: "checkFinished" }>[] = [];
  let planned = 0;
  let done = 0;
  let runId: string | null = null;
  let finished: Extract<RunEvent, { type: "runFinished" }> | null = null;

  const step = (key: string, by: number) => {
    done += by;
    return { increment: planned === 0 ? 0 : (by / planned) * 100, message: `${done}/${planned} · ${key}` };
  };
  return {
    failures,
    failedChecks,
    openRunId: () => (finished === null ? runId : null),
    last: () => finished,
    next: (event) => {
      switch (event.type) {
        case "runStarted":
          runId = event.runId;
          planned = event.assets.length;
          return { increment: 0, message: `0/${planned}` };
        case "assetStarted":
          return step(event.key, 0);
        case "assetSucceeded":
        case "assetSkipped":
          return step(event.key, 1);
        case "assetFailed":
          failures.push(event);
          return step(event.key, 1);
        case "checkFinished":
          if (!event.passed && event.severity === "error") failedChecks.push(event);
          return null;
        case "runFinished":
          finished = event;
          return null;
        case "assetProgress": {
          const { key, total, message } = event;
          const far = `${event.done.toLocaleString("en-US")}${total === null ? "" : ` of ${total.toLocaleString("en-US")}`}`;
          return step(`${key}: ${far}${message === null ? "" : ` ${message}`}`, 0);
        }
        case "assetLog":
        case "assetMetadata":
        case "assetRetrying":
          return null;
      }
    },
  };
}
