// Keys as file names: two keys never share a name, also where case is ignored (macOS, Windows), and no name is special.
import { createHash } from "node:crypto";

const MAX_LENGTH = 120;
/** Names of devices on Windows, alone or before a dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;

/** "silver/orders" → "silver+orders". Capitals and a last dot become "~" and their code; a long name ends in its hash. */
export function encodeKey(key: string): string {
  const last = key.length - 1;
  const plain = Array.from(key, (char, i) => encodeChar(char, i === last)).join("");
  const encoded = DEVICE.test(plain) ? escapeChar(plain.charAt(0)) + plain.slice(1) : plain;
  if (encoded.length <= MAX_LENGTH) return encoded;
  // "~h" is no code of a character, so a hashed name is never the name of another key.
  return `${encoded.slice(0, 60)}~h${createHash("sha256").update(key).digest("hex").slice(0, 40)}`;
}

function encodeChar(char: string, isLast: boolean): string {
  if (char === "/") return "+";
  if (char === "." && !isLast) return char;
  return /[a-z0-9_-]/.test(char) ? char : escapeChar(char);
}

function escapeChar(char: string): string {
  return `~${(char.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`;
}
