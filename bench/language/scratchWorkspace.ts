// A generated workspace on disk, inside the repository so that it finds the package `strataline` and its types.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, scratchProject } from "../scratchProject.ts";
import {
  generateWorkspace,
  parseGraph,
  shrunk,
  withHub,
  type PipelineGraph,
  type WorkspaceOptions,
} from "./workspace/generate.ts";

/** Read by a thousand others. */
export const HUB = "hub_calendar";

export interface ScratchWorkspace extends Disposable {
  readonly folder: string;
  readonly graph: PipelineGraph;
  /** Path → text, as on disk. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths of modules: what is read to know the pipeline. */
  readonly modules: readonly string[];
}

export interface WorkspaceWish {
  /** Name of a graph: "syn-10000", "real-tuva". */
  readonly graph: string;
  /** Fewer assets than the graph has. */
  readonly assets: number;
  /** How many read the hub. 0: there is none. */
  readonly hubReaders: number;
  readonly options?: Partial<WorkspaceOptions>;
}

/** Removed at the end of the block that `using`s it. */
export function scratchWorkspace({
  graph: name,
  assets,
  hubReaders,
  options,
}: WorkspaceWish): ScratchWorkspace {
  const small = shrunk(readGraph(name), assets);
  const graph = hubReaders > 0 ? withHub(small, HUB, hubReaders) : small;
  const files = generateWorkspace(graph, { literalOnly: new Set([HUB]), ...options });
  const scratch = scratchProject();
  for (const [path, text] of files) {
    const file = join(scratch.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const modules = [...files.keys()].filter((path) => path.endsWith(".ts")).sort();
  return {
    ...scratch,
    folder: scratch.folder,
    graph,
    files,
    modules,
    [Symbol.dispose]: () => scratch[Symbol.dispose](),
  };
}

/** The large graphs are beside the checkout; some small ones are in it. */
export function readGraph(name: string): PipelineGraph {
  const places = [
    join(root, "../shared/graphs"),
    join(root, "../../shared/graphs"),
    join(root, "test/graphs"),
  ];
  const file = places.map((place) => join(place, `${name}.json`)).find((candidate) => existsSync(candidate));
  if (file === undefined)
    throw new Error(`there is no graph ${name}.json in ../shared/graphs or test/graphs`);
  return parseGraph(readFileSync(file, "utf8"));
}
