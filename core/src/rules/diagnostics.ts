// Findings as diagnostics: spans, severities, suppression by comments, the baseline, fixes. The diagnostics of a file are the
// same list while nothing about them has changed, so whoever has told them already can see so at a glance.
import { applyBaseline, BASELINE_FILE, readBaseline } from "../diagnostics/index.ts";
import type { Baseline, Diagnostic, Fix, ReadBaseline, Severity } from "../diagnostics/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import { isEqual } from "../project/equality.ts";
import type { Steps } from "../project/steps.ts";
import type { Span } from "../text/index.ts";
import { allRules } from "./all.ts";
import type { Findings, RuleFinding } from "./findings.ts";
import { invalidBaseline } from "./invalid-baseline.ts";
import {
  changedLists,
  entriesOf,
  type LastAnswer,
  type ProjectDiagnostics,
  type RevisedView,
} from "./lastAnswer.ts";
import { severityOf } from "./severity.ts";
import { staleBaseline } from "./stale-baseline.ts";
import { findSuppressions, SUPPRESSION, suppressionOf, type Suppression } from "./suppression.ts";
import { isUserCode } from "./userCode.ts";
import { unusedFixes, unusedMessage, unusedSuppression } from "./unused-suppression.ts";

type Settings = Findings["linked"]["config"]["rules"];

/** What a file's diagnostics were made of, to know when they must be made again. */
interface FileMemory {
  readonly findings: readonly RuleFinding[];
  readonly settings: Settings;
  /** The texts they speak of: of the file itself and of related places. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Before the baseline. */
  readonly all: readonly Diagnostic[];
  shown?: { readonly baseline: Baseline; readonly entry: ProjectDiagnostics };
}

interface Moment {
  readonly view: ProjectView;
  readonly keys: KeyIndex;
}

const NONE: readonly RuleFinding[] = [];
const NO_BASELINE: Baseline = { entries: [] };
const codes = allRules.map(({ code }) => code);

/** Keeps diagnostics from one revision of a project to the next. */
export class DiagnosticsMemory {
  readonly #files = new Map<string, FileMemory>();
  readonly #suppressed = new Map<string, { readonly text: string; readonly has: boolean }>();
  #baseline: { readonly text: string; readonly read: ReadBaseline } | undefined;
  #ofBaseline: ProjectDiagnostics | undefined;
  readonly #isWhole: boolean;
  #settings: Settings = {};
  #lastPaths:
    | {
        readonly byPath: Findings["byPath"];
        readonly more: readonly string[];
        readonly paths: readonly string[];
      }
    | undefined;
  /** Fixes are made with the texts and keys of the last question, however long their diagnostic has been kept. */
  #now: Moment | undefined;
  #last: LastAnswer | undefined;

  /** `isWhole`: the findings are all there are, so a comment that suppresses none of them is unused. */
  constructor(isWhole = true) {
    this.#isWhole = isWhole;
  }

  /** Of one file, by position; same list as before when nothing changed. */
  of(path: string, view: ProjectView, findings: Findings): readonly Diagnostic[] {
    this.#begin(view, findings);
    return this.#entry(path, view, findings).diagnostics;
  }

  /** Files with diagnostics, by path; same entries as before where nothing changed, and the same list where none has. */
  all(view: RevisedView, findings: Findings): readonly ProjectDiagnostics[] {
    this.#begin(view, findings);
    this.#last = this.#advance(view, findings) ?? this.#answer(view, findings);
    return this.#last.all;
  }

  /** The last answer with what some edits have changed of it; undefined when more may have. */
  #advance(view: RevisedView, findings: Findings): LastAnswer | undefined {
    const last = this.#last;
    if (last?.settings !== this.#settings || last.paths !== view.paths) return undefined;
    const found = changedLists(last.byPath, findings);
    const texts = view.changedSince(last.revision);
    // A baseline may become stale by any finding.
    if (!found || !texts || texts.has(BASELINE_FILE) || view.text(BASELINE_FILE) !== undefined)
      return undefined;
    const speakers = [...texts].flatMap((path) => last.speakers.get(path) ?? []);
    const entries = new Map<string, ProjectDiagnostics>();
    const isOfProject = (path: string): boolean =>
      last.known.has(path) || findings.byPath.has(path) || path === findings.linked.config.path;
    for (const path of new Set([...texts, ...speakers, ...found])) {
      const before = last.entries.get(path);
      const now = isOfProject(path) ? this.#entry(path, view, findings) : { path, diagnostics: [] };
      if (before === undefined ? now.diagnostics.length > 0 : now !== before) entries.set(path, now);
    }
    const now = { ...last, revision: view.revision, byPath: findings.byPath };
    return entries.size === 0 ? now : { ...now, ...this.#replaced(last, entries) };
  }

  #replaced(
    last: LastAnswer,
    changed: ReadonlyMap<string, ProjectDiagnostics>,
  ): Pick<LastAnswer, "all" | "entries" | "speakers"> {
    const entries = new Map(last.entries);
    const speakers = new Map(last.speakers);
    let isLonger = false;
    for (const [path, entry] of changed) {
      if (entry.diagnostics.length === 0) {
        entries.delete(path);
        continue;
      }
      isLonger ||= !entries.has(path);
      entries.set(path, entry);
      this.#addSpeaker(speakers, path);
    }
    const all = [...entries.values()];
    if (isLonger) all.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { all, entries: isLonger ? entriesOf(all) : entries, speakers };
  }

  #addSpeaker(speakers: Map<string, readonly string[]>, path: string): void {
    for (const other of this.#files.get(path)?.texts.keys() ?? []) {
      const known = speakers.get(other) ?? [];
      if (other !== path && !known.includes(path)) speakers.set(other, [...known, path]);
    }
  }

  #answer(view: RevisedView, findings: Findings): LastAnswer {
    const all = this.#paths(view, findings)
      .map((path) => this.#entry(path, view, findings))
      .filter(({ diagnostics }) => diagnostics.length > 0);
    const before = this.#last?.all;
    const isSame = before?.length === all.length && all.every((entry, i) => entry === before[i]);
    const speakers = new Map<string, readonly string[]>();
    for (const { path } of all) this.#addSpeaker(speakers, path);
    return {
      revision: view.revision,
      byPath: findings.byPath,
      settings: this.#settings,
      paths: view.paths,
      known: new Set(view.paths),
      all: isSame ? before : all,
      entries: entriesOf(all),
      speakers,
    };
  }

  /** As `all`, beforehand: one step for each file. */
  *prepare(view: ProjectView, findings: Findings): Steps<void> {
    for (const path of this.#paths(view, findings)) {
      // Between two steps something else may have been asked.
      this.of(path, view, findings);
      yield;
    }
  }

  /** Those that the baseline hides as well: what a new one adopts. */
  beforeBaseline(view: ProjectView, findings: Findings): readonly Diagnostic[] {
    this.#begin(view, findings);
    return this.#paths(view, findings)
      .filter((path) => path !== BASELINE_FILE)
      .flatMap((path) => this.#memory(path, view, findings).all);
  }

  #begin(view: ProjectView, { linked, keys }: Findings): void {
    this.#now = { view, keys };
    if (!isEqual(this.#settings, linked.config.rules)) this.#settings = linked.config.rules;
  }

  #paths(view: ProjectView, { byPath, linked }: Findings): readonly string[] {
    const more: string[] = [];
    for (const path of view.paths) if (this.#hasSuppressions(path, view)) more.push(path);
    const config = linked.config.path;
    if (config !== null && this.#hasSuppressions(config, view)) more.push(config);
    if (view.text(BASELINE_FILE) !== undefined) more.push(BASELINE_FILE);
    const last = this.#lastPaths;
    if (last?.byPath === byPath && isEqual(last.more, more)) return last.paths;
    const paths = [...new Set([...byPath.keys(), ...more])].sort();
    this.#lastPaths = { byPath, more, paths };
    return paths;
  }

  #hasSuppressions(path: string, view: ProjectView): boolean {
    const text = view.text(path) ?? "";
    let known = this.#suppressed.get(path);
    if (known?.text !== text) {
      known = { text, has: text.includes(SUPPRESSION) };
      this.#suppressed.set(path, known);
    }
    return known.has;
  }

  #entry(path: string, view: ProjectView, findings: Findings): ProjectDiagnostics {
    const read = this.#readBaseline(view);
    if (path === BASELINE_FILE) return this.#aboutBaseline(read, view, findings);
    const memory = this.#memory(path, view, findings);
    const baseline = read?.ok === true ? read.baseline : NO_BASELINE;
    if (memory.shown?.baseline !== baseline) {
      const diagnostics = withoutRepeats(applyBaseline(memory.all, baseline, path).shown);
      memory.shown = { baseline, entry: { path, diagnostics } };
    }
    return memory.shown.entry;
  }

  #memory(path: string, view: ProjectView, findings: Findings): FileMemory {
    const list = findings.byPath.get(path) ?? NONE;
    const known = this.#files.get(path);
    if (known?.findings === list && known.settings === this.#settings && hasTexts(view, known.texts)) {
      return known;
    }
    const all = this.#make(path, list, { view, keys: findings.keys });
    const related = all.flatMap((one) => one.related.map(({ location }) => location.path));
    const texts = new Map([path, ...related].map((other) => [other, view.text(other)]));
    const memory = { findings: list, settings: this.#settings, texts, all };
    this.#files.set(path, memory);
    return memory;
  }

  #make(path: string, list: readonly RuleFinding[], { view, keys }: Moment): readonly Diagnostic[] {
    const lines = view.lines(path);
    const suppressions = this.#hasSuppressions(path, view)
      ? findSuppressions(view.text(path) ?? "", lines)
      : [];
    const used = new Set<Suppression>();
    const diagnostics: Diagnostic[] = [];
    for (const { rule, finding } of list) {
      const severity = severityOf(rule, this.#settings);
      if (severity === null) continue;
      const span = view.span(finding.site);
      const suppression =
        suppressions.length === 0
          ? undefined
          : suppressionOf(rule.code, lines.position(span.start).line, suppressions);
      if (suppression) {
        used.add(suppression);
        continue;
      }
      const { message, about, unnecessary } = finding;
      const place = { code: rule.code, severity, about, path, span };
      const related = (finding.related?.(keys) ?? []).map(({ message: text, site }) => ({
        message: text,
        location: { path: site.path, span: view.span(site) },
      }));
      const told = typeof message === "string" ? message : message(keys);
      diagnostics.push(
        this.#diagnostic(
          { ...place, message: told, related, ...(unnecessary && { unnecessary }) },
          fixesOf(finding),
        ),
      );
    }
    diagnostics.push(...this.#unused(path, suppressions, used));
    return diagnostics.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  *#unused(
    path: string,
    suppressions: readonly Suppression[],
    used: ReadonlySet<Suppression>,
  ): Iterable<Diagnostic> {
    const { code } = unusedSuppression;
    const severity = severityOf(unusedSuppression, this.#settings);
    if (severity === null || !this.#isWhole) return;
    for (const one of suppressions) {
      if (used.has(one) || one.codes.includes(code) || isUserCode(one.code)) continue;
      const message = unusedMessage(one.code, codes);
      const about = one.code;
      yield this.#diagnostic(
        { code, severity, message, about, path, span: one.span, related: [], unnecessary: true },
        ({ view }) => unusedFixes(one, path, codes, view),
      );
    }
  }

  #diagnostic(
    known: Omit<Diagnostic, "fixes">,
    fixes: (now: Moment) => readonly Fix[] | undefined,
  ): Diagnostic {
    const makeFixes = (): readonly Fix[] => (this.#now ? (fixes(this.#now) ?? []) : []);
    return {
      ...known,
      get fixes() {
        return makeFixes();
      },
    };
  }

  #readBaseline(view: ProjectView): ReadBaseline | undefined {
    const text = view.text(BASELINE_FILE);
    if (text === undefined) return undefined;
    if (this.#baseline?.text !== text) this.#baseline = { text, read: readBaseline(text) };
    return this.#baseline.read;
  }

  /** What is wrong with the baseline itself. */
  #aboutBaseline(read: ReadBaseline | undefined, view: ProjectView, findings: Findings): ProjectDiagnostics {
    const diagnostics = read ? [...this.#problemsOf(read, view, findings)] : [];
    const before = this.#ofBaseline;
    if (before && isEqual(before.diagnostics, diagnostics)) return before;
    return (this.#ofBaseline = { path: BASELINE_FILE, diagnostics });
  }

  *#problemsOf(read: ReadBaseline, view: ProjectView, findings: Findings): Iterable<Diagnostic> {
    const tell = (code: string, severity: Severity, message: string, span: Span): Diagnostic => ({
      code,
      severity,
      message,
      about: message,
      path: BASELINE_FILE,
      span,
      related: [],
      fixes: [],
    });
    if (!read.ok) {
      const severity = severityOf(invalidBaseline, this.#settings);
      if (severity !== null) yield tell(invalidBaseline.code, severity, read.message, { start: 0, end: 1 });
      return;
    }
    const severity = severityOf(staleBaseline, this.#settings);
    if (severity === null) return;
    const { entries } = read.baseline;
    const spans = placesOf(read.baseline, view.text(BASELINE_FILE) ?? "");
    for (const file of new Set(entries.map((entry) => entry.file))) {
      for (const { entry, left } of applyBaseline(this.#memory(file, view, findings).all, read.baseline, file)
        .stale) {
        if (isUserCode(entry.code)) continue;
        const { code, about, count } = entry;
        const found = left === count ? "This finding is" : `${left} of ${count} of these findings are`;
        const message = `${found} not there any more: ${code} of ${about} in ${file}. strataline check --update-baseline`;
        yield tell(staleBaseline.code, severity, message, spans.get(entry) ?? { start: 0, end: 1 });
      }
    }
  }
}

/** One finding for one place, though several declarations share it: deps that are a constant. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Set<string>();
  return diagnostics.filter(({ code, span, message }) => {
    const id = `${code} ${span.start} ${span.end} ${message}`;
    const isNew = !told.has(id);
    told.add(id);
    return isNew;
  });
}

/** Where the entries stand in the text, by what they are about: entries and occurrences come in the same order. */
function placesOf({ entries }: Baseline, text: string): ReadonlyMap<Baseline["entries"][number], Span> {
  const spans = new Map<Baseline["entries"][number], Span>();
  const from = new Map<string, number>();
  for (const entry of entries) {
    const literal = JSON.stringify(entry.about);
    const at = text.indexOf(literal, from.get(literal) ?? 0);
    if (at < 0) continue;
    spans.set(entry, { start: at, end: at + literal.length });
    from.set(literal, at + literal.length);
  }
  return spans;
}

/** Made apart, so that a diagnostic that is kept does not keep the revision it was made in. */
function fixesOf(finding: RuleFinding["finding"]): (now: Moment) => readonly Fix[] | undefined {
  return ({ view, keys }) => finding.fixes?.(view, keys);
}

function hasTexts(view: ProjectView, texts: FileMemory["texts"]): boolean {
  for (const [path, text] of texts) if (view.text(path) !== text) return false;
  return true;
}
