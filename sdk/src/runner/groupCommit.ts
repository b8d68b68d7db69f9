// Versions that are ready in the same turn of the event loop are committed together: a transaction costs more than what it
// writes. Each stands or falls by itself, and none counts as made before the transaction has ended.
import type { CodeParts } from "@strataline/core/staleness";
import type { Materialization } from "../store/model.ts";
import type { Store } from "../store/store.ts";

export interface GroupCommit {
  /** Resolves when the version is the current one; rejects, without it, once `signal` is aborted. */
  commit(made: Materialization, parts: CodeParts | undefined, signal: AbortSignal): Promise<void>;
}

interface Waiting {
  readonly made: Materialization;
  readonly parts: CodeParts | undefined;
  readonly signal: AbortSignal;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export function createGroupCommit(store: Pick<Store, "commit" | "together">): GroupCommit {
  let group: Waiting[] = [];
  const flush = (): void => {
    const waiting = group;
    group = [];
    const tell: (() => void)[] = [];
    try {
      store.together(() => {
        for (const one of waiting) tell.push(commitOne(one, store));
      });
    } catch (error) {
      // None of them is there.
      for (const { reject } of waiting) reject(asError(error));
      return;
    }
    for (const say of tell) say();
  };
  return {
    commit: (made, parts, signal) =>
      new Promise((resolve, reject) => {
        group.push({ made, parts, signal, resolve, reject });
        if (group.length === 1) setImmediate(flush);
      }),
  };
}

/** How it went, to be told when the transaction has ended. */
function commitOne(
  { made, parts, signal, resolve, reject }: Waiting,
  store: Pick<Store, "commit">,
): () => void {
  try {
    signal.throwIfAborted();
    store.commit(made, parts);
    return resolve;
  } catch (error) {
    return () => reject(asError(error));
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
