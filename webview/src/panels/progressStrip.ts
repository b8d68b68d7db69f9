// The strip under the toolbar while something runs: a bar and a line in words.
import { html } from "../dom.ts";
import { describeProgress, type Progress } from "../progress.ts";

export interface ProgressStrip {
  readonly element: HTMLElement;
  update(progress: Progress | null): void;
}

export function createProgressStrip(document: Document): ProgressStrip {
  const bar = html(document, "div", { class: "bar" });
  const text = html(document, "span");
  const track = html(
    document,
    "div",
    { class: "track", role: "progressbar", "aria-label": "Run", "aria-valuemin": "0" },
    bar,
  );
  const element = html(document, "div", { class: "progress" }, track, text);
  element.hidden = true;
  return {
    element,
    update(progress) {
      element.hidden = progress === null;
      if (progress === null) return;
      const { done, total, failed, current } = progress;
      track.setAttribute("aria-valuemax", String(total));
      track.setAttribute("aria-valuenow", String(done));
      bar.style.setProperty("width", `${(100 * done) / Math.max(1, total)}%`);
      element.classList.toggle("failing", failed > 0);
      const names = current.slice(0, 2).join(", ");
      const more = current.length > 2 ? ` and ${current.length - 2} more` : "";
      text.textContent = `${describeProgress(progress)}${names === "" ? "" : ` · running ${names}${more}`}`;
    },
  };
}
