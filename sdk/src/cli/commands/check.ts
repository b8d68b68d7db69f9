// `strataline check`: the Problems panel for terminals and CI. Reads text only, but for the project's own rules.
import { join } from "node:path";
import {
  BASELINE_FILE,
  createProject,
  type Diagnostic,
  type Host,
  type Severity,
  type Snapshot,
} from "@strataline/core";
import { newBaseline, withoutAdopted } from "../../check/baseline.ts";
import { concernedBy, type Concerns } from "../../check/changedSince.ts";
import { fixAll } from "../../check/fix.ts";
import { changesSince } from "../../check/git.ts";
import { writeFixed } from "../../check/writeFixed.ts";
import { writeTextAtomically } from "../../io/atomicFile.ts";
import { createDiskHost } from "../../project/diskHost.ts";
import type { ProjectPlace } from "../../project/findProject.ts";
import { runUserRules, type JudgedFindings } from "../../userRules/runUserRules.ts";
import type { Arguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { projectRoot } from "../projectRoot.ts";
import { plural } from "../quantities.ts";
import { isFindingsFormat, printFindings, FINDINGS_FORMATS } from "../reporters/findings.ts";
import { hasAssets } from "../staticProject.ts";
import { syntaxErrors } from "../syntaxErrors.ts";
import type { Terminal } from "../terminal.ts";
import { untilInterrupted } from "../untilInterrupted.ts";
import { wholeNumberOption } from "../wholeNumber.ts";

export const check: Command = {
  spec: {
    positionals: [],
    options: {
      format: { value: "FORMAT", description: "How to print", choices: FINDINGS_FORMATS },
      fix: { description: "Apply the fixes that are safe, and say which" },
      "changed-since": {
        value: "REF",
        description: "Only what files that changed since a git commit concern, and what they reach",
      },
      "update-baseline": {
        description: "Adopt all findings in strataline.baseline.json, so that only new ones are shown",
      },
      "no-user-rules": { description: "Without the project's own rules: executes nothing of the project" },
      "max-warnings": { value: "N", description: "More warnings than this are a failure, too" },
    },
    exits: [
      "0    no errors (there may be warnings)",
      "1    errors, or more warnings than --max-warnings",
      "2    the arguments or the project are wrong",
    ],
    examples: [
      { line: "strataline check", does: "the project of this folder" },
      { line: "strataline check --fix", does: "mends what is obvious" },
      { line: "strataline check --changed-since origin/main", does: "what this branch concerns" },
      { line: "strataline check --update-baseline", does: "adopts what there is" },
      { line: "strataline check --format sarif > strataline.sarif", does: "for code scanning" },
      { line: "strataline check --format github", does: "annotations in GitHub Actions" },
    ],
  },
  run: async (args, terminal) => {
    const place = projectRoot(args, terminal);
    if (place === null) return ExitCode.usage;
    const maxWarnings = wholeNumberOption(args, "max-warnings", terminal, 0);
    if (maxWarnings === null) return ExitCode.usage;
    if (args.has("update-baseline") && args.has("changed-since")) {
      const why = "a baseline of some findings would show all others again";
      terminal.err(
        `${terminal.color.red("error")}: --update-baseline goes without --changed-since: ${why}.\n`,
      );
      return ExitCode.usage;
    }
    const host = createDiskHost(place.root);
    const project = createProject({ host });
    const concerns = concernsOf(args, place, project.snapshot(), terminal);
    if (concerns === null) return ExitCode.usage;

    const findingsOf = (snapshot: Snapshot): readonly Diagnostic[] => allFindings(snapshot).filter(concerns);
    const fixed = args.has("fix") ? fixAll(project, findingsOf) : null;
    const failed = fixed === null ? new Map<string, string>() : writeFixed(place.root, fixed);
    for (const [path, reason] of failed) {
      terminal.err(`${terminal.color.red("error")}: ${path} could not be fixed: ${reason}\n`);
    }
    let snapshot = project.snapshot();
    let own = args.has("no-user-rules") ? null : await userFindings(place, snapshot, host, terminal);
    if (args.has("update-baseline")) {
      project.apply([{ path: BASELINE_FILE, text: updateBaseline(place, snapshot, own, terminal) }]);
      snapshot = project.snapshot();
      own = own && { ...own, diagnostics: withoutAdopted(own.beforeBaseline, snapshot) };
    }
    const diagnostics = [...findingsOf(snapshot), ...(own?.diagnostics ?? []).filter(concerns)];
    const format = args.value("format") ?? "text";
    const applied = (fixed?.applied ?? []).filter(({ path }) => !failed.has(path));
    printFindings(
      { diagnostics, snapshot, place, userRules: own?.rules ?? [], ...(fixed === null ? {} : { applied }) },
      isFindingsFormat(format) ? format : "text",
      terminal,
    );
    if (failed.size > 0) return ExitCode.usage;
    if (isBad(diagnostics, maxWarnings)) return ExitCode.failed;
    return hasAssets(snapshot, place, terminal) ? ExitCode.ok : ExitCode.usage;
  },
};

/** What the Problems panel shows, and syntax errors, which editors hear from TypeScript. */
function allFindings(snapshot: Snapshot): readonly Diagnostic[] {
  return [...syntaxErrors(snapshot), ...snapshot.allDiagnostics().flatMap((file) => file.diagnostics)];
}

/** Its new text. */
function updateBaseline(
  { root }: ProjectPlace,
  snapshot: Snapshot,
  own: JudgedFindings | null,
  terminal: Terminal,
): string {
  const { text, count } = newBaseline(snapshot, own?.beforeBaseline ?? null);
  writeTextAtomically(join(root, BASELINE_FILE), text);
  terminal.err(`${BASELINE_FILE} written: ${plural(count, "finding")} adopted.\n`);
  return text;
}

function userFindings(
  { root }: ProjectPlace,
  snapshot: Snapshot,
  host: Host,
  terminal: Terminal,
): Promise<JudgedFindings> {
  return untilInterrupted(terminal, (signal) => runUserRules(snapshot, { root, host, signal }));
}

/** null after having said why it cannot be known. */
function concernsOf(
  args: Arguments,
  { root }: ProjectPlace,
  snapshot: Snapshot,
  terminal: Terminal,
): Concerns | null {
  const ref = args.value("changed-since");
  if (ref === undefined) return () => true;
  const changes = changesSince(root, ref);
  if (changes.ok) return concernedBy(changes.value, snapshot, createDiskHost(root));
  terminal.err(`${terminal.color.red("error")}: ${changes.message}\n`);
  return null;
}

function isBad(diagnostics: readonly Diagnostic[], maxWarnings: number | undefined): boolean {
  const count = (severity: Severity): number =>
    diagnostics.filter((found) => found.severity === severity).length;
  return count("error") > 0 || (maxWarnings !== undefined && count("warning") > maxWarnings);
}
