// One project's findings per file with result ids: what to push, and what to answer to an editor that pulls.
import { createHash } from "node:crypto";
import type { Diagnostic as LspDiagnostic } from "vscode-languageserver";
import type { Diagnostic, Snapshot } from "@strataline/core";
import type { OpenProject, Projects } from "./projects.ts";
import { createRunFailures } from "./runFailures.ts";
import { diagnostic, type Context } from "./toLsp.ts";

export interface FileFindings {
  readonly path: string;
  readonly uri: string;
  readonly items: readonly LspDiagnostic[];
  /** Equal exactly when `items` are. */
  readonly resultId: string;
}

export interface DiagnosticsFeed {
  file(path: string): FileFindings;
  /** Files with findings. */
  all(): readonly FileFindings[];
  /** Files whose findings differ from those of the last call, and those to say again. */
  changed(): readonly FileFindings[];
  /** The editor opened the file: it hears of it next time, also that there is nothing. */
  sayAgain(path: string): void;
  /** The project is gone: the empty findings of all files that had some. */
  clear(): readonly FileFindings[];
}

const NOTHING = resultIdOf([]);

export function createDiagnosticsFeed(projects: Projects, project: OpenProject): DiagnosticsFeed {
  const failures = createRunFailures(project.statuses);
  const said = new Map<string, FileFindings>();
  const toSayAgain = new Set<string>();
  let latest: { snapshot: Snapshot; statuses: number; files: Map<string, FileFindings> } | undefined;

  const compute = (snapshot: Snapshot): Map<string, FileFindings> => {
    const context = { projects, project, snapshot };
    const files = new Map<string, LspDiagnostic[]>();
    const add = (finding: Diagnostic, source?: string): void => {
      const items = files.get(finding.path) ?? [];
      items.push(diagnostic(context, finding, source));
      files.set(finding.path, items);
    };
    for (const { diagnostics } of snapshot.allDiagnostics()) for (const finding of diagnostics) add(finding);
    for (const finding of failures.findings(snapshot)) add(finding, "strataline run");
    return new Map([...files].map(([path, items]) => [path, findingsOf(context, path, items)]));
  };
  const current = (): Map<string, FileFindings> => {
    const snapshot = project.snapshot();
    const statuses = project.statuses.revision();
    if (latest?.snapshot === snapshot && latest.statuses === statuses) return latest.files;
    const files = compute(snapshot);
    latest = { snapshot, statuses, files };
    return files;
  };
  const none = (path: string): FileFindings =>
    findingsOf({ projects, project, snapshot: project.snapshot() }, path, []);

  return {
    file: (path) => current().get(path) ?? none(path),
    all: () => [...current().values()],
    changed: () => {
      const files = current();
      const empty = [...new Set([...said.keys(), ...toSayAgain])]
        .filter((path) => !files.has(path))
        .map(none);
      const changes = [...files.values(), ...empty].filter(
        ({ path, resultId }) => toSayAgain.has(path) || resultId !== (said.get(path)?.resultId ?? NOTHING),
      );
      toSayAgain.clear();
      for (const change of changes) {
        if (change.items.length > 0) said.set(change.path, change);
        else said.delete(change.path);
      }
      return changes;
    },
    sayAgain: (path) => toSayAgain.add(path),
    clear: () => [...said.values()].map(({ path, uri }) => ({ path, uri, items: [], resultId: NOTHING })),
  };
}

function findingsOf(
  { projects, project }: Context,
  path: string,
  items: readonly LspDiagnostic[],
): FileFindings {
  return { path, uri: projects.uri(project, path), items, resultId: resultIdOf(items) };
}

function resultIdOf(items: readonly LspDiagnostic[]): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("base64url").slice(0, 16);
}
