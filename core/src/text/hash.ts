// A small, fast, well-mixed hash of text, for telling versions apart. Not for secrets.

/** 64 bits as 16 hexadecimal digits; the same on every platform. */
export function hashText(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
    // Carry high bits down, so that no position of the text only moves high bits.
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  a = finish(a ^ Math.imul(b, 0x85ebca6b), text.length);
  b = finish(b ^ Math.imul(a, 0xc2b2ae35), ~text.length);
  return hex(a) + hex(b);
}

function finish(value: number, length: number): number {
  let mixed = value ^ length;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, "0");
}
