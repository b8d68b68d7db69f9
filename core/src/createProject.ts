// The whole wiring of core on one screen: host → analysis → rules → features.
import { createFeatures } from "./features/index.ts";
import type { AssetGraph } from "./graph/index.ts";
import { keyIndexOf, type KeyIndex } from "./occurrences/index.ts";
import type { Host } from "./project/host.ts";
import { createBaseProject, type Extended } from "./project/project.ts";
import type { Project, Snapshot, SnapshotBase } from "./project/snapshot.ts";
import type { Steps } from "./project/steps.ts";
import { DiagnosticsMemory, findProblems, findProblemsInSteps, type Findings } from "./rules/index.ts";

export interface ProjectOptions {
  readonly host: Host;
}

/** A project over a world; it reads nothing before its first snapshot is asked. */
export function createProject({ host }: ProjectOptions): Project {
  const extend = createExtension(true);
  return createBaseProject(host, (base) => (base.isPartial ? createExtension(false)(base) : extend(base)));
}

/** What makes the snapshots of one project, each from the one before. `isWhole`: of all its files. */
function createExtension(isWhole: boolean): (base: SnapshotBase) => Extended<Snapshot> {
  // Each of these is made from the one of the revision before.
  let keys: KeyIndex | undefined;
  let findings: Findings | undefined;
  /** The last graph without a cycle: what is not in it has closed the one there is now. */
  let acyclic: AssetGraph | null = null;
  const memory = new DiagnosticsMemory(isWhole);
  return (base) => {
    // From here on the key index is found by the linked project.
    keys = keyIndexOf(base.linked, keys);
    let own: Findings | undefined;
    let all: ReturnType<Snapshot["allDiagnostics"]> | undefined;
    const find = (): Findings => {
      own ??= findProblems(base, findings);
      if (own.ranks !== null) acyclic = base.graph;
      return (findings = own);
    };
    const prepare = function* (): Steps<void> {
      own ??= yield* findProblemsInSteps(base, findings);
      yield* memory.prepare(base, find());
    };
    const diagnostics: Snapshot["diagnostics"] = (path) => memory.of(path, base, find());
    const snapshot = Object.freeze({
      ...base,
      diagnostics,
      hasCycle: () => find().ranks === null,
      allDiagnostics: () => (all ??= memory.all(base, find())),
      diagnosticsBeforeBaseline: () => memory.beforeBaseline(base, find()),
      ...createFeatures({ ...base, diagnostics, graphBeforeCycle: () => acyclic }),
    });
    return { snapshot, prepare };
  };
}
