// Strongly connected components by Tarjan's algorithm with its own stack: a chain of any length must not overflow ours.

export interface Components {
  /** Component of each node. Numbered upstream first: an edge never leads to a smaller number. */
  readonly of: Int32Array;
  readonly count: number;
}

/** `downstream` is a list of successors for each node. */
export function stronglyConnected(downstream: readonly (readonly number[])[]): Components {
  const total = downstream.length;
  const component = new Int32Array(total).fill(-1);
  const index = new Int32Array(total).fill(-1);
  const lowest = new Int32Array(total);
  const nextEdge = new Int32Array(total);
  const path: number[] = [];
  const open: number[] = [];
  let visited = 0;
  let count = 0;

  const enter = (node: number): void => {
    index[node] = lowest[node] = visited++;
    path.push(node);
    open.push(node);
  };
  const lower = (node: number, value: number): void => {
    if (value < (lowest[node] ?? 0)) lowest[node] = value;
  };
  const leave = (node: number): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) lower(parent, lowest[node] ?? 0);
    if (lowest[node] !== index[node]) return;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      component[member] = count;
      if (member === node) break;
    }
    count++;
  };

  for (let root = 0; root < total; root++) {
    if (index[root] !== -1) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = nextEdge[node] ?? 0;
      nextEdge[node] = edge + 1;
      const next = downstream[node]?.[edge];
      if (next === undefined) leave(node);
      else if (index[next] === -1) enter(next);
      else if (component[next] === -1) lower(node, index[next] ?? 0);
    }
  }
  // Tarjan closes downstream components first.
  for (let node = 0; node < total; node++) component[node] = count - 1 - (component[node] ?? 0);
  return { of: component, count };
}
