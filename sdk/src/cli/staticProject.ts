// A project as its text tells it. Nothing of the user's code runs.
import { createProject, type Snapshot } from "@strataline/core";
import { createDiskHost } from "../project/diskHost.ts";
import type { ProjectPlace } from "../project/findProject.ts";
import type { Terminal } from "./terminal.ts";

export function readProject({ root }: ProjectPlace): Snapshot {
  return createProject({ host: createDiskHost(root) }).snapshot();
}

/** Whether there is something to work with; says what is missing otherwise. */
export function hasAssets({ linked }: Snapshot, { root }: ProjectPlace, terminal: Terminal): boolean {
  if (linked.definitions.length > 0) return true;
  sayNoAssets(root, linked.config.assets, terminal);
  return false;
}

export function sayNoAssets(root: string, assets: readonly string[], terminal: Terminal): void {
  const globs = assets.map((glob) => `"${glob}"`).join(", ");
  terminal.err(
    `${terminal.color.red("error")}: There are no assets in ${root}: no file that matches ${globs} declares one.\n`,
  );
}
