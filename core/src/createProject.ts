// The whole wiring of core on one screen: host → analysis → rules → features.
import { createFeatures } from "./features/index.ts";
import type { AssetGraph } from "./graph/index.ts";
import { keyIndexOf, type KeyIndex } from "./occurrences/index.ts";
import type { Host } from "./project/host.ts";
import { createBaseProject } from "./project/project.ts";
import type { Project, Snapshot } from "./project/snapshot.ts";
import { DiagnosticsMemory, findProblems, type Findings } from "./rules/index.ts";

export interface ProjectOptions {
  readonly host: Host;
}

/** A project over a world; it reads nothing before its first snapshot is asked. */
export function createProject({ host }: ProjectOptions): Project {
  // Each of these is made from the one of the revision before.
  let keys: KeyIndex | undefined;
  let findings: Findings | undefined;
  /** The last graph without a cycle: what is not in it has closed the one there is now. */
  let acyclic: AssetGraph | null = null;
  const memory = new DiagnosticsMemory();
  return createBaseProject(host, (base): Snapshot => {
    // From here on the key index is found by the linked project.
    keys = keyIndexOf(base.linked, keys);
    let own: Findings | undefined;
    let all: ReturnType<Snapshot["allDiagnostics"]> | undefined;
    const find = (): Findings => {
      own ??= findProblems(base, findings);
      if (own.ranks !== null) acyclic = base.graph;
      return (findings = own);
    };
    const diagnostics: Snapshot["diagnostics"] = (path) => memory.of(path, base, find());
    return Object.freeze({
      ...base,
      diagnostics,
      hasCycle: () => find().ranks === null,
      allDiagnostics: () => (all ??= memory.all(base, find())),
      diagnosticsBeforeBaseline: () => memory.beforeBaseline(base, find()),
      ...createFeatures({ ...base, diagnostics, graphBeforeCycle: () => acyclic }),
    });
  });
}
