// @vitest-environment happy-dom
// What changed since a git ref: the switch, the frames over the picture, and what is said when it cannot be known.
import type { ImpactResult } from "@strataline/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { graph, openPage, result, type Page } from "./support.ts";

let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  page = openPage();
  page.view.receive({ type: "graph", data: result(graph("bronze/a > silver/a, silver/a > gold/a, gold/b")) });
});
afterEach(() => {
  page.view.dispose();
  vi.useRealTimers();
});

const IMPACT: ImpactResult = {
  changed: [
    { key: "bronze/a", change: "changed" },
    { key: "gold/b", change: "added" },
  ],
  removed: ["silver/old"],
  affected: [
    { key: "silver/a", severity: "medium" },
    { key: "gold/a", severity: "high" },
    { key: "gold/elsewhere", severity: "high" },
  ],
};

const toggle = (): HTMLButtonElement => {
  const found = document.querySelector<HTMLButtonElement>(".impact-toggle");
  if (found === null) throw new Error("no switch");
  return found;
};
const words = (): readonly (string | null)[] =>
  [...document.querySelectorAll(".impact text")].map(({ textContent }) => textContent);

test("the switch asks for what changed since the last commit, and again for nothing", () => {
  toggle().click();
  expect(page.sent.at(-1)).toEqual({ type: "impact", on: true, ref: null });
  page.view.receive({ type: "impact", ref: "HEAD", impact: IMPACT, problem: null });
  expect(toggle().getAttribute("aria-pressed")).toBe("true");
  toggle().click();
  expect(page.sent.at(-1)).toEqual({ type: "impact", on: false, ref: null });
});

test("what was shown is asked for again after a restart, since the same ref; what was switched off is not", () => {
  page.view.receive({ type: "impact", ref: "main", impact: IMPACT, problem: null });
  vi.advanceTimersByTime(500);
  const reopen = () => {
    const saved = page.saved();
    page.view.dispose();
    page = openPage(saved);
    page.view.receive({ type: "graph", data: result(graph("bronze/a")) });
    return page.sent.filter(({ type }) => type === "impact");
  };
  expect(reopen()).toEqual([{ type: "impact", on: true, ref: "main" }]);
  page.view.receive({ type: "impact", ref: null, impact: null, problem: null });
  vi.advanceTimersByTime(500);
  expect(reopen()).toEqual([]);
});

test("cards that changed and that come from them are framed, with a word each; the switch counts them", () => {
  page.view.receive({ type: "impact", ref: "HEAD", impact: IMPACT, problem: null });
  expect(words()).toEqual(["changed", "new", "affected · medium", "affected · high"]);
  expect(toggle().textContent).toBe("2 changed · 1 removed · 3 affected, 2 high");
  const title = "Since HEAD: 2 assets changed, 3 assets downstream. Removed: silver/old.";
  expect(toggle().title).toBe(title);
  expect(document.querySelector(".live")?.textContent).toBe(title);
});

test("the frames follow the cards, and go when it is switched off", () => {
  page.view.receive({ type: "impact", ref: "HEAD", impact: IMPACT, problem: null });
  const place = () => document.querySelector('.impact rect[data-impact="high"]')?.getAttribute("x");
  const before = place();
  page.view.receive({
    type: "graph",
    data: result(graph("bronze/a > silver/a, silver/a > silver/b, silver/b > gold/a, gold/b")),
  });
  expect(place()).not.toBe(before);
  page.view.receive({ type: "impact", ref: null, impact: null, problem: null });
  expect(words()).toEqual([]);
  expect(toggle().getAttribute("aria-pressed")).toBe("false");
});

test("no changes, and what cannot be known, are said", () => {
  page.view.receive({
    type: "impact",
    ref: "v1",
    impact: { changed: [], removed: [], affected: [] },
    problem: null,
  });
  expect(toggle().textContent).toBe("no changes");
  page.view.receive({ type: "impact", ref: "none", impact: null, problem: 'git knows no commit "none".' });
  expect(toggle().textContent).toBe("not known");
  expect(toggle().title).toBe('git knows no commit "none".');
});
