// A finding as a workflow command of GitHub Actions: it becomes an annotation at its place in the pull request.
import type { LineIndex } from "../text/index.ts";
import type { Diagnostic, Severity } from "./model.ts";
import { normalized } from "./sarif.ts";

export interface GithubOptions {
  readonly lines: (path: string) => LineIndex;
  /** What comes before the project's paths, with a `/` at its end: annotations want the repository's. */
  readonly prefix?: string;
}

/** One line without its line break. */
export function formatForGithub(diagnostic: Diagnostic, { lines, prefix = "" }: GithubOptions): string {
  const { code, severity, message, path, span, related } = diagnostic;
  const { start, end } = lines(path).range(span);
  const properties = {
    file: normalized(prefix + path),
    line: start.line + 1,
    col: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    title: code,
  };
  const places = related.map(({ message: text, location }) => {
    const { line, character } = lines(location.path).position(location.span.start);
    return `${normalized(prefix + location.path)}:${line + 1}:${character + 1} ${text}`;
  });
  const shown = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commandOf(severity)} ${shown.join(",")}::${escapeData([message, ...places].join("\n"))}`;
}

function commandOf(severity: Severity): "error" | "warning" | "notice" {
  return severity === "error" || severity === "warning" ? severity : "notice";
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
