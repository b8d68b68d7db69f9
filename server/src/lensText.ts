// The last run of an asset at a glance, as short as a code lens must be. Hovers say it in full.
import type { AssetStatus } from "@strataline/core";

/** "✓ 1,204 rows · 2 min ago". `now`: epoch milliseconds. */
export function lensText(status: AssetStatus, now: number): string {
  switch (status.state) {
    case "queued":
      return "… queued";
    case "running":
      return `⟳ running ${durationText(now - status.at)}`;
    case "succeeded":
      return `${hasFailedChecks(status) ? "⚠" : "✓"} ${[...outcome(status), agoText(now - status.at)].join(" · ")}`;
    case "failed":
      return `✗ failed ${agoText(now - status.at)}`;
    case "skipped":
      return `⊘ skipped ${agoText(now - status.at)}`;
    case "cancelled":
      return `⊘ cancelled ${agoText(now - status.at)}`;
  }
}

/** Of several assets that one call declares: "✓ 4 · ✗ 1". */
export function sharedLensText(statuses: readonly AssetStatus[]): string {
  const counts = new Map<string, number>();
  for (const status of statuses) {
    const sign = lensText(status, status.at).charAt(0);
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].map(([sign, count]) => `${sign} ${count}`).join(" · ");
}

/** 240 → "240 ms", 3_400 → "3 s", 192_000 → "3 min 12 s". */
function durationText(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The largest unit only: "2 min ago". */
function agoText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "1 day ago" : `${days} days ago`;
}

/** 1204 → "1,204", the same on every machine. */
function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function hasFailedChecks({ checks }: AssetStatus): boolean {
  return (checks?.failed ?? 0) > 0;
}

function outcome({ rows, checks }: AssetStatus): readonly string[] {
  const failed = checks?.failed ?? 0;
  return [
    ...(rows === undefined ? [] : [`${countText(rows)} ${rows === 1 ? "row" : "rows"}`]),
    ...(failed === 0 ? [] : [`${failed} ${failed === 1 ? "check" : "checks"} failed`]),
  ];
}
