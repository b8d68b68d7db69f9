// What is known of each asset's last run: the state file the runner keeps, overlaid by the events of a run going on.
import type { AssetStatus, StatusOf } from "@strataline/core";
import type { RunEvent } from "@strataline/protocol";
import { applyRunEvent } from "./applyRunEvent.ts";

export interface StatusBoard {
  readonly of: StatusOf;
  /** As the editor is told: without versions, of which it asks one asset's at a time. */
  all(): readonly AssetStatus[];
  /** No run is known. */
  isEmpty(): boolean;
  /** Grows when anything changed. */
  revision(): number;
  isAnyRunning(): boolean;
  /** Text of status.json; undefined when there is none. Answers what changed. A broken file changes nothing. */
  readFile(text: string | undefined): readonly AssetStatus[];
  /** Answers what changed. */
  apply(event: RunEvent): readonly AssetStatus[];
}

export function createStatusBoard(): StatusBoard {
  const statuses = new Map<string, AssetStatus>();
  let revision = 0;
  const put = (changed: readonly AssetStatus[]): readonly AssetStatus[] => {
    for (const status of changed) statuses.set(status.key, status);
    if (changed.length > 0) revision++;
    return changed.map(told);
  };
  return {
    of: (key) => statuses.get(key),
    all: () => [...statuses.values()].map(told),
    isEmpty: () => statuses.size === 0,
    revision: () => revision,
    isAnyRunning: () => [...statuses.values()].some(({ state }) => state === "running" || state === "queued"),
    readFile: (text) =>
      put(parseStatusFile(text).filter((status) => isNewer(status, statuses.get(status.key)))),
    apply: (event) => put(applyRunEvent(event, (key) => statuses.get(key), statuses)),
  };
}

function told(status: AssetStatus): AssetStatus {
  const rest: { -readonly [Field in keyof AssetStatus]: AssetStatus[Field] } = { ...status };
  delete rest.version;
  return rest;
}

/** The file is written by runs in terminals too, and late: what an event already said stands. */
function isNewer(status: AssetStatus, known: AssetStatus | undefined): boolean {
  return known === undefined || status.at > known.at;
}

function parseStatusFile(text: string | undefined): readonly AssetStatus[] {
  if (text === undefined) return [];
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file !== "object" || file === null || !("statuses" in file)) return [];
    return Array.isArray(file.statuses) ? file.statuses.filter(isStatus) : [];
  } catch {
    return [];
  }
}

const STATES = new Set<unknown>(["queued", "running", "succeeded", "failed", "skipped", "cancelled"]);

function isStatus(value: unknown): value is AssetStatus {
  if (typeof value !== "object" || value === null) return false;
  if (!("key" in value) || !("state" in value) || !("at" in value)) return false;
  return typeof value.key === "string" && STATES.has(value.state) && typeof value.at === "number";
}
