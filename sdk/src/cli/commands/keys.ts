// `strataline keys`: writes the key registry, from which TypeScript knows every key and what it holds.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { KEY_REGISTRY_PATH, keyRegistryText } from "@strataline/core";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { projectRoot } from "../projectRoot.ts";
import { readProject } from "../staticProject.ts";

export const keys: Command = {
  spec: {
    positionals: [],
    options: {},
    examples: [{ line: "strataline keys && tsc --noEmit", does: "a misspelt key fails the type check" }],
  },
  run: (args, terminal) => {
    const place = projectRoot(args, terminal);
    if (place === null) return Promise.resolve(ExitCode.usage);
    const text = keyRegistryText(readProject(place).linked);
    const path = join(place.root, KEY_REGISTRY_PATH);
    try {
      const isNew = writeIfDifferent(path, text);
      terminal.out(`${KEY_REGISTRY_PATH} ${isNew ? "written" : "is up to date"}\n`);
      return Promise.resolve(ExitCode.ok);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      terminal.err(`${terminal.color.red("error")}: ${path} cannot be written: ${reason}\n`);
      return Promise.resolve(ExitCode.usage);
    }
  },
};

/** Whole or not at all: an editor may be reading it. */
function writeIfDifferent(path: string, text: string): boolean {
  if (readOrNull(path) === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
  return true;
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
