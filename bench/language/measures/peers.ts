// TypeScript's own language service on the same workspace, in fresh processes.
import type { TypescriptResult } from "../children/typescriptService.ts";
import { findPlaces } from "../children/places.ts";
import { figure, latency, type Figure } from "../figure.ts";
import { buildChildren, runChild } from "../processes.ts";
import { runCold } from "./coldIndex.ts";
import type { Measure } from "./measure.ts";

/** It takes many times as long as we do. */
const MAX_ROUNDS = 3;

export const peers: Measure = {
  name: "peers",
  async *run({ workspace, rounds }): AsyncIterable<Figure> {
    await buildChildren(["coldIndex", "typescriptService"]);
    const { bodies } = findPlaces(workspace.files);
    const path = bodies[0]?.path ?? "";
    const offsets = bodies
      .filter((place) => place.path === path)
      .map(({ end }) => end)
      .slice(0, 10);
    const peer: TypescriptResult[] = [];
    const ours: number[] = [];
    for (let round = 0; round < Math.min(rounds, MAX_ROUNDS); round++) {
      ours.push((await runCold(workspace)).wall);
      peer.push(
        await runChild<TypescriptResult>("typescriptService", { root: workspace.folder, path, offsets }),
      );
    }
    const walls = peer.map(({ wall }) => wall);
    yield figure("TypeScript: first semantic answer of one file", "ms", walls, {
      note: `${peer[0]?.files ?? 0} files`,
    });
    yield figure(
      "our cold index, all findings / that",
      "×",
      ours.map((wall, round) => wall / (walls[round] ?? 0)),
    );
    yield latency(
      "TypeScript: answer after an edit",
      peer.flatMap(({ answersAfterEdit }) => answersAfterEdit),
      null,
    );
    yield figure(
      "TypeScript: resident memory",
      "MB",
      peer.map(({ rss }) => rss / 1e6),
    );
  },
};
