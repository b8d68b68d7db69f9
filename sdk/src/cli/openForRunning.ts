// For commands that run the user's code: the loaded project, or null after having said why there is none.
import type { LoadedProject, Project, ProjectProblem, Refusal } from "../runner/index.ts";
import type { Arguments } from "./arguments.ts";
import { ExitCode } from "./exitCodes.ts";
import { projectRoot } from "./projectRoot.ts";
import type { Terminal } from "./terminal.ts";
import { unreachable } from "./unreachable.ts";

const MOST_PROBLEMS = 20;

export interface OpenedProject {
  readonly project: Project;
  readonly loaded: LoadedProject;
}

/** The project without its code: for its history. */
export async function openHistory(args: Arguments, terminal: Terminal): Promise<Project | null> {
  const place = projectRoot(args, terminal);
  if (place === null) return null;
  const { openProject } = await import("../runner/index.ts");
  const opened = openProject(place.root);
  if (opened.ok) return opened.value;
  sayProblem(opened.problem, terminal);
  return null;
}

export async function openForRunning(args: Arguments, terminal: Terminal): Promise<OpenedProject | null> {
  const project = await openHistory(args, terminal);
  if (project === null) return null;
  const loaded = await project.load();
  if (loaded.ok) return { project, loaded: loaded.value };
  sayProblem(loaded.problem, terminal);
  project.close();
  return null;
}

export function sayProblem(problem: ProjectProblem, terminal: Terminal): void {
  const { file, line, character } = problem;
  const place =
    file === undefined
      ? ""
      : ` ${terminal.color.dim(`(${[file, ...(line === undefined ? [] : [line + 1, (character ?? 0) + 1])].join(":")})`)}`;
  terminal.err(`${terminal.color.red("error")}: ${problem.message}${place}\n`);
}

/** Says why nothing was done, and which exit code says the same. */
export function sayRefusal(refusal: Refusal, expression: string | undefined, terminal: Terminal): ExitCode {
  const { color } = terminal;
  switch (refusal.kind) {
    case "problems":
      for (const problem of refusal.problems.slice(0, MOST_PROBLEMS)) sayProblem(problem, terminal);
      if (refusal.problems.length > MOST_PROBLEMS) {
        terminal.err(
          `and ${refusal.problems.length - MOST_PROBLEMS} more; \`strataline check\` lists them.\n`,
        );
      }
      return ExitCode.usage;
    case "selection":
      terminal.err(
        `${color.red("error")}: ${refusal.message}\n${pointAt(expression, refusal.span, terminal)}`,
      );
      return ExitCode.usage;
    case "conflict":
      terminal.err(`${color.red("error")}: ${refusal.message}\n`);
      return ExitCode.conflict;
    case "unsupported":
    case "state":
    case "unknownKey":
    case "notStored":
      terminal.err(`${color.red("error")}: ${refusal.message}\n`);
      return ExitCode.usage;
    default:
      return unreachable(refusal);
  }
}

/** The expression with a line of carets under the wrong part. */
export function pointAt(
  expression: string | undefined,
  span: { readonly start: number; readonly end: number } | undefined,
  terminal: Terminal,
): string {
  if (expression === undefined || span === undefined || expression.includes("\n")) return "";
  const carets = "^".repeat(Math.max(1, span.end - span.start));
  return `  ${expression}\n  ${" ".repeat(span.start)}${terminal.color.red(carets)}\n`;
}
