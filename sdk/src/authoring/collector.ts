// Who hears of a definition: while the loader evaluates modules, every `asset`, `source` and `dataProduct` call reports here,
// exported or not. The slot is global (`Symbol.for`) so that several copies of this package share it.
import type { AnyDefinition } from "./definition.ts";

export type Collector = (definition: AnyDefinition) => void;

const SLOT = Symbol.for("strataline.collector");
const slots = globalThis as { [SLOT]?: Collector | undefined };

export function collect<D extends AnyDefinition>(definition: D): D {
  slots[SLOT]?.(definition);
  return definition;
}

/** Hears every definition made until the returned function is called. */
export function listenToDefinitions(collector: Collector): () => void {
  const before = slots[SLOT];
  slots[SLOT] = collector;
  return () => {
    slots[SLOT] = before;
  };
}
