// How a run's end, and what keeps a run from starting, is told: one message, with the way out as its button.
import * as vscode from "vscode";
import type { RunError } from "@strataline/protocol";
import type { RunEnd } from "./run/runProcess.ts";
import type { RunProgress } from "./run/runProgress.ts";

export type RunProblem =
  | { readonly kind: "untrusted" }
  | { readonly kind: "notInstalled"; readonly folder: string }
  | { readonly kind: "node"; readonly message: string }
  | { readonly kind: "message"; readonly message: string };

export async function showRunProblem(problem: RunProblem): Promise<void> {
  switch (problem.kind) {
    case "untrusted":
      return offer("Running assets executes code of this workspace, which is not trusted.", {
        title: "Manage Workspace Trust",
        run: () => vscode.commands.executeCommand("workbench.trust.manage"),
      });
    case "notInstalled":
      return offer(
        `The package "strataline" is not installed in ${problem.folder} or above. Run "npm install strataline" there.`,
        {
          title: "Open Terminal",
          run: () => vscode.window.createTerminal({ cwd: problem.folder, name: "Strataline" }).show(),
        },
      );
    case "node":
      return offer(problem.message, {
        title: "Set Path of Node",
        run: () => vscode.commands.executeCommand("workbench.action.openSettings", "strataline.nodePath"),
      });
    case "message":
      await vscode.window.showErrorMessage(problem.message);
  }
}

export interface RunOutcome {
  readonly title: string;
  readonly root: string;
  readonly progress: RunProgress;
  readonly end: RunEnd;
  readonly output: vscode.OutputChannel;
}

export async function showRunOutcome({ title, root, progress, end, output }: RunOutcome): Promise<void> {
  const showLog = { title: "Show Log", run: () => output.show(true) };
  const finished = progress.last();
  if (end.code === 0) {
    const text = finished === null ? "done" : `${finished.succeeded} succeeded, ${finished.skipped} skipped`;
    vscode.window.setStatusBarMessage(`$(check) Strataline: ${title}: ${text}`, 8_000);
    return;
  }
  if (end.code === 130 || finished?.status === "cancelled") {
    vscode.window.setStatusBarMessage(`$(circle-slash) Strataline: ${title} cancelled`, 8_000);
    return;
  }
  const [failure] = progress.failures;
  const [failedCheck] = progress.failedChecks;
  if (failure !== undefined) {
    const more = progress.failures.length > 1 ? ` (and ${progress.failures.length - 1} more)` : "";
    return offerError(
      `${failure.key} failed${more}: ${failure.error.message}`,
      goTo(root, failure.error),
      showLog,
    );
  }
  if (failedCheck !== undefined) {
    const { key, check, message } = failedCheck;
    return offerError(`Check ${check} of ${key} failed${message === null ? "." : `: ${message}`}`, showLog);
  }
  // The first line says what is wrong, what follows is help.
  const said = (end.errorText.trim().split("\n")[0] ?? "").replace(/^error: /, "");
  return offerError(
    `The run of ${title} failed: ${said === "" ? `exit code ${String(end.code)}` : said}`,
    showLog,
  );
}

interface Action {
  readonly title: string;
  readonly run: () => unknown;
}

function goTo(root: string, { location }: RunError): Action | null {
  if (location === undefined) return null;
  const { file, line, character } = location;
  const position = new vscode.Position(line, character);
  return {
    title: "Go to Line",
    run: () =>
      vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.parse(root), file), {
        selection: new vscode.Range(position, position),
      }),
  };
}

async function offer(message: string, action: Action): Promise<void> {
  if ((await vscode.window.showWarningMessage(message, action.title)) === action.title) await action.run();
}

async function offerError(message: string, ...actions: readonly (Action | null)[]): Promise<void> {
  const offered = actions.filter((action) => action !== null);
  const chosen = await vscode.window.showErrorMessage(message, ...offered.map(({ title }) => title));
  await offered.find(({ title }) => title === chosen)?.run();
}
