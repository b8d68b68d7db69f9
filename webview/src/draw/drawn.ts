// Remembers what each element was last drawn as: most stay as they are from one keystroke to the next, and writing costs.
export interface Drawn {
  /** Whether `looks` differs from what the element was drawn as before; remembers it. */
  isNew(element: Element, looks: string): boolean;
}

export function createDrawn(): Drawn {
  const known = new WeakMap<Element, string>();
  return {
    isNew(element, looks) {
      if (known.get(element) === looks) return false;
      known.set(element, looks);
      return true;
    },
  };
}
