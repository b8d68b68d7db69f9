// Evaluates the user's TypeScript in this process, with tsx. Each loader has modules of its own: a second load sees changed
// files. Modules may import later (inside of `run`), so a loader is closed when its project is.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export interface ModuleLoader {
  /** `path` is relative to the root. Rejects with what the module threw. */
  load(path: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function createModuleLoader(root: string): Promise<ModuleLoader> {
  const [esm, cjs] = await Promise.all([import("tsx/esm/api"), import("tsx/cjs/api")]);
  process.setSourceMapsEnabled(true);
  const namespace = `strataline-${randomUUID()}`;
  // Both kinds: a project whose package.json has no `"type": "module"` is CommonJS to Node.
  const tsconfig = tsconfigIn(root);
  const requires = withTsconfig(tsconfig, () => cjs.register({ namespace }));
  const imports = esm.register({ namespace, ...(tsconfig === undefined ? {} : { tsconfig }) });
  return {
    load: async (path) => {
      const url = pathToFileURL(join(root, path)).href;
      const module: unknown = await imports.import(url, import.meta.url);
      return module;
    },
    close: async () => {
      requires.unregister();
      await imports.unregister();
    },
  };
}

/** Path aliases are the project's, not those of the folder one happens to be in. */
function tsconfigIn(root: string): string | undefined {
  const tsconfig = join(root, "tsconfig.json");
  return existsSync(tsconfig) ? tsconfig : undefined;
}

/** For CommonJS, tsx is told by the environment only. */
function withTsconfig<T>(tsconfig: string | undefined, register: () => T): T {
  const before = process.env.TSX_TSCONFIG_PATH;
  if (tsconfig !== undefined) process.env.TSX_TSCONFIG_PATH = tsconfig;
  try {
    return register();
  } finally {
    if (before === undefined) delete process.env.TSX_TSCONFIG_PATH;
    else process.env.TSX_TSCONFIG_PATH = before;
  }
}

/** The default export; a CommonJS module has all of its exports there, the default one among them. */
export function defaultExport(module: unknown): unknown {
  const first = property(module, "default");
  return property(first, "__esModule") === true ? property(first, "default") : first;
}

function property(object: unknown, name: string): unknown {
  return typeof object === "object" && object !== null && name in object
    ? (object as Record<string, unknown>)[name]
    : undefined;
}
