// Whether what is stored is still right, in one line; when it is not, the way to the cause.
import type { Staleness } from "@strataline/core";
import { html, icon } from "../dom.ts";
import { reasonText } from "../staleText.ts";
import { keyLink } from "./inspectorSections.ts";

export function freshness(
  document: Document,
  state: Staleness,
  goTo: (key: string) => void,
): readonly Node[] {
  const line = (name: "succeeded" | "stale" | "idle", tone: string, text: string): HTMLElement =>
    html(
      document,
      "p",
      { class: "status", "data-tone": tone },
      icon(document, name),
      html(document, "span", {}, text),
    );
  switch (state.kind) {
    case "fresh":
      return [line("succeeded", "good", "Up to date with its code and its inputs")];
    case "unknown":
      return [line("idle", "quiet", `Not known whether it is up to date, because ${state.because}`)];
    case "stale": {
      const parts: Node[] = [line("stale", "warn", `Stale: ${reasonText(state.reason)}`)];
      const [, ...way] = state.cause;
      if (way.length > 0) parts.push(wayTo(document, way, goTo));
      return parts;
    }
  }
}

function wayTo(document: Document, keys: readonly string[], goTo: (key: string) => void): HTMLElement {
  const steps = keys.flatMap((key, at) => [
    ...(at === 0 ? [] : [html(document, "span", { class: "quiet" }, " ← ")]),
    keyLink(document, key, { goTo }),
  ]);
  return html(
    document,
    "p",
    { class: "way" },
    html(document, "span", { class: "quiet" }, "Cause: "),
    ...steps,
  );
}
