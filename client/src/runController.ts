// Runs assets on request: one run at a time per project, with progress, cancel, a log, and plain words when it cannot.
import * as vscode from "vscode";
import type { RunEvent } from "@strataline/protocol";
import type { Server } from "./languageServer.ts";
import { nodeRuntimeFor } from "./nodeRuntimes.ts";
import { findPackageBin } from "./run/packageBin.ts";
import { runArguments, runTitle, type RunRequest } from "./run/runCommand.ts";
import { logLines } from "./run/runLog.ts";
import type { RunEnd, RunProcess } from "./run/runProcess.ts";
import { createRunProgress, type RunProgress } from "./run/runProgress.ts";
import { createWarmRunner } from "./run/warmRunner.ts";
import { showRunOutcome, showRunProblem } from "./runOutcome.ts";

export interface RunTarget extends Omit<RunRequest, "root"> {
  /** URI of the project's folder. */
  readonly root: string;
}

export interface RunController {
  dispose(): void;
  run(target: RunTarget): Promise<void>;
  /** Every run this window started. */
  cancelAll(): void;
}

interface Running {
  readonly title: string;
  readonly process: RunProcess;
}

export function createRunController(server: Server, output: vscode.OutputChannel): RunController {
  const running = new Map<string, Running>();
  const warm = createWarmRunner();
  let reload: NodeJS.Timeout | undefined;
  const saved = vscode.workspace.onDidSaveTextDocument(() => {
    clearTimeout(reload);
    reload = setTimeout(() => warm.reload(), RELOAD_MS);
  });

  const start = async (target: RunTarget, title: string): Promise<void> => {
    const folder = vscode.Uri.parse(target.root).fsPath;
    const args = runArguments({ ...target, root: folder });
    if (!args.ok) return showRunProblem({ kind: "message", message: args.message });
    const bin = findPackageBin(folder);
    if (bin === null) return showRunProblem({ kind: "notInstalled", folder });
    const [node] = await Promise.all([nodeRuntimeFor(folder), saveFilesOf(folder)]);
    if (!node.ok) return showRunProblem({ kind: "node", message: node.message });
    if (running.has(target.root)) return offerToCancel(running.get(target.root));

    const progress = createRunProgress();
    output.appendLine(`\n${new Date().toISOString()} strataline ${args.args.join(" ")}`);
    const listeners = new Set<(event: RunEvent) => void>();
    const place = { node: node.path, bin, folder };
    const process = warm.start(place, args.args, {
      event: (event) => {
        for (const line of logLines(event)) output.appendLine(line);
        server.tellRunEvent({ root: target.root, event });
        for (const listener of listeners) listener(event);
      },
      text: (line) => output.appendLine(line),
    });
    running.set(target.root, { title, process });
    const end = await withProgress(title, process, progress, listeners);
    running.delete(target.root);
    if (isWarmWanted()) warm.prepare(place);
    closeOpenRun(server, target.root, progress, end);
    void showRunOutcome({ title, root: target.root, progress, end, output });
  };

  return {
    run: async (target) => {
      if (!vscode.workspace.isTrusted) return showRunProblem({ kind: "untrusted" });
      const busy = running.get(target.root);
      if (busy !== undefined) return offerToCancel(busy);
      await start(target, runTitle({ ...target, root: "" }));
    },
    cancelAll: () => {
      for (const { process } of running.values()) process.cancel();
    },
    dispose: () => {
      clearTimeout(reload);
      saved.dispose();
      warm.dispose();
      for (const { process } of running.values()) process.cancel();
    },
  };
}

/** After the last of several saves. */
const RELOAD_MS = 500;

function isWarmWanted(): boolean {
  return vscode.workspace.getConfiguration("strataline").get("keepRunnerReady", true);
}

async function withProgress(
  title: string,
  process: RunProcess,
  progress: RunProgress,
  listeners: Set<(event: RunEvent) => void>,
): Promise<RunEnd> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Running ${title}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (notification, token) => {
    listeners.add((event) => {
      const step = progress.next(event);
      if (step !== null) notification.report(step);
    });
    token.onCancellationRequested(() => process.cancel());
    return process.ended;
  });
}

/** A process that was killed leaves its run open: nothing of it runs any more. */
function closeOpenRun(server: Server, root: string, progress: RunProgress, { code }: RunEnd): void {
  const runId = progress.openRunId();
  if (runId === null) return;
  const status = code === null || code === 130 ? "cancelled" : "failed";
  const none = { durationMs: 0, succeeded: 0, failed: 0, skipped: 0, checksFailed: 0 };
  server.tellRunEvent({ root, event: { type: "runFinished", runId, at: Date.now(), status, ...none } });
}

async function offerToCancel(busy: Running | undefined): Promise<void> {
  if (busy === undefined) return;
  const cancel = "Cancel It";
  const message = `Strataline is already running ${busy.title} in this project. One run at a time.`;
  if ((await vscode.window.showInformationMessage(message, cancel)) === cancel) busy.process.cancel();
}

/** A run reads files from disk: what one sees in the editor is what runs. */
async function saveFilesOf(folder: string): Promise<void> {
  const isOurs = ({ uri }: vscode.TextDocument): boolean =>
    uri.scheme === "file" &&
    (uri.fsPath + "/").replaceAll("\\", "/").startsWith(`${folder.replaceAll("\\", "/")}/`);
  const dirty = vscode.workspace.textDocuments.filter((document) => document.isDirty && isOurs(document));
  await Promise.all(dirty.map((document) => document.save()));
}
