// Methods of strings, on constants.
import type { Site } from "../linked.ts";
import type { Owner } from "../run.ts";
import { asText, joined, scalarParts, text, type Value } from "../values.ts";

export function stringMethod(
  object: Value & { readonly k: "text" },
  method: string,
  args: readonly Value[],
  site: Site,
  owner: Owner,
): Value | undefined {
  const it = joined(object.parts);
  const texts = args.map(asText);
  const numbers = args.map((arg) => (arg.k === "number" ? arg.value : undefined));
  const [first, second] = texts;
  const allNumbers = numbers.every((number) => number !== undefined);
  switch (method) {
    case "toString":
    case "valueOf":
      return object;
    case "toLowerCase":
      return text(it.toLowerCase());
    case "toUpperCase":
      return text(it.toUpperCase());
    case "trim":
      return text(it.trim());
    case "trimStart":
      return text(it.trimStart());
    case "trimEnd":
      return text(it.trimEnd());
    case "concat": {
      const parts = args.map(scalarParts);
      if (parts.some((part) => part === undefined)) return undefined;
      return { k: "text", parts: [...object.parts, ...parts.flatMap((part) => part ?? [])] };
    }
    // A replacement text may hold `$&` and the like: those are left to the run.
    case "replace":
    case "replaceAll":
      if (first === undefined || second === undefined || second.includes("$")) return undefined;
      return text(method === "replace" ? it.replace(first, second) : it.replaceAll(first, second));
    case "slice":
      return allNumbers ? text(it.slice(numbers[0], numbers[1])) : undefined;
    case "substring":
      return allNumbers ? text(it.substring(numbers[0] ?? 0, numbers[1])) : undefined;
    case "substr": {
      const [from = 0, length] = numbers;
      const start = from < 0 ? Math.max(it.length + from, 0) : from;
      return allNumbers
        ? text(it.slice(start, length === undefined ? undefined : start + length))
        : undefined;
    }
    case "charCodeAt":
    case "codePointAt": {
      const code = it.charCodeAt(numbers[0] ?? 0);
      return allNumbers && method === "charCodeAt" ? { k: "number", value: code } : undefined;
    }
    case "at":
    case "charAt": {
      const index = numbers[0] ?? 0;
      return allNumbers ? text((method === "at" ? it.at(index) : it.charAt(index)) ?? "") : undefined;
    }
    case "padStart":
    case "padEnd": {
      const [length] = numbers;
      if (length === undefined || length > 1_000 || (args.length > 1 && second === undefined))
        return undefined;
      return text(method === "padStart" ? it.padStart(length, second) : it.padEnd(length, second));
    }
    case "repeat": {
      const [count] = numbers;
      return count !== undefined && count >= 0 && count * it.length <= 1_000
        ? text(it.repeat(count))
        : undefined;
    }
    case "split": {
      if (first === undefined || args.length > 1) return undefined;
      const items = it.split(first).map((piece) => ({ value: text(piece), site }));
      return { k: "array", items, complete: true, site, owner };
    }
    case "indexOf":
      return first === undefined ? undefined : { k: "number", value: it.indexOf(first) };
    case "lastIndexOf":
      return first === undefined ? undefined : { k: "number", value: it.lastIndexOf(first) };
    case "startsWith":
      return first === undefined || args.length > 1
        ? undefined
        : { k: "boolean", value: it.startsWith(first) };
    case "endsWith":
      return first === undefined ? undefined : { k: "boolean", value: it.endsWith(first) };
    case "includes":
      return first === undefined ? undefined : { k: "boolean", value: it.includes(first) };
    default:
      return undefined;
  }
}
