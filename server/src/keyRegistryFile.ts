// Keeps `.strataline/keys.d.ts` of each project in step with its keys. Writes only when allowed and only what differs.
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { KEY_REGISTRY_PATH, keyRegistryText } from "@strataline/core";
import { readText } from "./diskHost.ts";
import type { OpenProject } from "./projects.ts";

export function writeKeyRegistry(project: OpenProject): void {
  const file = `${project.root}/${KEY_REGISTRY_PATH}`;
  const text = keyRegistryText(project.snapshot().linked);
  if (readText(file) === text) return;
  mkdirSync(dirname(file), { recursive: true });
  keepOutOfGit(dirname(file));
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

/** The folder may be new; the runner does the same with its own. */
function keepOutOfGit(folder: string): void {
  const file = `${folder}/.gitignore`;
  if (!existsSync(file)) writeFileSync(file, "*\n");
}
