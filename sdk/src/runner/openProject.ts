// From a folder to a project.
import type { Project, ProjectProblem, Result } from "./api.ts";

/** Looks for strataline.config.{ts,mts,js,mjs} in `cwd` and the folders above it. */
export function openProject(cwd: string): Result<Project, ProjectProblem> {
  return {
    ok: false,
    problem: { code: "noConfig", message: `There is no strataline.config.ts in ${cwd} or above it.` },
  };
}
