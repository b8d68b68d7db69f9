// What the host tells beside the graph, about what the user looks at: details of an asset, and what changed since a git ref.
import type { AssetDetails, FromWebview, ToWebview } from "@strataline/protocol";
import type { Model } from "../model.ts";
import { createDetailsFeed } from "./details.ts";
import { impactTitle, type ImpactMessage } from "./impact.ts";

type Aside = Extract<ToWebview, { type: "details" | "impact" }>;

export interface Asides {
  /** Answers what a screen reader is told; null: nothing. */
  receive(message: Aside): string | null;
  readonly impact: ImpactMessage;
  /** Of the asset that is selected alone; asks for what is not known yet. */
  details(model: Model, selected: readonly string[]): AssetDetails | null;
}

export function isAside(message: ToWebview): message is Aside {
  return message.type === "details" || message.type === "impact";
}

export function createAsides(post: (message: FromWebview) => void): Asides {
  const feed = createDetailsFeed(post);
  let impact: ImpactMessage = { type: "impact", ref: null, impact: null, problem: null };
  return {
    receive(message) {
      if (message.type === "details") {
        feed.receive(message.details);
        return null;
      }
      impact = message;
      return message.ref === null ? null : impactTitle(message);
    },
    get impact() {
      return impact;
    },
    details: (model, selected) => feed.of(model, selected),
  };
}
