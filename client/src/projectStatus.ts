// The status item beside the language's: what was understood of this workspace, or why nothing was and what to do.
import * as vscode from "vscode";
import type { ProjectGraphs } from "./projectGraphs.ts";

export function registerProjectStatus(context: vscode.ExtensionContext, graphs: ProjectGraphs): void {
  const languages = ["typescript", "typescriptreact", "javascript", "javascriptreact"];
  const selector = languages.map((language) => ({ language, scheme: "file" }));
  const item = vscode.languages.createLanguageStatusItem("strataline.projects", selector);
  item.name = "Strataline";
  item.text = "Strataline";
  item.busy = true;

  const show = (): void => {
    const projects = graphs.projects();
    // What commands, keys and the empty tree of the manifest depend on.
    void vscode.commands.executeCommand("setContext", "strataline.hasProject", projects.length > 0);
    const problem = projects.find((project) => project.problem !== null);
    item.busy = false;
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.command = { title: "Open Lineage", command: "strataline.openLineage" };
    item.detail = projects.map(({ name }) => name).join(", ");
    if (projects.length === 0) {
      item.text = "No Strataline project";
      item.detail = "There is no strataline.config.ts file in this workspace.";
      item.command = { title: "How to Start", command: "strataline.openWalkthrough" };
    } else if (problem !== undefined) {
      item.text = `${problem.name}: the configuration has an error`;
      item.detail = problem.problem ?? "";
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.command = { title: "Show Problems", command: "workbench.actions.view.problems" };
    } else {
      item.text = summary(projects);
    }
  };
  context.subscriptions.push(item, graphs.onProjects(show));
}

function summary(projects: readonly { readonly assets: number; readonly dynamic: number }[]): string {
  const sum = (of: "assets" | "dynamic"): number =>
    projects.reduce((total, project) => total + project[of], 0);
  const assets = `${sum("assets")} ${sum("assets") === 1 ? "asset" : "assets"}`;
  return sum("dynamic") === 0 ? assets : `${assets}, ${sum("dynamic")} dynamic`;
}
