// One string for each short word, however often it is written: names and keys of pipelines repeat a lot. A table of fixed size
// that forgets, so that nothing grows with what was read.
import { KEYWORDS, NAME } from "./tokens.ts";

/** Longer ones are slices of their text in V8, not copies: in the table they would keep whole texts alive. */
const MAX_LENGTH = 12;
const SLOTS = 8_192;
const strings = new Array<string>(SLOTS).fill("");
const kinds = new Uint8Array(SLOTS);

/** Index of the slot with the word `[start, end)` of `text`, whose characters make `hash`; -1 when it is too long to have one. */
export function slotOf(text: string, start: number, end: number, hash: number): number {
  const length = end - start;
  if (length > MAX_LENGTH) return -1;
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  const known = strings[slot];
  if (known?.length === length && isAt(known, text, start)) return slot;
  const word = text.slice(start, end);
  strings[slot] = word;
  kinds[slot] = KEYWORDS.get(word) ?? NAME;
  return slot;
}

export function wordAt(slot: number): string {
  return strings[slot] ?? "";
}

export function kindAt(slot: number): number {
  return kinds[slot] ?? NAME;
}

function isAt(word: string, text: string, start: number): boolean {
  for (let i = 0; i < word.length; i++) {
    if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  }
  return true;
}

/** The text `[start, end)`, the same string for the same text where it is short. */
export function shared(text: string, start: number, end: number): string {
  if (end - start > MAX_LENGTH) return text.slice(start, end);
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return wordAt(slotOf(text, start, end, hash));
}
