// Whether what is stored is still right, in one line; when it is not, the way to the cause.
import type { Staleness, StaleReason } from "@strataline/core";
import { html, icon } from "../dom.ts";
import { keyLink } from "./inspectorSections.ts";

export function freshness(
  document: Document,
  state: Staleness,
  goTo: (key: string) => void,
): readonly Node[] {
  const line = (name: "succeeded" | "warning" | "idle", tone: string, text: string): HTMLElement =>
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
      const parts: Node[] = [line("warning", "warn", `Stale: ${reasonText(state.reason)}`)];
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

function reasonText(reason: StaleReason): string {
  const names = (keys: readonly string[]): string =>
    keys.length > 2 ? `${keys.slice(0, 2).join(", ")} and ${keys.length - 2} more` : keys.join(" and ");
  switch (reason.kind) {
    case "neverMaterialized":
      return "it was never materialized";
    case "codeChanged":
      return "its code changed since";
    case "lastRunFailed":
      return "its last run failed";
    case "upstreamChanged":
      return `${names(reason.upstream)} changed since`;
    case "upstreamStale":
      return `${names(reason.upstream)} ${reason.upstream.length === 1 ? "is" : "are"} stale`;
    case "depsChanged":
      return [
        ...(reason.added.length > 0 ? [`reads ${names(reason.added)} now`] : []),
        ...(reason.removed.length > 0 ? [`no longer reads ${names(reason.removed)}`] : []),
      ].join(", ");
  }
}
