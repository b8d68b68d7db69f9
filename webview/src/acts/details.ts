// The details of the asset that is selected alone: asked when it becomes so, and again when the graph or what is known of its runs, or of
// those right above it, or whether it is stale, changed.
import type { AssetStatus, StaleReason } from "@strataline/core";
import { nodeOf, upstreamOf } from "@strataline/core/graph";
import type { AssetDetails, FromWebview } from "@strataline/protocol";
import type { Model } from "../model.ts";

export interface DetailsFeed {
  /** What is known of it now; asks for what is not. */
  of(model: Model, selected: readonly string[]): AssetDetails | null;
  receive(details: AssetDetails): void;
}

interface Asked {
  readonly key: string;
  readonly graph: Model["graph"];
  readonly statuses: readonly (AssetStatus | undefined)[];
  readonly stale: StaleReason | undefined;
}

export function createDetailsFeed(post: (message: FromWebview) => void): DetailsFeed {
  let asked: Asked | null = null;
  let known: AssetDetails | null = null;
  return {
    of(model, selected) {
      const [key] = selected;
      const { graph } = model;
      if (key === undefined || selected.length > 1 || nodeOf(graph, key) === undefined) {
        asked = null;
        return null;
      }
      const statuses = [key, ...upstreamOf(graph, key)].map((one) => model.statuses.get(one));
      const now = { key, graph, statuses, stale: model.stale.get(key) };
      if (asked === null || !isSame(asked, now)) {
        asked = now;
        post({ type: "details", key });
      }
      return known?.key === key ? known : null;
    },
    receive(details) {
      known = details;
    },
  };
}

function isSame(a: Asked, b: Asked): boolean {
  return (
    a.key === b.key &&
    a.graph === b.graph &&
    a.stale === b.stale &&
    a.statuses.every((status, at) => status === b.statuses[at])
  );
}
