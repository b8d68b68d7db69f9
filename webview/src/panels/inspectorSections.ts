// The parts of the details panel that open and close: checks, runs, columns, neighbours, what the stored version was made of.
// Each says its essence while closed. What is not known is said to be not known.
import type { GraphNode } from "@strataline/core";
import type { AssetDetails, Attempt } from "@strataline/protocol";
import { html, icon } from "../dom.ts";
import { formatAge, formatCount, formatDuration, plural } from "../format.ts";
import { sparkline, type SparkMeasure } from "./inspectorSparkline.ts";

export interface SectionsView {
  readonly node: GraphNode;
  /** null: they are on their way. */
  readonly details: AssetDetails | null;
  readonly upstream: readonly string[];
  readonly downstream: readonly string[];
  readonly now: number;
  readonly measure: SparkMeasure;
}

export interface SectionEvents {
  goTo(key: string): void;
  measure(measure: SparkMeasure): void;
}

type SectionName = "checks" | "runs" | "columns" | "upstream" | "downstream" | "version";

export function sections(
  document: Document,
  view: SectionsView,
  events: SectionEvents,
): readonly HTMLDetailsElement[] {
  const { node, details } = view;
  const made: HTMLDetailsElement[] = [];
  const add = (
    name: SectionName,
    title: string,
    essence: readonly (Node | string)[],
    content: Node,
  ): void => {
    const summary = html(
      document,
      "summary",
      {},
      html(document, "span", { class: "section-title" }, title),
      html(document, "span", { class: "essence" }, ...essence),
    );
    made.push(html(document, "details", { class: "section", "data-section": name }, summary, content));
  };
  if (node.kind === "asset" && details !== null) {
    const checks = checksOf(details);
    if (checks.length > 0 || details.hasUnknownChecks)
      add("checks", "Checks", [checksEssence(checks)], checkList(document, checks, details.hasUnknownChecks));
    if (details.attempts.length > 0)
      add("runs", "Runs", runsEssence(document, view), runs(document, view, details.attempts, events));
  }
  if (details !== null && (node.kind === "asset" || node.kind === "source"))
    add("columns", "Columns", [columnsEssence(details)], columns(document, details));
  const links = (keys: readonly string[]): Node => keyList(document, keys, events);
  if (node.kind !== "source") add("upstream", "Upstream", [countOf(view.upstream)], links(view.upstream));
  if (node.kind !== "dataProduct")
    add("downstream", "Downstream", [countOf(view.downstream)], links(view.downstream));
  if (details?.version != null) {
    const newer = details.newerInputs.length;
    const essence = `${plural(details.version.inputs.length, "input")}${newer === 0 ? "" : `, ${newer} newer now`}`;
    add("version", "Stored version", [essence], version(document, details, events));
  }
  return made;
}

function countOf(keys: readonly string[]): string {
  return keys.length === 0 ? "none" : String(keys.length);
}

//#region Checks

interface CheckView {
  readonly name: string;
  readonly blocking: boolean;
  readonly last: Attempt["checks"][number] | null;
}

/** Those that are declared, with how the last version that was judged fared; those only it knows come last. */
function checksOf({ checks, attempts }: AssetDetails): readonly CheckView[] {
  const judged = attempts.findLast(({ state }) => state === "succeeded")?.checks ?? [];
  const left = [...judged];
  const declared = checks.map(({ name, blocking }): CheckView => {
    const at = left.findIndex((one) => one.name === name);
    const [last = null] = at < 0 ? [] : left.splice(at, 1);
    return { name: name ?? "computed name", blocking, last };
  });
  return [...declared, ...left.map((last) => ({ name: last.name, blocking: false, last }))];
}

function checksEssence(checks: readonly CheckView[]): string {
  const judged = checks.filter(({ last }) => last !== null);
  const passed = judged.filter(({ last }) => last?.passed === true).length;
  if (judged.length === 0) return `${checks.length}, not judged yet`;
  return `${passed} of ${judged.length} passed`;
}

function checkList(document: Document, checks: readonly CheckView[], isIncomplete: boolean): HTMLElement {
  const rows = checks.map(({ name, blocking, last }) => {
    const state = last === null ? "idle" : last.passed ? "succeeded" : "failed";
    const tone = { idle: "quiet", succeeded: "good", failed: last?.severity === "warning" ? "warn" : "bad" }[
      state
    ];
    const word = { idle: "not judged yet", succeeded: "passed", failed: "failed" }[state];
    const mark = html(document, "span", { class: "sign", "data-tone": tone }, icon(document, state));
    const notes = [blocking ? "blocking" : "", word, last?.passed === false ? (last.message ?? "") : ""];
    const note = notes.filter((text) => text !== "").join(" · ");
    return html(
      document,
      "li",
      {},
      mark,
      html(document, "span", { class: "grow" }, name, html(document, "small", {}, note)),
    );
  });
  if (isIncomplete)
    rows.push(html(document, "li", { class: "quiet" }, "More may be given by code that cannot be read."));
  return html(document, "ul", { class: "rows" }, ...rows);
}

//#endregion

//#region Runs

function runsEssence(document: Document, { details, measure }: SectionsView): readonly (Node | string)[] {
  const attempts = details?.attempts ?? [];
  return [sparkline(document, attempts, measure), ` ${attempts.length}`];
}

function runs(
  document: Document,
  { now, measure }: SectionsView,
  attempts: readonly Attempt[],
  events: SectionEvents,
): HTMLElement {
  const choice = (name: SparkMeasure, title: string): HTMLButtonElement => {
    const button = html(
      document,
      "button",
      { type: "button", class: "action plain", "aria-pressed": String(measure === name), "data-focus": name },
      title,
    );
    button.addEventListener("click", () => events.measure(name));
    return button;
  };
  const rows = attempts.toReversed().map((attempt) => {
    const tone = attempt.state === "succeeded" ? "good" : attempt.state === "failed" ? "bad" : "quiet";
    const words = [
      attempt.durationMs === null ? attempt.state : formatDuration(attempt.durationMs),
      attempt.rows === null ? "" : `${formatCount(attempt.rows)} rows`,
      attempt.error ?? "",
    ].filter((word) => word !== "");
    const when = html(
      document,
      "time",
      { title: new Date(attempt.at).toLocaleString(), datetime: new Date(attempt.at).toISOString() },
      formatAge(attempt.at, now),
    );
    return html(
      document,
      "li",
      { title: `Run ${attempt.runId}` },
      html(document, "span", { class: "sign", "data-tone": tone }, icon(document, attempt.state)),
      html(document, "span", { class: "grow clip" }, words.join(" · ")),
      when,
    );
  });
  return html(
    document,
    "div",
    {},
    html(
      document,
      "div",
      { class: "choice", role: "group", "aria-label": "What the bars show" },
      choice("duration", "Duration"),
      choice("rows", "Rows"),
    ),
    html(document, "ul", { class: "rows" }, ...rows),
  );
}

//#endregion

function columnsEssence({ columns: names }: AssetDetails): string {
  return names === null ? "not declared" : String(names.length);
}

function columns(document: Document, { columns: names }: AssetDetails): HTMLElement {
  if (names === null)
    return html(
      document,
      "p",
      { class: "quiet" },
      "It declares no schema: its columns are only known when it runs.",
    );
  return html(
    document,
    "ul",
    { class: "chips" },
    ...names.map((name) => html(document, "li", { class: "chip" }, name)),
  );
}

/** More are a click away on the last of them. */
const MOST_KEYS = 30;

function keyList(document: Document, keys: readonly string[], events: SectionEvents): HTMLElement {
  if (keys.length === 0) return html(document, "p", { class: "quiet" }, "None.");
  const shown = keys
    .slice(0, MOST_KEYS)
    .map((key) => html(document, "li", {}, keyLink(document, key, events)));
  const more = keys.length - shown.length;
  if (more > 0) shown.push(html(document, "li", { class: "quiet" }, `and ${more} more`));
  return html(document, "ul", { class: "rows" }, ...shown);
}

export function keyLink(document: Document, key: string, events: Pick<SectionEvents, "goTo">): HTMLElement {
  const attributes = { type: "button", class: "link", title: `Go to ${key}`, "data-focus": `key ${key}` };
  const link = html(document, "button", attributes, key);
  link.addEventListener("click", () => events.goTo(key));
  return link;
}

/** Enough of a hash to compare two of them. */
const SHORT = 10;

function version(
  document: Document,
  { version: stored, newerInputs }: AssetDetails,
  events: SectionEvents,
): Node {
  if (stored === null) return html(document, "p");
  const newer = new Set(newerInputs);
  const fact = (name: string, value: string): readonly Node[] => [
    html(document, "dt", {}, name),
    html(document, "dd", {}, html(document, "code", { title: value }, value.slice(0, SHORT))),
  ];
  const inputs = stored.inputs.map(({ key, materialization, dataVersion }) => {
    const note = newer.has(key) ? "newer now" : materialization === null ? "source" : "";
    return html(
      document,
      "li",
      {},
      html(document, "span", { class: "grow clip" }, keyLink(document, key, events)),
      html(document, "small", {}, note),
      html(
        document,
        "code",
        {
          title: `Data ${dataVersion}${materialization === null ? "" : `\nMaterialization ${materialization}`}`,
        },
        dataVersion.slice(0, SHORT),
      ),
    );
  });
  return html(
    document,
    "div",
    {},
    html(
      document,
      "dl",
      { class: "facts" },
      ...fact("Code", stored.codeVersion),
      ...fact("Data", stored.dataVersion),
      html(document, "dt", {}, "Id"),
      html(document, "dd", {}, html(document, "code", {}, stored.materialization)),
    ),
    html(
      document,
      "p",
      { class: "quiet" },
      inputs.length === 0 ? "Made of no inputs." : "Made of these versions:",
    ),
    html(document, "ul", { class: "rows" }, ...inputs),
  );
}
