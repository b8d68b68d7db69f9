// What rules and features may ask of a project: a small part of `Snapshot`, so that they never import it.
import type { AssetGraph } from "../graph/index.ts";
import type { LinkedProject, Site } from "../project/linked.ts";
import type { LineIndex, Span } from "../text/index.ts";

export interface ProjectView {
  readonly linked: LinkedProject;
  readonly graph: AssetGraph;
  /** Asset files and everything local they import, sorted. */
  readonly paths: readonly string[];
  text(path: string): string | undefined;
  lines(path: string): LineIndex;
  span(site: Site): Span;
}
