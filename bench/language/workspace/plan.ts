// Decides, before anything is written, where each node of the graph is declared and how its key is written. Files are ordered
// by layer, and a value is only ever imported from an earlier file: modules never import in a circle.
import type { PipelineGraph, PipelineNode } from "./graph.ts";
import { createNames, pascalCase, slugOf } from "./names.ts";
import { REPEATED_STYLES, type KeyStyle, type WorkspaceOptions } from "./options.ts";
import { randomOf, type Random } from "./random.ts";

export interface PlannedNode {
  readonly id: string;
  readonly key: string;
  /** A source has no deps and is read only. */
  readonly kind: "source" | "asset";
  /** First component of the key. */
  readonly layer: string;
  readonly style: KeyStyle;
  readonly domain: Domain;
  /** The name it is exported by, unless a list or loop declares it. */
  readonly name: string;
  /** Index of its file, then of its place there: a smaller one is there first. */
  readonly file: number;
  readonly place: number;
  readonly upstream: readonly string[];
}

/** Several groups of the graph: a folder of assets, and a file of keys. */
export interface Domain {
  readonly slug: string;
  /** Of the object of keys. */
  readonly keys: string;
  /** Of the enum of keys. */
  readonly keyEnum: string;
}

export interface PlannedFile {
  readonly path: string;
  readonly layer: string;
  readonly nodes: readonly PlannedNode[];
}

export interface Plan {
  /** Without that of the sources. */
  readonly layers: readonly string[];
  readonly nodes: ReadonlyMap<string, PlannedNode>;
  readonly files: readonly PlannedFile[];
}

const MAX_DOMAINS = 64;

/** The key of every node, by id. */
export function keysOf(graph: PipelineGraph): ReadonlyMap<string, string> {
  const read = new Set(graph.edges.map(([, to]) => to));
  const layerOf = ({ id, layer }: PipelineNode): string =>
    // A source reads nothing: what does is an asset, of the first layer.
    (layer === 0 && read.has(id) ? graph.layers[1] : graph.layers[layer]) ?? "";
  return new Map(graph.nodes.map((node) => [node.id, `${layerOf(node)}/${node.id}`]));
}

export function planWorkspace(graph: PipelineGraph, options: WorkspaceOptions): Plan {
  const random = randomOf(options.seed, "plan");
  const keys = keysOf(graph);
  const domains = domainsOf(graph);
  const nameOf = createNames();
  const upstream = new Map<string, string[]>(graph.nodes.map(({ id }) => [id, []]));
  for (const [from, to] of graph.edges) upstream.get(to)?.push(from);

  const nodes = new Map<string, PlannedNode>();
  const files: PlannedFile[] = [];
  for (const group of chunks(graph, keys, domains, options, random)) {
    let style: KeyStyle = "literal";
    const planned = group.map(({ id }, place): PlannedNode => {
      const key = keys.get(id) ?? "";
      const kind = key.startsWith(`${graph.layers[0] ?? ""}/`) ? "source" : "asset";
      style = styleOf(id, kind, style, options);
      return {
        id,
        key,
        kind,
        layer: key.split("/", 1)[0] ?? "",
        style,
        domain: domains.get(groupOf(graph, id)) ?? defaultDomain,
        name: nameOf(id),
        file: files.length,
        place,
        upstream: [...new Set(upstream.get(id))],
      };
    });
    const [first] = planned;
    if (first === undefined) continue;
    for (const node of planned) nodes.set(node.id, node);
    const path = `assets/${first.layer}/${first.domain.slug}/${first.name}.ts`;
    files.push({ path, layer: first.layer, nodes: planned });
  }
  return { layers: graph.layers.slice(1), nodes, files };
}

/** Whether code of `reader`'s file can name the value that declares `target`. */
export function canImport(reader: PlannedNode, target: PlannedNode): boolean {
  if (target.style === "list" || target.style === "loop") return false;
  if (target.file !== reader.file) return target.file < reader.file;
  // Lists and loops stand after the other declarations of their file.
  return target.place < reader.place || reader.style === "list" || reader.style === "loop";
}

const defaultDomain: Domain = { slug: "main", keys: "MAIN_KEYS", keyEnum: "MainKey" };

const groupCache = new WeakMap<PipelineGraph, ReadonlyMap<string, string>>();

function groupOf(graph: PipelineGraph, id: string): string {
  let groups = groupCache.get(graph);
  if (groups === undefined) {
    groups = new Map(graph.nodes.map((node) => [node.id, node.group]));
    groupCache.set(graph, groups);
  }
  return groups.get(id) ?? "";
}

function domainsOf(graph: PipelineGraph): ReadonlyMap<string, Domain> {
  const groups = [...new Set(graph.nodes.map(({ group }) => group))].sort();
  const perDomain = Math.ceil(groups.length / MAX_DOMAINS);
  const domains = new Map<string, Domain>();
  const nameOf = createNames();
  let domain = defaultDomain;
  for (const [index, group] of groups.entries()) {
    if (index % perDomain === 0) {
      const slug = slugOf(nameOf(slugOf(group)));
      domain = { slug, keys: `${slug.toUpperCase()}_KEYS`, keyEnum: `${pascalCase(slug)}Key` };
    }
    domains.set(group, domain);
  }
  return domains;
}

/** Lists and loops go on: they declare several. */
function styleOf(
  id: string,
  kind: PlannedNode["kind"],
  before: KeyStyle,
  options: WorkspaceOptions,
): KeyStyle {
  if (options.literalOnly.has(id)) return "literal";
  const random = randomOf(options.seed, `style ${id}`);
  const goesOn = (before === "list" || before === "loop") && random.chance(0.65);
  const style = goesOn ? before : random.weighted<KeyStyle>(options.keyStyles);
  return kind === "source" && REPEATED_STYLES.includes(style) ? "literal" : style;
}

/** The nodes of each file: of one layer and domain, upstream before downstream. */
function chunks(
  graph: PipelineGraph,
  keys: ReadonlyMap<string, string>,
  domains: ReadonlyMap<string, Domain>,
  { assetsPerFile }: WorkspaceOptions,
  random: Random,
): readonly (readonly PipelineNode[])[] {
  const cells = new Map<string, PipelineNode[]>();
  for (const node of topological(graph)) {
    const layer = keys.get(node.id)?.split("/", 1)[0] ?? "";
    const cell = `${String(graph.layers.indexOf(layer)).padStart(3, "0")} ${domains.get(node.group)?.slug ?? ""}`;
    const others = cells.get(cell);
    if (others === undefined) cells.set(cell, [node]);
    else others.push(node);
  }
  const result: PipelineNode[][] = [];
  for (const [, nodes] of [...cells].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (let start = 0; start < nodes.length;) {
      const size = random.between(assetsPerFile.min, assetsPerFile.max);
      result.push(nodes.slice(start, start + size));
      start += size;
    }
  }
  return result;
}

/** Upstream first, else as given. */
function topological({ nodes, edges }: PipelineGraph): readonly PipelineNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const waiting = new Map(nodes.map(({ id }) => [id, 0]));
  const downstream = new Map<string, string[]>();
  for (const [from, to] of edges) {
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
    const others = downstream.get(from);
    if (others === undefined) downstream.set(from, [to]);
    else others.push(to);
  }
  const ready = nodes.filter(({ id }) => waiting.get(id) === 0);
  // It grows while it is walked.
  for (const { id: done } of ready) {
    for (const id of downstream.get(done) ?? []) {
      const left = (waiting.get(id) ?? 0) - 1;
      waiting.set(id, left);
      const node = byId.get(id);
      if (left === 0 && node !== undefined) ready.push(node);
    }
  }
  return ready.length === nodes.length ? ready : nodes; // A cycle: any order will do.
}
