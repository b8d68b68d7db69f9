// Randomness from a seed, so that a workspace, and each part of it, can be made again.

export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** Both ends included. */
  between(min: number, max: number): number;
  /** True with this probability. */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A name, in proportion to its share. */
  weighted<N extends string>(shares: Readonly<Partial<Record<N, number>>>): N;
  shuffled<T>(items: readonly T[]): T[];
}

/** `name` gives each part of a whole its own numbers: a change in one leaves the others as they are. */
export function randomOf(seed: number, name = ""): Random {
  let state = seed >>> 0;
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193) >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  return {
    next,
    between,
    pick,
    chance: (share) => next() < share,
    weighted: <N extends string>(shares: Readonly<Partial<Record<N, number>>>): N => {
      const names = (Object.keys(shares) as N[]).filter((name) => (shares[name] ?? 0) > 0);
      let left = next() * names.reduce((sum, name) => sum + (shares[name] ?? 0), 0);
      for (const name of names) {
        left -= shares[name] ?? 0;
        if (left < 0) return name;
      }
      return pick(names);
    },
    shuffled: <T>(items: readonly T[]): T[] => {
      const keyed = items.map((item) => ({ item, order: next() }));
      return keyed.sort((a, b) => a.order - b.order).map(({ item }) => item);
    },
  };
}
