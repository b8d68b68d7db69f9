// From nothing to the graph and all findings, in this process.
import { openProject } from "./project.ts";
import { clock, given, tell, type Taken } from "./result.ts";

interface ColdGiven {
  readonly root: string;
}

export interface ColdResult extends Taken {
  /** Of `wall`, until there is the graph; the findings take the rest. */
  readonly graphWall: number;
  readonly nodes: number;
  readonly edges: number;
  readonly findings: number;
  /** Files with findings. */
  readonly found: readonly string[];
}

const { root } = given() as ColdGiven;
const taken = clock();
const snapshot = openProject(root).snapshot();
const { nodes, edges } = snapshot.graph;
const graphWall = taken().wall;
const all = snapshot.allDiagnostics();
const time = taken();
tell({
  ...time,
  graphWall,
  nodes: nodes.length,
  edges: edges.length,
  findings: all.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0),
  found: all.map(({ path }) => path),
} satisfies ColdResult);
