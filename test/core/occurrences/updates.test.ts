// After an edit, graph and key index are made from those before. They must be what a fresh start would give.
import { describe, expect, test } from "vitest";
import { createProject } from "../../../core/src/index.ts";
import { diffGraphs, isEmptyDelta } from "../../../core/src/graph/index.ts";
import { keyIndexOf, type KeyIndex } from "../../../core/src/occurrences/index.ts";
import { buildGraph, updateGraph } from "../../../core/src/project/buildGraph.ts";
import type { LinkedProject } from "../../../core/src/project/linked.ts";
import { createMemoryHost } from "../../support/memoryHost.ts";
import { createRandom, randomEdit, randomFiles, shareFiles } from "../../support/randomProject.ts";

/** A project and what it is after each of some edits, with files that say the same kept as they are. */
function* history(seed: number, edits: number): Iterable<LinkedProject> {
  const random = createRandom(seed);
  const host = createMemoryHost(randomFiles(random));
  const project = createProject({ host });
  let linked = project.snapshot().linked;
  yield linked;
  for (; edits > 0; edits--) {
    const edit = randomEdit(random);
    if (edit.text === null) host.files.delete(edit.path);
    project.apply([edit]);
    linked = shareFiles(linked, project.snapshot().linked);
    yield linked;
  }
}

const seeds = Array.from({ length: 40 }, (_, seed) => seed);

describe("the graph after an edit", () => {
  test.for(seeds)("is the fresh one, seed %i", (seed) => {
    let before: { linked: LinkedProject; graph: ReturnType<typeof buildGraph> } | undefined;
    for (const linked of history(seed, 12)) {
      const fresh = buildGraph(linked);
      const graph = before ? updateGraph(before, linked) : fresh;
      expect(graph).toEqual(fresh);
      if (before) {
        const kept = before.graph;
        const delta = diffGraphs(kept, graph);
        expect(graph === kept).toBe(isEmptyDelta(delta));
        const changed = new Set(delta.upserted.map(({ key }) => key));
        const untouched = graph.nodes.filter(({ key }) => !changed.has(key));
        expect(untouched.every((node) => kept.nodes.includes(node))).toBe(true);
        const added = new Set(delta.addedEdges);
        expect(graph.edges.every((edge) => added.has(edge) || kept.edges.includes(edge))).toBe(true);
      }
      before = { linked, graph };
    }
  });
});

describe("the key index after an edit", () => {
  test.for(seeds)("answers as a fresh one, seed %i", (seed) => {
    let index: KeyIndex | undefined;
    for (const linked of history(seed, 12)) {
      index = keyIndexOf(linked, index);
      expect(answers(index, linked)).toEqual(answers(keyIndexOf({ ...linked }), linked));
    }
  });

  test("leaves the one before able to answer", () => {
    const all = [...history(3, 6)];
    const indexes: KeyIndex[] = [];
    for (const linked of all) indexes.push(keyIndexOf(linked, indexes.at(-1)));
    for (const [at, linked] of all.entries()) {
      const index = indexes[at];
      if (index) expect(answers(index, linked)).toEqual(answers(keyIndexOf({ ...linked }), linked));
    }
  });
});

function answers(index: KeyIndex, { definitions, files }: LinkedProject): unknown {
  const names = new Set([...index.keys, ...index.missingKeys, ...definitions.map(({ id }) => id)]);
  return {
    keys: index.keys,
    missing: index.missingKeys,
    dynamic: index.dynamicCount,
    names: [...names].sort().map((name) => ({
      name,
      definitions: index.definitions(name),
      reads: index.reads(name),
      mentions: index.mentions(name),
      readers: index.readers(name),
      upstream: index.upstream(name),
      below: [...index.downstreamClosure(name)].sort(),
      near: index.nearest(name),
    })),
    files: ["lib/shared.ts", ...files.keys()].map((path) => ({
      path,
      definitions: index.definitionsIn(path),
      reads: index.readsIn(path),
      mentions: index.mentionsIn(path),
      written: index.writtenIn(path),
      keysAt: index.writtenIn(path).map(({ site }) => [...index.keysWrittenAt(site)].sort()),
    })),
  };
}
