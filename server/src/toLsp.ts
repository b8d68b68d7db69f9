// Core's plain answers as LSP: places, findings and edits. With toLspNavigation.ts the only one that makes URIs and ranges.
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as LspDiagnostic,
  type Location as LspLocation,
} from "vscode-languageserver";
import type { Diagnostic, Location, Severity, Snapshot } from "@strataline/core";
import type { NodeLocation } from "@strataline/protocol";
import type { OpenProject, Projects } from "./projects.ts";

/** A project at a moment: what places become URIs and ranges with. */
export interface Context {
  readonly projects: Projects;
  readonly project: OpenProject;
  readonly snapshot: Snapshot;
}

export function location({ projects, project, snapshot }: Context, { path, span }: Location): LspLocation {
  return { uri: projects.uri(project, path), range: snapshot.lines(path).range(span) };
}

export function nodeLocation(context: Context, key: string): NodeLocation | null {
  const place = context.snapshot.locate(key)?.name;
  if (place === undefined) return null;
  const { uri, range } = location(context, place);
  return { uri, line: range.start.line, character: range.start.character };
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Severity, DiagnosticSeverity>;

export function diagnostic(context: Context, finding: Diagnostic, source = "strataline"): LspDiagnostic {
  const related = finding.related.map(({ message, location: place }) => ({
    message,
    location: location(context, place),
  }));
  return {
    range: context.snapshot.lines(finding.path).range(finding.span),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    source,
    message: finding.message,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
    ...(finding.unnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}
