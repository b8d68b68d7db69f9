// Findings as SARIF 2.1.0, for code scanning: rules with their manual, regions, related places, fixes. Pure: the caller says
// what paths are relative to, as scanners want those of the repository, not those of the project.
import type { LineIndex, Location, Span, TextEdit } from "../text/index.ts";
import type { Diagnostic, Fix, Severity } from "./model.ts";

/** A rule that ran, whether or not it found something. */
export interface RuleInfo {
  readonly code: string;
  readonly defaultSeverity: Severity;
  /** Markdown; its first sentence is the summary. */
  readonly doc: string;
}

export interface SarifOptions {
  readonly lines: (path: string) => LineIndex;
  readonly rules: readonly RuleInfo[];
  readonly version: string;
  /** What comes before the project's paths, with a `/` at its end: "packages/shop/". */
  readonly prefix?: string;
  /** What paths are relative to, as a `file:` URI with a `/` at its end. */
  readonly baseUri?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The name that code scanning knows for "the root of the sources". */
const BASE = "%SRCROOT%";

export function toSarif(diagnostics: readonly Diagnostic[], options: SarifOptions): Json {
  const rules = [...rulesOf(diagnostics, options.rules)];
  const indexOf = new Map(rules.map(({ code }, index) => [code, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Strataline", version: options.version, rules: rules.map(ruleOf) } },
        // Columns count UTF-16 code units, as in editors.
        columnKind: "utf16CodeUnits",
        ...(options.baseUri === undefined
          ? {}
          : { originalUriBaseIds: { [BASE]: { uri: options.baseUri } } }),
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, indexOf, options)),
      },
    ],
  };
}

/** A finding whose rule nobody listed brings its own entry: SARIF wants one for each. */
function rulesOf(diagnostics: readonly Diagnostic[], known: readonly RuleInfo[]): Iterable<RuleInfo> {
  const rules = new Map(known.map((rule) => [rule.code, rule]));
  for (const { code, severity } of diagnostics) {
    if (!rules.has(code)) rules.set(code, { code, defaultSeverity: severity, doc: "" });
  }
  return rules.values();
}

function ruleOf({ code, defaultSeverity, doc }: RuleInfo): Json {
  const summary = /^.*?[.:](?=\s|$)/su.exec(doc)?.[0].replaceAll("\n", " ") ?? doc;
  return {
    id: code,
    shortDescription: { text: plain(summary === "" ? code : summary) },
    ...(doc === "" ? {} : { help: { text: plain(doc), markdown: doc } }),
    defaultConfiguration: { level: levelOf(defaultSeverity) },
  };
}

function plain(markdown: string): string {
  return markdown.replace(/^```\w*\n/gm, "").replaceAll("`", "");
}

function levelOf(severity: Severity): "error" | "warning" | "note" {
  return severity === "error" || severity === "warning" ? severity : "note";
}

function resultOf(
  diagnostic: Diagnostic,
  ruleIndex: ReadonlyMap<string, number>,
  options: SarifOptions,
): Json {
  const { code, severity, message, path, span, related, fixes } = diagnostic;
  const shown = fixes.filter(({ newFiles = [], edits }) => newFiles.length === 0 && edits.length > 0);
  return {
    ruleId: code,
    ruleIndex: ruleIndex.get(code) ?? -1,
    level: levelOf(severity),
    message: { text: message },
    locations: [locationOf({ path, span }, options)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((entry, id) => ({
            id,
            ...locationOf(entry.location, options),
            message: { text: entry.message },
          })),
        }),
    ...(shown.length === 0 ? {} : { fixes: shown.map((fix) => fixOf(fix, options)) }),
  };
}

function locationOf({ path, span }: Location, options: SarifOptions): Json {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(path, options),
      region: regionOf(span, options.lines(path)),
    },
  };
}

function artifactOf(path: string, { prefix = "", baseUri }: SarifOptions): Json {
  const uri = normalized(prefix + path)
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  return { uri, ...(baseUri === undefined ? {} : { uriBaseId: BASE }) };
}

/** One-based; the end is exclusive. */
function regionOf(span: Span, lines: LineIndex): Json {
  const { start, end } = lines.range(span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Fixes that make files are left out: SARIF has no way to say so. */
function fixOf({ title, edits }: Fix, options: SarifOptions): Json {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifactOf(path, options),
      replacements: edits.filter((edit) => edit.path === path).map((edit) => replacementOf(edit, options)),
    })),
  };
}

function replacementOf({ path, span, newText }: TextEdit, { lines }: SarifOptions): Json {
  return {
    deletedRegion: regionOf(span, lines(path)),
    ...(newText === "" ? {} : { insertedContent: { text: newText } }),
  };
}

/** `packages/shop/../shared/a.ts` → `packages/shared/a.ts`. What lies above the base keeps its `..`. */
export function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
