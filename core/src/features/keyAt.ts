// Which key the cursor means: on a literal, on a constant or asset value used as a dep, or on a definition's own key.
import { contains } from "../text/index.ts";
import type { Span } from "../text/index.ts";
import { sameSite } from "../occurrences/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition, ResolvedKey, Site } from "../project/linked.ts";

export interface KeyAt {
  /** The whole expression that gives the key here, or the literal of a constant. */
  readonly span: Span;
  /** Usually one; more when one expression stands for several deps. */
  readonly keys: readonly string[];
  /** The literal under the cursor that wrote the key or a part of it; null on a name. */
  readonly literal: Span | null;
}

export function keyAt(view: ProjectView, index: KeyIndex, path: string, offset: number): KeyAt | null {
  return expressionAt(view, index, path, offset) ?? constantAt(view, index, path, offset);
}

/** A definition whose key cannot be known, with the cursor on that key. */
export function dynamicDefinitionAt(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
): LinkedDefinition | undefined {
  return index
    .definitionsIn(path)
    .find(
      ({ key, keySite, site }) =>
        key === null &&
        !sameSite(keySite, site) &&
        keySite.path === path &&
        contains(view.span(keySite), offset),
    );
}

interface Candidate {
  readonly site: Site;
  readonly key: ResolvedKey;
}

function expressionAt(view: ProjectView, index: KeyIndex, path: string, offset: number): KeyAt | null {
  const candidates: Candidate[] = [...index.readsIn(path), ...index.mentionsIn(path)].map(({ dep }) => dep);
  for (const { key, keySite } of index.definitionsIn(path)) {
    if (key !== null && keySite.path === path) candidates.push({ site: keySite, key });
  }
  let best: Span | null = null;
  let found: Candidate[] = [];
  for (const candidate of candidates) {
    const span = view.span(candidate.site);
    if (!contains(span, offset)) continue;
    const length = span.end - span.start;
    if (best !== null && length > best.end - best.start) continue;
    if (best === null || length < best.end - best.start) found = [];
    best = span;
    found.push(candidate);
  }
  if (best === null) return null;
  return {
    span: best,
    keys: [...new Set(found.map(({ key }) => key.key))],
    literal: literalAt(view, path, offset, found) ?? quotedSpan(view, path, best, offset),
  };
}

function literalAt(
  view: ProjectView,
  path: string,
  offset: number,
  candidates: readonly Candidate[],
): Span | null {
  for (const { key } of candidates) {
    for (const { site } of key.parts) {
      const span = site?.path === path ? view.span(site) : null;
      if (span !== null && contains(span, offset)) return span;
    }
  }
  return null;
}

/** The cursor is on a written string that is not a part of its own, as one with escapes. */
function quotedSpan(view: ProjectView, path: string, span: Span, offset: number): Span | null {
  const text = view.text(path)?.slice(span.start, span.end) ?? "";
  const isString = /^(["'])(?:(?!\1).)*\1$/.test(text);
  return isString && contains(span, offset) ? { start: span.start + 1, end: span.end - 1 } : null;
}

/** A literal that is a key, or the only part of its kind of one key, outside of deps and definitions. */
function constantAt(view: ProjectView, index: KeyIndex, path: string, offset: number): KeyAt | null {
  for (const { site, key } of index.writtenIn(path)) {
    const span = view.span(site);
    if (!contains(span, offset)) continue;
    const keys = index.keysWrittenAt(site);
    const isWhole = key.parts.length === 1;
    if (isWhole || keys.size === 1) return { span, keys: [key.key], literal: span };
  }
  return null;
}
