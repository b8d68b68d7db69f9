// What every measure is given, and what it gives.
import type { Figure } from "../figure.ts";
import type { ScratchWorkspace } from "../scratchWorkspace.ts";

export interface Bench {
  readonly workspace: ScratchWorkspace;
  /** How often processes are started anew. */
  readonly rounds: number;
  /** How often answers are asked for. */
  readonly samples: number;
  /** Edits over which memory should stay flat. */
  readonly edits: number;
  /** Key of the hub that a thousand read, if the workspace has one. */
  readonly hub: string | null;
}

export interface Measure {
  readonly name: string;
  /** Gives figures as soon as they are known. */
  run(bench: Bench): AsyncIterable<Figure>;
}
