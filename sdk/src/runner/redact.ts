// Keeps secrets out of logs, events, errors and the stored state: their values are replaced wherever they would be written.
import type { RunEvent } from "@strataline/protocol";

/** Replaces the values of secrets in a text. */
export type Redact = (text: string) => string;

const HIDDEN = "•••";
/** A shorter value stands in many texts by chance: replacing it would garble them. */
const SHORTEST = 4;
/** Variables that are secret by their name, as hosts of repositories and clouds take them to be. */
const SECRET_NAME =
  /SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|(?:API|PRIVATE|ACCESS|AUTH|ENCRYPTION)_?KEY/i;

/** `declared`: names of variables that are secret whatever they are called. */
export function createRedactor(
  environment: Readonly<Record<string, string | undefined>>,
  declared: Iterable<string> = [],
): Redact {
  const isDeclared = new Set(declared);
  const values = new Set<string>();
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) continue;
    if (isDeclared.has(name) || SECRET_NAME.test(name)) addForms(values, value);
    else addForms(values, passwordIn(value));
  }
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return (text) => text;
  const pattern = new RegExp(longestFirst.map(escapePattern).join("|"), "g");
  return (text) => text.replace(pattern, HIDDEN);
}

function escapePattern(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** As it is, as it stands in a URL, and line by line: logs are. */
function addForms(values: Set<string>, value: string): void {
  for (const form of [value, encodeURIComponent(value), ...value.split(/\r?\n/)]) {
    if (form.length >= SHORTEST) values.add(form);
  }
}

/** Of a connection string: `postgres://user:password@host/db`. */
function passwordIn(value: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/@:\s]*:([^@\s]+)@/i.exec(value)?.[1] ?? "";
}

/** Every text in it, however deep. */
export function redacted<T>(value: T, redact: Redact): T {
  return deep(value, redact) as T;
}

function deep(value: unknown, redact: Redact): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => deep(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, deep(item, redact)]));
}

/** The texts of user code in an event; its keys and ids stay, as others look for them. */
export function redactedEvent(event: RunEvent, redact: Redact): RunEvent {
  switch (event.type) {
    case "assetLog":
      return { ...event, text: redact(event.text) };
    case "assetProgress":
      return { ...event, message: event.message === null ? null : redact(event.message) };
    case "assetMetadata":
      return { ...event, entries: redacted(event.entries, redact) };
    case "assetRetrying":
    case "assetFailed":
      return { ...event, error: redacted(event.error, redact) };
    case "checkFinished":
      return { ...event, message: event.message === null ? null : redact(event.message) };
    default:
      return event;
  }
}
