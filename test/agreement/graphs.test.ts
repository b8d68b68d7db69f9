// What the text says is what the code does: the graph read by core equals the graph of the loaded modules, for every
// example and for fixtures that use each form of keys and deps.
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { createProject, type AssetGraph } from "@strataline/core";
import { createDiskHost } from "../../sdk/src/project/diskHost.ts";
import { openProject } from "../../sdk/src/runner/index.ts";

const projects = ["examples", "test/agreement/fixtures"].flatMap((folder) =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => readdirSync(path).some((file) => file.startsWith("strataline.config."))),
);

/** Where a node is declared is known only to the text. */
function withoutFiles(graph: AssetGraph): AssetGraph {
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, file: null })) };
}

async function loadedGraph(root: string): Promise<AssetGraph> {
  const project = openProject(resolve(root));
  if (!project.ok) throw new Error(project.problem.message);
  const loaded = await project.value.load();
  project.value.close();
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return loaded.value.graph;
}

describe("static graph = runtime graph", () => {
  test("the list of projects is not empty", () => {
    expect(projects.length).toBeGreaterThanOrEqual(5);
    expect(existsSync("examples/aviation/strataline.config.ts")).toBe(true);
  });
  test.for(projects)("%s", async (root) => {
    const written = createProject({ host: createDiskHost(resolve(root)) }).snapshot().graph;
    expect(withoutFiles(written)).toEqual(withoutFiles(await loadedGraph(root)));
    expect(written.nodes.length).toBeGreaterThan(2);
  });
});
