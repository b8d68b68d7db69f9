// The name of an edge: its two keys. A space cannot be in a key, so the pair is unambiguous.
export function edgeId(edge: { readonly from: string; readonly to: string }): string {
  return `${edge.from} ${edge.to}`;
}
