// What the text of a declaration does not show: the key that code computes, the layer, the partitions, the rows of the last
// run. Only what cannot be read where it is written.
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import { placeOf, sameSite, siteId } from "../occurrences/index.ts";
import { shortKey } from "../keys/index.ts";
import type { LinkedDefinition, ResolvedKey, Site } from "../project/linked.ts";
import { contains } from "../text/index.ts";
import type { Span } from "../text/index.ts";
import { code, keyCode } from "./markdown.ts";
import type { InlayHint, InlayHintKind, StatusOf } from "./model.ts";
import { layerMarkdown } from "./nameHover.ts";
import { grainText, partitionsText } from "./partitionsText.ts";
import { counted, statusText } from "./statusText.ts";

/** VS Code cuts what is longer: so much is named before the rest is counted. */
const MAX_LABEL = 43;

export function inlayHints(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  span: Span,
  status: StatusOf,
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  const add = (kind: InlayHintKind, site: Site, label: string | null, keys: readonly string[]): void => {
    const offset = view.span(site).end;
    if (label !== null && contains(span, offset)) hints.push({ kind, offset, label, keys });
  };
  const computed = grouped(keyExpressions(index, path).filter((one) => isComputed(view, one)));
  for (const [site, expressions] of computed) {
    const keys = [...new Set(expressions.map(({ key }) => key.key))].filter((key) => key !== "");
    const label = named(
      keys.map((key) => `"${shortKey(key)}"`),
      "⟶ ",
    );
    add("key", site, keys.length === 0 ? null : label, keys);
  }
  const anchored = readable(index, path).map((definition) => ({
    site: anchorOf(view, definition),
    definition,
  }));
  for (const [site, shared] of grouped(anchored)) {
    const keys = shared.map(({ definition }) => definition.id);
    const labels = (textOf: (definition: LinkedDefinition) => string | null): string | null => {
      const texts = new Set(shared.flatMap(({ definition }) => textOf(definition) ?? []));
      return texts.size === 0 ? null : named([...texts]);
    };
    add(
      "layer",
      site,
      labels((definition) => hiddenLayer(index, definition)),
      keys,
    );
    add(
      "partitions",
      site,
      labels((definition) => hiddenGrain(view, definition)),
      keys,
    );
    add("rows", site, rowsText(keys, status), keys);
  }
  return hints.sort((a, b) => a.offset - b.offset);
}

export interface DetailWorld {
  readonly view: ProjectView;
  readonly index: KeyIndex;
  readonly status: StatusOf;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Markdown: where the label comes from. */
export function inlayHintDetail(
  { view, index, status, now }: DetailWorld,
  kind: InlayHintKind,
  keys: readonly string[],
): string {
  const parts = keys.slice(0, 10).map((key) => `${keyCode(key)}: ${about(key)}`);
  if (keys.length > parts.length) parts.push(`… and ${keys.length - parts.length} more`);
  return parts.join("\n\n");

  function about(key: string): string {
    const definition = index.definition(key);
    const last = status(key);
    switch (kind) {
      case "key":
        return definition?.key ? writtenBy(view, definition.key) : "declared nowhere";
      case "partitions":
        return definition?.partitions ? partitionsText(definition.partitions) : "not partitioned";
      case "rows":
        return last === undefined ? "no run is known" : statusText(last, now);
      case "layer":
        return layerMarkdown(index, definition?.layer ?? "");
    }
  }
}

interface KeyExpression {
  readonly site: Site;
  readonly key: ResolvedKey;
}

/** What cannot be read at the moment has no place of its own. */
function readable(index: KeyIndex, path: string): readonly LinkedDefinition[] {
  return index.definitionsIn(path).filter(({ isOlder }) => !isOlder);
}

/** Of this file, but asset values: their declaration is one click away. */
function keyExpressions(index: KeyIndex, path: string): readonly KeyExpression[] {
  const own = readable(index, path).flatMap((definition) => {
    const { key, keySite, site, declarationSite } = definition;
    if (key === null) return [];
    // A factory does not show what it made where it is called.
    if (!sameSite(site, declarationSite)) return [{ site, key: { ...key, parts: [] } }];
    return keySite.path === path ? [{ site: keySite, key }] : [];
  });
  const reads = index.readsIn(path).filter(({ reader }) => !reader.isOlder);
  const mentions = index
    .mentionsIn(path)
    .filter((mention) => mention.by === "schedule" || !mention.definition.isOlder);
  return [...own, ...[...reads, ...mentions].flatMap(({ dep }) => (dep.via === "value" ? [] : dep))];
}

/** Some of the key is not written in the expression itself. */
function isComputed(view: ProjectView, { site, key }: KeyExpression): boolean {
  const span = view.span(site);
  if (key.parts.length === 0) return true;
  return key.parts.some((part) => {
    if (part.site === null) return part.text !== "/" && !isEscaped(key);
    return part.site.path !== site.path || !contains(span, view.span(part.site).start);
  });
}

/** A single literal whose text and value differ: nothing is hidden but the escapes. */
function isEscaped({ parts }: ResolvedKey): boolean {
  return parts.length === 1;
}

/** Behind the key; behind the whole call where the key is written elsewhere. */
function anchorOf(view: ProjectView, { site, declarationSite, keySite }: LinkedDefinition): Site {
  const isInPlace = sameSite(site, declarationSite) && keySite.path === site.path;
  return isInPlace && contains(view.span(site), view.span(keySite).start) ? keySite : site;
}

function hiddenLayer(index: KeyIndex, { kind, key, layer }: LinkedDefinition): string | null {
  if (kind !== "asset" || layer === null || key?.key.split("/", 1)[0] === layer) return null;
  return index.layers.find(({ name }) => name === layer)?.title ?? null;
}

/** null where the partitions are written out in the declaration. */
function hiddenGrain(view: ProjectView, { partitions, site }: LinkedDefinition): string | null {
  if (partitions === null) return null;
  const isVisible =
    partitions.site.path === site.path && contains(view.span(site), view.span(partitions.site).start);
  return isVisible ? null : grainText(partitions);
}

function rowsText(keys: readonly string[], status: StatusOf): string | null {
  const [key] = keys;
  const rows = key === undefined || keys.length > 1 ? undefined : status(key)?.rows;
  return rows === undefined ? null : counted(rows, "row");
}

/** "`silver` in `keys.ts:3` and `/orders` in `orders.ts:7`". */
function writtenBy(view: ProjectView, { parts }: ResolvedKey): string {
  const written = parts.flatMap(({ text, site }) =>
    site === null ? [] : { text, place: placeOf(site, view) },
  );
  const [first] = written;
  if (first === undefined) return "computed";
  // Of a key in one piece the text has been said.
  if (parts.length === 1) return `written in ${code(first.place)}`;
  return written.map(({ text, place }) => `${code(text)} in ${code(place)}`).join(" and ");
}

function named(texts: readonly string[], before = ""): string {
  for (let listed = texts.length; listed > 1; listed--) {
    const label = listedFirst(texts, listed, before);
    if (label.length <= MAX_LABEL) return label;
  }
  return listedFirst(texts, 1, before);
}

function listedFirst(texts: readonly string[], listed: number, before: string): string {
  const more = texts.length - listed;
  return `${before}${texts.slice(0, listed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function grouped<T extends { readonly site: Site }>(items: readonly T[]): readonly (readonly [Site, T[]])[] {
  const groups = new Map<string, [Site, T[]]>();
  for (const item of items) {
    const group = groups.get(siteId(item.site));
    if (group === undefined) groups.set(siteId(item.site), [item.site, [item]]);
    else group[1].push(item);
  }
  return [...groups.values()];
}
