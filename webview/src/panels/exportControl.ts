// The export menu: what of the graph, in which format. Makes the file's content as the view shows it; the host asks where it goes.
import {
  partOf,
  pictureOf,
  toDot,
  toGraphJson,
  toHtmlPage,
  toMermaid,
  toSvg,
  type ExportTheme,
  type GraphPicture,
  type Layout,
} from "@strataline/core/graph";
import type { AssetGraph } from "@strataline/core";
import type { ExportFormat } from "@strataline/protocol";
import { groupedPart } from "../groups.ts";
import type { Host } from "../host.ts";
import type { Model } from "../model.ts";
import type { ViewState } from "../state.ts";
import type { Measure } from "../text.ts";
import { cardsOf, type Shown } from "../view.ts";
import type { MenuEntry } from "./menu.ts";

type What = "shown" | "selection" | "project";

export interface ExportSource {
  readonly model: Model;
  readonly state: ViewState;
  readonly shown: Shown;
  /** Null before the first graph. */
  readonly layout: Layout | null;
}

export interface ExportControlOptions {
  readonly host: Host;
  readonly source: () => ExportSource;
  readonly measure: Measure;
  readonly now: () => number;
  /** The colours of the theme as it is now, and the font. */
  readonly looks: () => { readonly theme: ExportTheme; readonly font: string };
  /** PNG of a drawing, base64; null: it cannot be drawn here. */
  readonly rasterize: (svg: string) => Promise<string | null>;
  readonly announce: (text: string) => void;
}

const FORMATS: readonly (readonly [ExportFormat, string, string])[] = [
  ["svg", "SVG", "picture, sharp at any size"],
  ["png", "PNG", "picture"],
  ["html", "HTML page", "pan, zoom, search, details"],
  ["mermaid", "Mermaid", "for Markdown"],
  ["dot", "DOT", "for Graphviz"],
  ["json", "JSON", "for programs"],
];

export class ExportControl {
  readonly #options: ExportControlOptions;
  #chosen: What = "shown";

  constructor(options: ExportControlOptions) {
    this.#options = options;
  }

  entries(): MenuEntry[] {
    const what = this.#what();
    const radio = (choice: What, text: string): MenuEntry => ({
      ...{ kind: "radio", text, on: choice === what, detail: String(this.#graphOf(choice).nodes.length) },
      run: () => {
        this.#chosen = choice;
      },
    });
    const hasSelection = this.#options.source().state.selected.length > 0;
    return [
      { kind: "heading", text: "Export" },
      radio("shown", "What is shown"),
      ...(hasSelection ? [radio("selection", "The selection")] : []),
      radio("project", "The whole project"),
      { kind: "heading", text: "As" },
      ...FORMATS.map(([format, text, detail]): MenuEntry => ({
        ...{ kind: "action", text, detail },
        run: () => void this.#export(format),
      })),
    ];
  }

  #what(): What {
    const isGone = this.#chosen === "selection" && this.#options.source().state.selected.length === 0;
    return isGone ? "shown" : this.#chosen;
  }

  #graphOf(what: What): AssetGraph {
    const { model, state, shown } = this.#options.source();
    switch (what) {
      case "shown":
        return shown.part.graph;
      case "selection":
        return partOf(model.graph, new Set(state.selected));
      case "project":
        return model.graph;
    }
  }

  async #export(format: ExportFormat): Promise<void> {
    const { host, announce, rasterize } = this.#options;
    const content = format === "png" ? await rasterize(toSvg(this.#picture())) : this.#text(format);
    if (content === null) announce("The picture is too large for a PNG here. SVG has no limit.");
    else host.post({ type: "export", format, content });
  }

  #text(format: Exclude<ExportFormat, "png">): string {
    const graph = this.#graphOf(this.#what());
    switch (format) {
      case "svg":
        return toSvg(this.#picture());
      case "html":
        return toHtmlPage(this.#picture());
      case "mermaid":
        return toMermaid(graph);
      case "dot":
        return toDot(graph);
      case "json":
        return `${JSON.stringify(
          toGraphJson(graph, () => null),
          null,
          2,
        )}\n`;
    }
  }

  /** What is shown, as it is drawn: closed groups are one card each. Else all assets, laid out anew. */
  #picture(): GraphPicture {
    const { source, measure, now, looks } = this.#options;
    const { model, shown, layout } = source();
    const common = {
      ...{ title: `Lineage of ${model.project?.name ?? "the project"}`, project: model.graph, measure },
      direction: shown.direction,
      ...looks(),
    };
    const what = this.#what();
    if (what === "shown") {
      const { grouped, counts } = shown;
      return pictureOf(grouped.graph, {
        ...common,
        ...{ cards: cardsOf(model, shown, now()), counts, bundles: grouped.bundles },
        ...(layout === null ? {} : { layout }),
      });
    }
    const graph = this.#graphOf(what);
    const grouped = groupedPart(model.graph, graph, { by: "none", open: [] });
    const cards = cardsOf(model, { ...shown, grouped, part: { graph, hidden: new Map() } }, now());
    return pictureOf(graph, { ...common, cards });
  }
}
