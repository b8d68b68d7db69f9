// `strataline rules`: the project's own rules alone. What `check` shows of them, for editors, also over unsaved text.
import { createProject, type FileChange } from "@strataline/core";
import { createDiskHost } from "../../project/diskHost.ts";
import { runUserRules } from "../../userRules/runUserRules.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { projectRoot } from "../projectRoot.ts";
import { FINDINGS_FORMATS, isFindingsFormat, printFindings } from "../reporters/findings.ts";
import type { Terminal } from "../terminal.ts";
import { untilInterrupted } from "../untilInterrupted.ts";
import { wholeNumberOption } from "../wholeNumber.ts";

export const rules: Command = {
  spec: {
    positionals: [],
    options: {
      format: { value: "FORMAT", description: "How to print", choices: FINDINGS_FORMATS },
      timeout: { value: "MS", description: "Milliseconds for each rule (default: 10,000)" },
      unsaved: { description: "Read texts of unsaved files from standard input, as JSON" },
    },
    exits: [
      "0    no errors (there may be warnings)",
      "1    errors, or a rule that failed",
      "2    the arguments or the project are wrong",
    ],
    examples: [
      { line: "strataline rules", does: "the rules that `userRules` of the config names" },
      { line: "strataline rules --format json", does: "for programs" },
    ],
  },
  run: async (args, terminal) => {
    const place = projectRoot(args, terminal);
    if (place === null) return ExitCode.usage;
    const timeoutMs = wholeNumberOption(args, "timeout", terminal);
    const unsaved = args.has("unsaved") ? await readUnsaved(terminal) : [];
    if (timeoutMs === null || unsaved === null) return ExitCode.usage;
    const host = createDiskHost(place.root);
    const project = createProject({ host });
    project.apply(unsaved);
    const snapshot = project.snapshot();
    if (snapshot.linked.config.userRules.length === 0 && !args.has("format")) {
      terminal.out('There are no rules: `userRules: ["rules/*.ts"]` in the config names their files.\n');
      return ExitCode.ok;
    }
    const { diagnostics, rules: userRules } = await untilInterrupted(terminal, (signal) =>
      runUserRules(snapshot, {
        root: place.root,
        host,
        signal,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      }),
    );
    const format = args.value("format") ?? "text";
    const shown = isFindingsFormat(format) ? format : "text";
    printFindings({ diagnostics, snapshot, place, userRules }, shown, terminal);
    return diagnostics.some(({ severity }) => severity === "error") ? ExitCode.failed : ExitCode.ok;
  },
};

/** `{ "files": { "assets/orders.ts": "…" } }`, paths relative to the project; null after having said what is wrong. */
async function readUnsaved(terminal: Terminal): Promise<readonly FileChange[] | null> {
  const files = filesIn(await terminal.readInput());
  if (files !== null) return Object.entries(files).map(([path, text]) => ({ path, text }));
  terminal.err(
    `${terminal.color.red("error")}: --unsaved reads JSON from standard input: { "files": { "assets/orders.ts": "…" } }\n`,
  );
  return null;
}

function filesIn(input: string): Readonly<Record<string, string>> | null {
  try {
    const given: unknown = JSON.parse(input);
    const files = typeof given === "object" && given !== null && "files" in given ? given.files : null;
    if (typeof files !== "object" || files === null) return null;
    return Object.values(files).every((text) => typeof text === "string")
      ? (files as Record<string, string>)
      : null;
  } catch {
    return null;
  }
}
