// Legacy findings that a project has adopted: `strataline.baseline.json`. A finding is known again by its code, its file and
// what it is about, never by its place; as many of them are hidden as the file counts.
import type { Diagnostic } from "./model.ts";

export const BASELINE_FILE = "strataline.baseline.json";

export interface BaselineEntry {
  readonly code: string;
  readonly file: string;
  /** `Diagnostic.about`. */
  readonly about: string;
  readonly count: number;
}

export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

export type ReadBaseline =
  { readonly ok: true; readonly baseline: Baseline } | { readonly ok: false; readonly message: string };

export function readBaseline(text: string): ReadBaseline {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `The baseline is no JSON: ${reason}.` };
  }
  const version = propertyOf(json, "version");
  if (version !== 1) {
    return {
      ok: false,
      message: `The baseline has ${version === undefined ? "no version" : `version ${JSON.stringify(version)}`}; this is 1.`,
    };
  }
  const findings = propertyOf(json, "findings");
  if (!Array.isArray(findings)) return { ok: false, message: "The baseline has no list `findings`." };
  const entries: BaselineEntry[] = [];
  for (const [index, one] of findings.entries()) {
    const entry = entryOf(one);
    if (!entry) {
      const message = `Entry ${index + 1} of the baseline is not { code, file, about, count }.`;
      return { ok: false, message };
    }
    entries.push(entry);
  }
  return { ok: true, baseline: { entries } };
}

function entryOf(value: unknown): BaselineEntry | undefined {
  const [code, file, about] = [
    propertyOf(value, "code"),
    propertyOf(value, "file"),
    propertyOf(value, "about"),
  ];
  const count = propertyOf(value, "count");
  if (typeof code !== "string" || typeof file !== "string" || typeof about !== "string") return undefined;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 1) return undefined;
  return { code, file, about, count };
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}

/** What adopts all of these findings. */
export function makeBaseline(diagnostics: Iterable<Diagnostic>): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const diagnostic of diagnostics) {
    const { code, path: file, about } = diagnostic;
    const id = identityOf(diagnostic.path, diagnostic);
    entries.set(id, { code, file, about, count: (entries.get(id)?.count ?? 0) + 1 });
  }
  const order = ({ file, code, about }: BaselineEntry): string => `${file}\n${code}\n${about}`;
  return { entries: [...entries.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1)) };
}

/** One entry a line, so that version control shows what was mended. */
export function writeBaseline({ entries }: Baseline): string {
  const lines = entries.map(
    ({ code, file, about, count }) => `    ${JSON.stringify({ code, file, about, count })}`,
  );
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
}

export interface AppliedBaseline {
  readonly shown: readonly Diagnostic[];
  /** Entries that hid fewer findings than they count, with how many are left over. */
  readonly stale: readonly { readonly entry: BaselineEntry; readonly left: number }[];
}

/** `diagnostics`: all of one file, in order. Only the entries of that file count. */
export function applyBaseline(
  diagnostics: readonly Diagnostic[],
  { entries }: Baseline,
  file: string,
): AppliedBaseline {
  const own = entries.filter((entry) => entry.file === file);
  if (own.length === 0) return { shown: diagnostics, stale: [] };
  const left = new Map<string, number>();
  for (const entry of own) {
    const id = identityOf(file, entry);
    left.set(id, (left.get(id) ?? 0) + entry.count);
  }
  const shown = diagnostics.filter((diagnostic) => {
    const id = identityOf(file, diagnostic);
    const count = left.get(id) ?? 0;
    if (count > 0) left.set(id, count - 1);
    return count === 0;
  });
  const stale = own.flatMap((entry) => {
    const count = left.get(identityOf(file, entry)) ?? 0;
    return count > 0 ? [{ entry, left: count }] : [];
  });
  return { shown, stale };
}

function identityOf(file: string, { code, about }: Pick<BaselineEntry, "code" | "about">): string {
  return JSON.stringify([file, code, about]);
}
