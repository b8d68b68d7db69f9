// Failed runs as findings on the source line that failed, until the asset succeeds or its code changes.
import type { AssetStatus, Diagnostic, Location, Snapshot } from "@strataline/core";
import type { StatusBoard } from "./statusBoard.ts";

/** A failure as it was when we heard of it: where in which code. */
interface Failure {
  readonly at: number;
  readonly codeVersion: string;
  readonly place: Place;
}

/** inDeclaration: counted from the declaration's first line, so that edits above it do not move the mark. */
type Place =
  | { readonly kind: "name" }
  | { readonly kind: "inDeclaration"; readonly line: number }
  | { readonly kind: "inFile"; readonly path: string; readonly line: number };

export interface RunFailures {
  findings(snapshot: Snapshot): readonly Diagnostic[];
}

export function createRunFailures(statuses: StatusBoard): RunFailures {
  const failures = new Map<string, Failure>();
  const failureOf = (status: AssetStatus, snapshot: Snapshot): Failure => {
    const known = failures.get(status.key);
    if (known?.at === status.at) return known;
    const failure = {
      at: status.at,
      codeVersion: snapshot.codeVersion(status.key),
      place: placeOf(status, snapshot),
    };
    failures.set(status.key, failure);
    return failure;
  };
  return {
    findings: (snapshot) =>
      statuses
        .all()
        .filter(({ state }) => state === "failed")
        .flatMap((status) => {
          const name = snapshot.locate(status.key)?.name;
          if (name === undefined) return [];
          const { codeVersion, place } = failureOf(status, snapshot);
          if (codeVersion !== snapshot.codeVersion(status.key)) return [];
          return [finding(status, name, shownAt(place, status.key, snapshot) ?? name)];
        }),
  };
}

function placeOf({ key, error }: AssetStatus, snapshot: Snapshot): Place {
  const declaration = snapshot.locate(key)?.full;
  if (error?.path === undefined || error.line === undefined || declaration === undefined)
    return { kind: "name" };
  if (snapshot.text(error.path) === undefined) return { kind: "name" };
  const { start, end } = snapshot.lines(declaration.path).range(declaration.span);
  const isInside = error.path === declaration.path && start.line <= error.line && error.line <= end.line;
  if (isInside) return { kind: "inDeclaration", line: error.line - start.line };
  return { kind: "inFile", path: error.path, line: error.line };
}

function shownAt(place: Place, key: string, snapshot: Snapshot): Location | null {
  if (place.kind === "name") return null;
  if (place.kind === "inFile") return codeOfLine(snapshot, place.path, place.line);
  const declaration = snapshot.locate(key)?.full;
  if (declaration === undefined) return null;
  const { line } = snapshot.lines(declaration.path).position(declaration.span.start);
  return codeOfLine(snapshot, declaration.path, line + place.line);
}

/** The line without its indentation. */
function codeOfLine(snapshot: Snapshot, path: string, line: number): Location {
  const lines = snapshot.lines(path);
  const text = lines.lineText(line);
  const start = lines.offset({ line, character: text.length - text.trimStart().length });
  return { path, span: { start, end: lines.offset({ line, character: text.trimEnd().length }) } };
}

function finding(status: AssetStatus, name: Location, shown: Location): Diagnostic {
  const isElsewhere = shown.path !== name.path || shown.span.start !== name.span.start;
  return {
    code: "run-failed",
    severity: "error",
    message: `The last run of \`${status.key}\` failed: ${status.error?.message ?? "no reason is recorded."}`,
    path: shown.path,
    span: shown.span,
    related: isElsewhere ? [{ message: `\`${status.key}\` is declared here.`, location: name }] : [],
    about: "",
    fixes: [],
  };
}
