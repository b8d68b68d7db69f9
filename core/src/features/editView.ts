// What features that change text ask of the project besides its declarations.
import type { Diagnostic } from "../diagnostics/index.ts";
import type { AssetGraph } from "../graph/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import type { SnapshotBase } from "../project/snapshot.ts";

export interface EditView
  extends ProjectView, Pick<SnapshotBase, "facts" | "resolveModule" | "paths" | "locate"> {
  diagnostics(path: string): readonly Diagnostic[];
  /** The last graph that had no cycle; null when there always was one. */
  graphBeforeCycle(): AssetGraph | null;
}
