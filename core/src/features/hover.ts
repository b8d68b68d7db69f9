// What an asset is, at a glance: layer, description, checks, neighbours and its last run.
import { shortKey } from "../keys/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { dynamicDefinitionAt, keyAt } from "./keyAt.ts";
import type { AssetStatus, Hover, StatusOf } from "./model.ts";
import { counted, statusText } from "./statusText.ts";

/** Neighbours that are named before the rest is counted. */
const LISTED = 8;

export function hover(
  view: ProjectView,
  index: KeyIndex,
  { path, offset }: { readonly path: string; readonly offset: number },
  status: StatusOf,
  now: number,
): Hover | null {
  const at = keyAt(view, index, path, offset);
  if (at === null) {
    const definition = dynamicDefinitionAt(view, index, path, offset);
    return definition === undefined ? null : dynamicHover(view, definition);
  }
  const parts = at.keys.slice(0, 3).map((key) => keyMarkdown(index, key, status(key), now));
  if (at.keys.length > 3) parts.push(`… and ${at.keys.length - 3} more keys`);
  return { markdown: parts.join("\n\n---\n\n"), span: at.span };
}

function keyMarkdown(index: KeyIndex, key: string, status: AssetStatus | undefined, now: number): string {
  const definition = index.definition(key);
  if (definition === undefined) return missingMarkdown(index, key);
  const lines = [head(index, definition), ...about(definition), ...neighbours(index, key)];
  if (status !== undefined) {
    lines.push(`Last run: ${statusText(status, now)}`);
    if (status.error !== undefined) lines.push(`Error: ${code(firstLine(status.error.message))}`);
  }
  return lines.join("\n\n");
}

/** What a chosen key means, for an editor that shows one beside a list of many; null when nobody declares it. */
export function documentation(index: KeyIndex, key: string, status: StatusOf, now: number): string | null {
  return index.definition(key) === undefined ? null : keyMarkdown(index, key, status(key), now);
}

function head(index: KeyIndex, definition: LinkedDefinition): string {
  const { id, kind, layer } = definition;
  const title = index.layers.find(({ name }) => name === layer)?.title;
  const what = kind === "dataProduct" ? "data product" : kind;
  const copies = index.definitions(id).length;
  const where =
    kind === "asset" ? ` · ${title ?? (layer === null ? "no layer" : `unknown layer ${code(layer)}`)}` : "";
  const name = definition.key === null ? (definition.binding ?? "dynamic key") : shortKey(id);
  const unread = definition.key === null ? " · dynamic key" : "";
  return `**${code(name)}** · ${what}${unread}${where}${copies > 1 ? ` · declared ${copies} times` : ""}`;
}

function about({ description, doc, checks, hasUnknownChecks, owners, group }: LinkedDefinition): string[] {
  const lines: string[] = [];
  const text = (description ?? doc ?? "").trim();
  if (text !== "") lines.push(withoutImages(text));
  const names = checks.map(
    ({ name, blocking }) => `${name === null ? "?" : code(name)}${blocking ? " (blocking)" : ""}`,
  );
  if (hasUnknownChecks) names.push("others that cannot be read");
  if (names.length > 0) lines.push(`Checks: ${bounded(names)}`);
  if (owners.length > 0) lines.push(`Owners: ${bounded(owners.map(code))}`);
  if (group !== null) lines.push(`Group: ${code(group)}`);
  return lines;
}

function neighbours(index: KeyIndex, key: string): string[] {
  const upstream = index.upstream(key);
  const readers = index.readers(key);
  const lines: string[] = [];
  if (upstream.length > 0) lines.push(`Upstream (${upstream.length}): ${bounded(upstream.map(keyCode))}`);
  if (readers.length > 0) {
    const all = index.downstreamClosure(key).size;
    const total = all > readers.length ? ` · ${all} in all` : "";
    lines.push(`Downstream (${readers.length}${total}): ${bounded(readers.map(keyCode))}`);
  }
  return lines;
}

function missingMarkdown(index: KeyIndex, key: string): string {
  const near = index.suggester.near(key, () => 0, 3).map((candidate) => keyCode(candidate.key));
  const hint = near.length === 0 ? "" : `\n\nNearest: ${near.join(", ")}`;
  const wanted = `No asset or source has this key; it is read by ${counted(index.readers(key).length, "asset")}.`;
  return `**${code(shortKey(key))}** · missing\n\n${wanted}${hint}`;
}

function dynamicHover(view: ProjectView, { keyUnresolved, keySite, kind }: LinkedDefinition): Hover {
  const what = kind === "dataProduct" ? "data product" : kind;
  const reason = keyUnresolved?.reason ?? "it is computed";
  return {
    markdown: `**dynamic key** · ${what}\n\nThe key cannot be known without running the code, because ${reason}.`,
    span: view.span(keySite),
  };
}

function bounded(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function keyCode(key: string): string {
  return code(shortKey(key));
}

/** As code in Markdown, whatever the text is. */
function code(text: string): string {
  const plain = text.replace(/\s+/g, " ");
  return plain.includes("`") ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").slice(0, 300);
}

/** An image in a description would be fetched from the network. */
function withoutImages(markdown: string): string {
  return markdown.replaceAll("![", "!\\[");
}
