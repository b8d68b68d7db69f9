// How this reader gives up: whatever is unusual, or may be an error, is left to TypeScript's parser.

export class Unsure extends Error {}

/** Made once: nobody looks at its stack. */
const UNSURE = new Unsure("left to TypeScript's parser");

export function unsure(): never {
  throw UNSURE;
}
