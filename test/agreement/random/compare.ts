// Does the graph that was read say what the loaded one says? Exactly, or, where something cannot be known, never more.
import type { AssetGraph, GraphEdge, GraphNode } from "@strataline/core";

/** Each difference in a line; none when the graphs are equal. Only the text knows files. */
export function differences(written: AssetGraph, loaded: AssetGraph): readonly string[] {
  return [
    ...unlike(written.layers.map(line), loaded.layers.map(line)),
    ...unlike(written.nodes.map(nodeLine), loaded.nodes.map(nodeLine)),
    ...unlike(written.edges.map(line), loaded.edges.map(line)),
  ];
}

function unlike(written: readonly string[], loaded: readonly string[]): readonly string[] {
  return [
    ...loaded.filter((one) => !written.includes(one)).map((one) => `only when loaded: ${one}`),
    ...written.filter((one) => !loaded.includes(one)).map((one) => `only in the text: ${one}`),
  ];
}

function line(value: object): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function nodeLine(node: GraphNode): string {
  return line({ ...node, file: null });
}

/**
 * What the text claims and running does not bear out. Allowed is only to know less, and to say so: a dynamic node for
 * declarations whose key is not known, `hasDynamicDeps` where upstreams may be missing.
 */
export function guesses(written: AssetGraph, loaded: AssetGraph): readonly string[] {
  const loadedNodes = new Map(loaded.nodes.map((node) => [node.key, node]));
  const knownNodes = written.nodes.filter(({ kind }) => kind !== "dynamic");
  const dynamic = written.nodes.filter(({ kind }) => kind === "dynamic");
  const known = new Map(knownNodes.map((node) => [node.key, node]));
  const found: string[] = [];
  for (const node of knownNodes) {
    const real = loadedNodes.get(node.key);
    if (!real) {
      // What only dynamic declarations read is as uncertain as they are.
      const isRead = written.edges.some(({ from, to }) => from === node.key && known.has(to));
      if (node.kind !== "missing" || isRead) found.push(`guessed node: ${nodeLine(node)}`);
    } else found.push(...wrongAbout(node, real, dynamic.length > 0));
  }
  const isKnown = (key: string): boolean => known.has(key);
  const realEdges = new Set(loaded.edges.map(line));
  for (const edge of written.edges) {
    if (isKnown(edge.from) && isKnown(edge.to) && !realEdges.has(line(edge)))
      found.push(`guessed edge: ${line(edge)}`);
  }
  for (const node of knownNodes) found.push(...unmarked(node, written, loaded, known));
  const lost = loaded.nodes.filter(({ key, kind }) => kind !== "missing" && !known.has(key));
  if (lost.length > 0 && dynamic.length === 0)
    found.push(`no dynamic node stands for: ${lost.map(({ key }) => key).join(", ")}`);
  return found;
}

/** Facts about a node that are stated, and are not so. */
function wrongAbout(node: GraphNode, real: GraphNode, someAreDynamic: boolean): readonly string[] {
  // Read by somebody, declared by a declaration whose key is not known.
  if (node.kind === "missing" && real.kind !== "missing" && someAreDynamic) return [];
  const wrong: string[] = [];
  const note = (name: string, isRight: boolean): void => {
    if (!isRight) wrong.push(`guessed ${name} of ${node.key}: ${nodeLine(node)} is ${nodeLine(real)}`);
  };
  note("kind", node.kind === real.kind);
  note("layer", node.layer === null || node.layer === real.layer);
  note("description", node.description === undefined || node.description === real.description);
  note("group", node.group === undefined || node.group === real.group);
  note("owners", node.owners?.every((owner) => real.owners?.includes(owner)) ?? true);
  note("kinds", node.kinds?.every((kind) => real.kinds?.includes(kind)) ?? true);
  note(
    "tags",
    Object.entries(node.tags ?? {}).every(([name, value]) => real.tags?.[name] === value),
  );
  note("duplicate", node.isDuplicate === real.isDuplicate || someAreDynamic);
  return wrong;
}

/** Upstreams that are missing from the text although it does not say that some may be. */
function unmarked(
  { key, hasDynamicDeps }: GraphNode,
  written: AssetGraph,
  loaded: AssetGraph,
  known: ReadonlyMap<string, GraphNode>,
): readonly string[] {
  if (hasDynamicDeps === true || known.get(key)?.kind === "missing") return [];
  const into = (edges: readonly GraphEdge[]): readonly GraphEdge[] => edges.filter(({ to }) => to === key);
  const read = into(written.edges);
  const fromDynamic = read.filter(({ from }) => !known.has(from)).length;
  const lost = into(loaded.edges).filter(({ from }) => !read.some((edge) => edge.from === from));
  if (lost.length <= fromDynamic) return [];
  return [`not marked as incomplete: ${key} reads ${lost.map(({ from }) => from).join(", ")}`];
}
