// A run as a person reads it: one line for each asset that ended, what went wrong in full, and a bar while it goes on.
import { metadataText, type RunError, type RunEvent } from "@strataline/protocol";
import { count, duration, plural } from "../quantities.ts";
import type { Terminal } from "../terminal.ts";
import { unreachable } from "../unreachable.ts";
import { liveLine } from "./liveLine.ts";

export interface RunReporter {
  readonly onEvent: (event: RunEvent) => void;
  /** Takes the bar away; call it also when the run broke off. */
  readonly stop: () => void;
}

export function terminalReporter(terminal: Terminal): RunReporter {
  const { color } = terminal;
  /** With how far each is, for those that say so. */
  const running = new Map<string, string>();
  let total = 0;
  let done = 0;
  let startedAt: number | null = null;
  const line = liveLine(terminal, () =>
    startedAt === null
      ? null
      : { total, done, running: [...running].map(([key, far]) => key + far), startedAt },
  );
  const ended = (key: string, mark: string, text: string): void => {
    running.delete(key);
    done++;
    const counter = color.dim(`[${String(done).padStart(String(total).length)}/${total}]`);
    line.print(`${counter} ${mark} ${key}${text === "" ? "" : `  ${text}`}\n`);
  };

  const onEvent = (event: RunEvent): void => {
    switch (event.type) {
      case "runStarted":
        total = event.assets.length;
        startedAt = event.at;
        line.print(`${startText(total, event.fresh.length)} ${color.dim(`(run ${event.runId})`)}\n`);
        return;
      case "assetStarted":
        running.set(event.key, "");
        return;
      case "assetLog":
        line.print(event.text.replace(/^(?=.)/gm, color.dim(`  ${event.key} | `)).replace(/\n?$/, "\n"));
        return;
      case "assetProgress":
        running.set(event.key, progressText(event));
        return;
      case "assetMetadata":
        for (const [name, value] of Object.entries(event.entries)) {
          line.print(color.dim(`  ${event.key} · ${name}: ${metadataText(value)}\n`));
        }
        return;
      case "assetRetrying":
        line.print(
          `${color.yellow("↻")} ${event.key}  failed, attempt ${event.attempt} in ${duration(event.delayMs)}: ${event.error.message}\n`,
        );
        return;
      case "assetSucceeded":
        ended(event.key, color.green("✓"), resultText(event, color.dim));
        return;
      case "assetFailed":
        ended(event.key, color.red("✗"), color.red(`failed after ${duration(event.durationMs)}`));
        line.print(errorText(event.error, color.dim));
        return;
      case "assetSkipped":
        ended(
          event.key,
          event.reason === "fresh" ? color.green("=") : color.yellow("-"),
          color.dim(skipText(event)),
        );
        return;
      case "checkFinished":
        if (!event.passed) line.print(checkText(event, terminal));
        return;
      case "runFinished":
        line.stop();
        return;
      default:
        return unreachable(event);
    }
  };
  return { onEvent, stop: line.stop };
}

function startText(total: number, fresh: number): string {
  if (total === 0) return `Everything is fresh: ${plural(fresh, "asset")}, nothing to do.`;
  return `Materializing ${plural(total, "asset")}${fresh === 0 ? "" : `, ${count(fresh)} fresh`}`;
}

function resultText(
  event: Extract<RunEvent, { type: "assetSucceeded" }>,
  dim: (text: string) => string,
): string {
  const parts = [
    ...(event.rows === null ? [] : [plural(event.rows, "row")]),
    duration(event.durationMs),
    ...(event.unchanged ? ["unchanged"] : []),
  ];
  return dim(parts.join("  "));
}

function progressText({ done, total, message }: Extract<RunEvent, { type: "assetProgress" }>): string {
  const far = total === null || total === 0 ? count(done) : `${Math.floor((done / total) * 100)} %`;
  return ` ${far}${message === null ? "" : ` ${message}`}`;
}

function skipText(event: Extract<RunEvent, { type: "assetSkipped" }>): string {
  switch (event.reason) {
    case "fresh":
      return "still fresh: nothing it reads has changed";
    case "upstreamFailed":
      return `skipped: ${event.because ?? "an upstream"} failed`;
    case "checkFailed":
      return `skipped: a blocking check of ${event.because ?? "an upstream"} failed`;
    case "cancelled":
      return "cancelled";
    default:
      return unreachable(event.reason);
  }
}

function checkText(event: Extract<RunEvent, { type: "checkFinished" }>, { color }: Terminal): string {
  const paint = event.severity === "error" ? color.red : color.yellow;
  const kind = event.blocking ? "blocking check" : "check";
  const message = event.message === null ? "" : `: ${event.message}`;
  return `  ${paint(`${event.severity === "error" ? "✗" : "!"} ${kind} "${event.check}" of ${event.key} failed`)}${message}\n`;
}

/** Where, in the user's code, one-based as editors and stack traces count. */
export function errorText(error: RunError, dim: (text: string) => string): string {
  const { location } = error;
  const place =
    location === undefined
      ? ""
      : dim(`\n  at ${location.file}:${location.line + 1}:${location.character + 1}`);
  const name = error.name === "Error" ? "" : `${error.name}: `;
  return `${`${name}${error.message}`.replace(/^(?=.)/gm, "  ")}${place}\n`;
}
