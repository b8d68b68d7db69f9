// Evaluates the user's TypeScript in this process, with tsx. Each loader has modules of its own: a second load sees changed
// files. Modules may import later (inside of `run`), so a loader is closed when its project is.
import { randomUUID } from "node:crypto";
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
  const requires = cjs.register({ namespace });
  const imports = esm.register({ namespace });
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
