// How the view lies on its page: bars above, below them the picture with its panels over it.
import { html } from "./dom.ts";
import type { Panels } from "./panels/panels.ts";

export function fillPage(
  document: Document,
  root: HTMLElement,
  picture: HTMLElement,
  { toolbar, strip, trouble, notice, inspector, legend, zoomBar, live }: Panels,
): void {
  const over = [inspector, zoomBar, legend, notice].map(({ element }) => element);
  root.replaceChildren(
    html(document, "header", {}, toolbar.element, strip.element, trouble.element),
    html(document, "main", { class: "stage" }, picture, ...over),
    live,
  );
}
