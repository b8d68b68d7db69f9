// How HTML is made here: elements with attributes and text nodes. Keys and messages are data: they never become markup.
import { ICONS, type IconName } from "./icons.ts";

const SVG = "http://www.w3.org/2000/svg";

export type Attributes = Readonly<Record<string, string>>;

export function html<Tag extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function icon(document: Document, name: IconName, className = "icon"): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with an icon; its title is also its name for screen readers. */
export function iconButton(
  document: Document,
  name: IconName,
  title: string,
  onClick: () => void,
): HTMLButtonElement {
  const attributes = { type: "button", class: "icon-button", title, "aria-label": title };
  const button = html(document, "button", attributes, icon(document, name));
  button.addEventListener("click", onClick);
  return button;
}
