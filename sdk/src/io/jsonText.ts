// JSON that loses nothing without a word: what JSON.stringify would turn into something else is an error that names its place.

export interface JsonOptions {
  /** "text": as ISO strings; "refused": an error. */
  readonly dates: "text" | "refused";
}

/** Throws a TypeError for a cycle, a bigint, NaN, Infinity, a function, a symbol and objects that are no plain data. */
export function jsonText(value: unknown, { dates }: JsonOptions): string {
  if (value === undefined) throw new TypeError("undefined is no JSON; for no value, use null");
  // JSON.stringify has called `toJSON` before: what the place held at first is in `this`.
  const text = JSON.stringify(
    { value },
    function (this: Readonly<Record<string, unknown>>, name, given: unknown) {
      const held = this[name];
      const reason = refusal(held, dates);
      if (reason !== null) throw new TypeError(name === "value" ? reason : `"${name}" is ${reason}`);
      return given;
    },
  );
  return text.slice('{"value":'.length, -1);
}

function refusal(held: unknown, dates: JsonOptions["dates"]): string | null {
  switch (typeof held) {
    case "number":
      return Number.isFinite(held) ? null : `${held}, which JSON does not have`;
    case "bigint":
      return "a bigint, which JSON does not have";
    case "function":
    case "symbol":
      return `a ${typeof held}`;
    case "object":
      if (held instanceof Date) {
        if (Number.isNaN(held.getTime())) return "an invalid Date";
        return dates === "text"
          ? null
          : "a Date inside of a nested value: store its text, or give it a column of its own";
      }
      return held instanceof Map || held instanceof Set || ArrayBuffer.isView(held)
        ? `a ${held.constructor.name}, which JSON does not have`
        : null;
    default:
      return null;
  }
}
