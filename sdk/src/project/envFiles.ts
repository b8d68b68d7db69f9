// `.env` and `.env.local` beside the config, for settings that belong to a machine and not into the repository.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/** Later ones win over earlier ones; what the process was given wins over both. */
export const ENV_FILES = [".env", ".env.local"] as const;

/** Puts their variables into `environment`, as Node's `--env-file` does. A file that is not there is none. */
export function loadEnvFiles(root: string, environment: NodeJS.ProcessEnv = process.env): void {
  const given = new Set(Object.keys(environment));
  for (const file of ENV_FILES) {
    for (const [name, value] of Object.entries(parseEnv(textOf(join(root, file))))) {
      if (!given.has(name)) environment[name] = value;
    }
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
