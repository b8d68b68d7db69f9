// Evaluates a project: its config, then all asset files. The user's code runs.
import { createMatcher } from "@strataline/core/glob";
import type { ProjectProblem, Result } from "../runner/api.ts";
import { createDiskHost } from "./diskHost.ts";
import { loadEnvFiles } from "./envFiles.ts";
import type { ProjectPlace } from "./findProject.ts";
import { loadDefinitions, moduleProblem, type Loaded } from "./loadDefinitions.ts";
import { createModuleLoader, defaultExport } from "./moduleLoader.ts";
import { resolveConfig, type FullConfig } from "./resolveConfig.ts";

export interface LoadedCode {
  readonly config: FullConfig;
  readonly loaded: Loaded;
  /** Modules may be imported later, inside of `run`: to be called when nothing runs any more. */
  readonly close: () => Promise<void>;
}

/** Fails only when there is no usable config: what is wrong with assets is in `loaded.problems`. */
export async function loadCode({
  root,
  configFile,
}: ProjectPlace): Promise<Result<LoadedCode, ProjectProblem>> {
  loadEnvFiles(root);
  const loader = await createModuleLoader(root);
  const fail = async (problem: ProjectProblem): Promise<Result<LoadedCode, ProjectProblem>> => {
    await loader.close();
    return { ok: false, problem };
  };
  let exported: unknown;
  try {
    exported = defaultExport(await loader.load(configFile));
  } catch (error) {
    return fail({ ...moduleProblem(error, configFile, root), code: "configFailed" });
  }
  const config = resolveConfig(exported);
  if (typeof config === "string") {
    return fail({ code: "configInvalid", message: `${configFile}: ${config}`, file: configFile });
  }
  const isAssetFile = createMatcher(config.assets);
  const files = createDiskHost(root)
    .listFiles()
    .filter((path) => isAssetFile(path) && path !== configFile && !path.endsWith(".d.ts"));
  const loaded = await loadDefinitions(files, loader, config, root);
  return { ok: true, value: { config, loaded, close: () => loader.close() } };
}
