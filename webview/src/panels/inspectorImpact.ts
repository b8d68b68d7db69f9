// The toolbar's switch for what changed since a git ref; while it is on, it says how much that is, or why it is not known.
import { impactText, impactTitle, type ImpactMessage } from "../acts/impact.ts";
import { html, icon } from "../dom.ts";

export interface ImpactToggle {
  readonly element: HTMLElement;
  update(message: ImpactMessage): void;
}

export function createImpactToggle(document: Document, onToggle: (on: boolean) => void): ImpactToggle {
  const text = html(document, "span", { class: "impact-text" });
  const element = html(
    document,
    "button",
    { type: "button", class: "icon-button impact-toggle" },
    icon(document, "changes"),
    text,
  );
  element.addEventListener("click", () => onToggle(element.getAttribute("aria-pressed") !== "true"));
  return {
    element,
    update(message) {
      const { ref, impact, problem } = message;
      const title = impactTitle(message);
      element.setAttribute("aria-pressed", String(ref !== null));
      element.title = title;
      element.setAttribute("aria-label", ref === null ? "Show changes since the last commit" : title);
      element.classList.toggle("has-problem", problem !== null);
      text.textContent = problem !== null ? "not known" : impact === null ? "" : impactText(impact);
    },
  };
}
