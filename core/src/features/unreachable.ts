// The end of a `switch` over a closed union.

export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
