// The whole wiring of core on one screen: host → analysis → rules → features.
import { createFeatures } from "./features/index.ts";
import { keyIndexOf, type KeyIndex } from "./occurrences/index.ts";
import type { Host } from "./project/host.ts";
import { createBaseProject } from "./project/project.ts";
import type { Project, Snapshot, SnapshotBase } from "./project/snapshot.ts";
import { diagnosticsOf, findProblems, runRules, type Findings } from "./rules/index.ts";

export interface ProjectOptions {
  readonly host: Host;
}

/** A project over a world; it reads nothing before its first snapshot is asked. */
export function createProject({ host }: ProjectOptions): Project {
  const findingsOf = rememberFindings();
  let keys: KeyIndex | undefined;
  return createBaseProject(host, (base): Snapshot => {
    // From here on the key index is found by the linked project.
    keys = keyIndexOf(base.linked, keys);
    const diagnostics: Snapshot["diagnostics"] = (path) => diagnosticsOf(path, findingsOf(base), base);
    return Object.freeze({
      ...base,
      diagnostics,
      allDiagnostics: () => runRules(base, findingsOf(base)),
      ...createFeatures({ ...base, diagnostics }),
    });
  });
}

/** Findings are made once for a linked project and its graph; typing in a body keeps both. */
function rememberFindings(): (base: SnapshotBase) => Findings {
  let last: (Pick<SnapshotBase, "linked" | "graph"> & { readonly findings: Findings }) | undefined;
  return ({ linked, graph }) => {
    if (last?.linked !== linked || last.graph !== graph) {
      last = { linked, graph, findings: findProblems({ linked, graph }) };
    }
    return last.findings;
  };
}
