// The last run of an asset in words: state, age, duration, rows, checks.
import { unreachable } from "./unreachable.ts";
import type { AssetStatus } from "./model.ts";

/** One line of plain text; `now` in epoch milliseconds. */
export function statusText(status: AssetStatus, now: number): string {
  const parts = [`${stateText(status.state)} ${ageText(now - status.at)}`];
  if (status.durationMs !== undefined) parts.push(`took ${durationText(status.durationMs)}`);
  if (status.rows !== undefined) parts.push(counted(status.rows, "row"));
  if (status.checks !== undefined) parts.push(checksText(status.checks));
  if (status.state !== "succeeded" && status.lastSucceededAt !== undefined) {
    parts.push(`last success ${ageText(now - status.lastSucceededAt)}`);
  }
  return parts.join(" · ");
}

function stateText(state: AssetStatus["state"]): string {
  switch (state) {
    case "queued":
      return "queued";
    case "running":
      return "running, started";
    case "succeeded":
    case "failed":
    case "skipped":
    case "cancelled":
      return state;
    default:
      return unreachable(state);
  }
}

function checksText({ passed, failed }: { readonly passed: number; readonly failed: number }): string {
  if (failed === 0) return `${counted(passed, "check")} passed`;
  return `${failed} of ${counted(passed + failed, "check")} failed`;
}

function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 10) return "just now";
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${counted(minutes, "minute")} ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${counted(hours, "hour")} ago`;
  return `${counted(Math.floor(hours / 24), "day")} ago`;
}

function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** "1 row", "1,234 rows". */
export function counted(count: number, noun: string): string {
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${digits} ${noun}${count === 1 ? "" : "s"}`;
}
