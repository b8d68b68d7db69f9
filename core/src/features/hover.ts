// What an asset is, at a glance: layer, description, checks, neighbours and its last run.
import { shortKey } from "../keys/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { dynamicDefinitionAt, keyAt } from "./keyAt.ts";
import { bounded, code, firstLine, keyCode, withoutImages } from "./markdown.ts";
import type { Hover, LinkTo, StatusOf } from "./model.ts";
import { nameHover } from "./nameHover.ts";
import { partitionsText } from "./partitionsText.ts";
import { scheduleName, schedulesOf } from "./scheduled.ts";
import { counted, statusText } from "./statusText.ts";

/** What hovers need from outside of the text. */
export interface HoverWorld {
  readonly status: StatusOf;
  readonly link: LinkTo;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function hover(
  view: ProjectView,
  index: KeyIndex,
  { path, offset }: { readonly path: string; readonly offset: number },
  world: HoverWorld,
): Hover | null {
  const at = keyAt(view, index, path, offset);
  if (at === null) {
    const definition = dynamicDefinitionAt(view, index, path, offset);
    if (definition !== undefined) return dynamicHover(view, definition);
    return nameHover(view, index, path, offset);
  }
  const parts = at.keys.slice(0, 3).map((key) => keyMarkdown(view, index, key, world));
  if (at.keys.length > 3) parts.push(`… and ${at.keys.length - 3} more keys`);
  return { markdown: parts.join("\n\n---\n\n"), span: at.span };
}

function keyMarkdown(view: ProjectView, index: KeyIndex, key: string, world: HoverWorld): string {
  const definition = index.definition(key);
  if (definition === undefined) return missingMarkdown(index, key);
  const linked = (neighbour: string): string => linkedKey(view, index, neighbour, world.link);
  const lines = [head(index, definition)];
  if (definition.isOlder) lines.push("_As last readable: the text cannot be read at the moment._");
  lines.push(...about(definition), ...scheduled(view, index, key), ...neighbours(index, key, linked));
  const status = world.status(key);
  if (status !== undefined) {
    lines.push(`Last run: ${statusText(status, world.now)}`);
    if (status.error !== undefined) lines.push(`Error: ${code(firstLine(status.error.message))}`);
  }
  return lines.join("\n\n");
}

/** What a chosen key means, for an editor that shows one beside a list of many; null when nobody declares it. */
export function documentation(
  view: ProjectView,
  index: KeyIndex,
  key: string,
  world: HoverWorld,
): string | null {
  return index.definition(key) === undefined ? null : keyMarkdown(view, index, key, world);
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

function about(definition: LinkedDefinition): string[] {
  const { description, doc, checks, hasUnknownChecks, owners, group, partitions, io, resources } = definition;
  const lines: string[] = [];
  const text = (description ?? doc ?? "").trim();
  if (text !== "") lines.push(withoutImages(text));
  const names = checks.map(
    ({ name, blocking }) => `${name === null ? "?" : code(name)}${blocking ? " (blocking)" : ""}`,
  );
  if (hasUnknownChecks) names.push("others that cannot be read");
  if (names.length > 0) lines.push(`Checks: ${bounded(names)}`);
  if (partitions !== null) lines.push(`Partitions: ${withoutImages(partitionsText(partitions))}`);
  if (io !== null) lines.push(`IO: ${code(io.text)}`);
  if (resources.length > 0) lines.push(`Resources: ${bounded(resources.map((one) => code(one.text)))}`);
  if (owners.length > 0) lines.push(`Owners: ${bounded(owners.map(code))}`);
  if (group !== null) lines.push(`Group: ${code(group)}`);
  return lines;
}

function scheduled(view: ProjectView, index: KeyIndex, key: string): string[] {
  const schedules = schedulesOf(view, index, key).map((schedule) => {
    const { cron, timezone, name } = schedule;
    const times = [cron?.text ?? "", timezone?.text ?? ""].filter((text) => text !== "");
    return `${code(scheduleName(schedule))}${name === null || times.length === 0 ? "" : ` (${code(times.join(" "))})`}`;
  });
  return schedules.length === 0 ? [] : [`Schedules: ${bounded(schedules)}`];
}

function neighbours(index: KeyIndex, key: string, linked: (key: string) => string): string[] {
  const upstream = index.upstream(key);
  const readers = index.readers(key);
  const lines: string[] = [];
  if (upstream.length > 0) lines.push(`Upstream (${upstream.length}): ${bounded(upstream, linked)}`);
  if (readers.length > 0) {
    const all = countDownstream(index, key);
    const more = all === MOST_COUNTED ? `more than ${counted(all, "asset")}` : String(all);
    const total = all > readers.length ? ` · ${more} in all` : "";
    lines.push(`Downstream (${readers.length}${total}): ${bounded(readers, linked)}`);
  }
  return lines;
}

/** A hover must not walk over a pipeline of ten thousand assets. */
const MOST_COUNTED = 1000;

/** Everything below the key, up to a limit. */
function countDownstream(index: KeyIndex, key: string): number {
  const reached = new Set<string>();
  const queue = [key];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const { reader } of index.reads(next)) {
      if (reached.has(reader.id)) continue;
      reached.add(reader.id);
      if (reached.size === MOST_COUNTED) return MOST_COUNTED;
      queue.push(reader.id);
    }
  }
  return reached.size;
}

function linkedKey(view: ProjectView, index: KeyIndex, key: string, link: LinkTo): string {
  const definition = index.definition(key);
  const place = definition && { path: definition.nameSite.path, span: view.span(definition.nameSite) };
  const address = place === undefined ? null : link(place);
  return address === null ? keyCode(key) : `[${keyCode(key)}](<${address}>)`;
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
