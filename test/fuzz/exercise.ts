// Asks a snapshot everything an editor may ask, where the cursor may be: nothing of it may throw.
import type { Snapshot } from "../../core/src/index.ts";
import type { Random } from "../support/random.ts";

/** All questions about a file; those about a place at a few random ones, and outside of the text. */
export function exercise(snapshot: Snapshot, path: string, random: Random, places = 2): void {
  const length = snapshot.text(path)?.length ?? 0;
  snapshot.diagnostics(path);
  snapshot.lenses(path);
  snapshot.symbols(path);
  snapshot.keyTokens(path);
  for (let i = 0; i < places; i++) askAt(snapshot, path, random.below(length + 1));
  if (random.chance(0.02)) for (const offset of [length, length + 100, -1]) askAt(snapshot, path, offset);
}

export function askAt(snapshot: Snapshot, path: string, offset: number): void {
  snapshot.assetAt(path, offset);
  snapshot.definition(path, offset);
  snapshot.references(path, offset, true);
  snapshot.highlights(path, offset);
  snapshot.hover(path, offset, () => undefined);
  snapshot.completion(path, offset);
  snapshot.codeActions(path, { start: offset, end: offset });
  const target = snapshot.prepareRename(path, offset);
  if (target?.ok === true) snapshot.rename(path, offset, "silver/renamed");
}

/** Questions about the project. */
export function exerciseProject(snapshot: Snapshot): void {
  snapshot.allDiagnostics();
  snapshot.workspaceSymbols("o");
  for (const { key } of snapshot.graph.nodes.slice(0, 50)) {
    snapshot.codeVersion(key);
    snapshot.locate(key);
  }
}
