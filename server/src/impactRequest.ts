// What changed since another state of the files. That state is read anew for each question: only the files that changed, and what they import.
import { createProject, hostBefore, impactOf, type Impact } from "@strataline/core";
import type { ImpactParams } from "@strataline/protocol";
import { createDiskHost, readText } from "./diskHost.ts";
import { absoluteIn } from "./paths.ts";
import type { OpenProject, Projects } from "./projects.ts";

export function impactIn(projects: Projects, project: OpenProject, { paths, before }: ImpactParams): Impact {
  const texts = new Map(Object.entries(before));
  const changed = new Set(paths);
  // Unsaved: on disk it is as it was, unless it is among the changed ones already.
  for (const path of projects.openPaths(project)) {
    if (changed.has(path) || projects.isAsOnDisk(project, path)) continue;
    changed.add(path);
    const text = readText(absoluteIn(project.root, path));
    if (text !== undefined) texts.set(path, text);
  }
  const then = createProject({ host: hostBefore(changed, texts, createDiskHost(project.root)) });
  return impactOf(project.snapshot(), changed, (files) =>
    files === null ? then.snapshot() : then.partial(files),
  );
}
