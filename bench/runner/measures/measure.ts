// What every measure of the runner is given, and what it gives.
import type { Figure } from "../../language/figure.ts";

export interface RunnerBench {
  /** How often everything is done. */
  readonly rounds: number;
  readonly assets: number;
}

export interface RunnerMeasure {
  readonly name: string;
  /** Gives figures as soon as they are known. */
  run(bench: RunnerBench): AsyncIterable<Figure>;
}
