// What the text says is what the code does: the graph read by core equals the graph of the loaded modules, for every
// example and for fixtures that use each form of keys and deps.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createProject, type AssetGraph } from "@strataline/core";
import { createDiskHost } from "../../sdk/src/project/diskHost.ts";
import { openProject } from "../../sdk/src/runner/index.ts";

const projects = ["examples", "test/agreement/fixtures"].flatMap((folder) =>
  readdirSync(folder).flatMap((name) => projectsIn(join(folder, name))),
);

/** A folder with a config, or those of its packages when it is a workspace. */
function projectsIn(folder: string): readonly string[] {
  const names = readdirSync(folder);
  if (names.some((name) => name.startsWith("strataline.config."))) return [folder];
  return names.includes("packages")
    ? readdirSync(join(folder, "packages")).flatMap((name) => projectsIn(join(folder, "packages", name)))
    : [];
}

/** Links the packages of a workspace into a copy of it, as an install does; other projects stay where they are. */
function install(project: string): string {
  const [workspace, inside] = project.split("/packages/");
  if (workspace === undefined || inside === undefined) return resolve(project);
  mkdirSync(".cache", { recursive: true });
  const copy = mkdtempSync(resolve(".cache/workspace-"));
  copies.push(copy);
  cpSync(workspace, copy, { recursive: true });
  for (const name of readdirSync(join(copy, "packages"))) {
    const manifest = JSON.parse(readFileSync(join(copy, "packages", name, "package.json"), "utf8")) as {
      readonly name: string;
    };
    const link = join(copy, "node_modules", manifest.name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(copy, "packages", name), link, "junction");
  }
  return join(copy, "packages", inside);
}

const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** Where a node is declared is known only to the text. */
function withoutFiles(graph: AssetGraph): AssetGraph {
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, file: null })) };
}

async function loadedGraph(root: string): Promise<AssetGraph> {
  const project = openProject(root);
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
  test.for(projects)("%s", async (folder) => {
    const root = install(folder);
    const written = createProject({ host: createDiskHost(root) }).snapshot().graph;
    expect(withoutFiles(written)).toEqual(withoutFiles(await loadedGraph(root)));
    expect(written.nodes.length).toBeGreaterThan(2);
  });
});
