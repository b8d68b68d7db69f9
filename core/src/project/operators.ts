// What operators compute from constants.
import { concatenate, sameScalar } from "./literals.ts";
import type { Site } from "./linked.ts";
import { joined, scalarParts, text, truthiness, unresolved, type Item, type Value } from "./values.ts";

const UNKNOWN = "a computed value is only known when the code runs";

/** Is the left side the result, and the right one left alone? undefined when that is not known. false for other operators. */
export function isShortCircuit(op: string, left: Value): boolean | undefined {
  switch (op) {
    case "??":
      if (left.k === "unresolved") return undefined;
      return left.k !== "null" && left.k !== "undefined";
    case "||":
      return truthiness(left);
    case "&&": {
      const truth = truthiness(left);
      return truth === undefined ? undefined : !truth;
    }
    default:
      return false;
  }
}

export function evaluateBinary(op: string, left: Item, right: Item, site: Site): Value {
  if (left.value.k === "unresolved") return left.value;
  switch (op) {
    case "??":
    case "||":
    case "&&":
      return right.value;
    case "+":
      return add(left, right, site);
    case "===":
    case "!==":
    case "==":
    case "!=": {
      const equal = sameScalar(left.value, right.value);
      if (typeof equal === "object") return equal;
      if (equal === undefined || op.length === 2) {
        const isStrict = op.length === 3 || (equal !== undefined && left.value.k === right.value.k);
        if (!isStrict || equal === undefined)
          return unresolved(site, "this comparison is only known when the code runs");
      }
      return { k: "boolean", value: op.startsWith("=") === equal };
    }
    case "in":
      return isIn(left.value, right.value, site);
    default:
      return arithmetic(op, left.value, right.value, site);
  }
}

function add(left: Item, right: Item, site: Site): Value {
  const [a, b] = [left.value, right.value];
  if (b.k === "unresolved") return b;
  if (a.k === "number" && b.k === "number") return { k: "number", value: a.value + b.value };
  if (a.k === "text" || b.k === "text") return concatenate(site, [left, right]);
  return unresolved(site, UNKNOWN);
}

function isIn(name: Value, object: Value, site: Site): Value {
  if (object.k === "unresolved") return object;
  const parts = scalarParts(name);
  if (!parts || object.k !== "object" || object.unknown.length > 0) return unresolved(site, UNKNOWN);
  return { k: "boolean", value: object.entries.has(joined(parts)) };
}

function arithmetic(op: string, left: Value, right: Value, site: Site): Value {
  if (right.k === "unresolved") return right;
  if (left.k === "text" && right.k === "text") {
    const compared = compare(op, joined(left.parts), joined(right.parts));
    return compared === undefined ? unresolved(site, UNKNOWN) : { k: "boolean", value: compared };
  }
  if (left.k !== "number" || right.k !== "number") return unresolved(site, UNKNOWN);
  const [a, b] = [left.value, right.value];
  const compared = compare(op, a, b);
  if (compared !== undefined) return { k: "boolean", value: compared };
  switch (op) {
    case "-":
      return { k: "number", value: a - b };
    case "*":
      return { k: "number", value: a * b };
    case "/":
      return { k: "number", value: a / b };
    case "%":
      return { k: "number", value: a % b };
    case "**":
      return { k: "number", value: a ** b };
    default:
      return unresolved(site, UNKNOWN);
  }
}

function compare<T extends string | number>(op: string, a: T, b: T): boolean | undefined {
  switch (op) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    default:
      return undefined;
  }
}

/** `===`, as a switch compares; undefined when it is not known. */
export function isSame(left: Value, right: Value): boolean | undefined {
  if (left.k === "unresolved") return undefined;
  const equal = sameScalar(left, right);
  return typeof equal === "object" ? undefined : equal;
}

export function evaluateUnary(op: string, { value }: Item, site: Site): Value {
  if (op === "void") return { k: "undefined" };
  if (value.k === "unresolved") return value;
  switch (op) {
    case "!": {
      const truth = truthiness(value);
      return truth === undefined ? unresolved(site, UNKNOWN) : { k: "boolean", value: !truth };
    }
    case "-":
    case "+":
      if (value.k === "text") {
        const number = Number(joined(value.parts));
        return { k: "number", value: op === "-" ? -number : number };
      }
      if (value.k !== "number") return unresolved(site, UNKNOWN);
      return op === "-" ? { k: "number", value: -value.value } : value;
    case "typeof": {
      const type = typeName(value);
      return type === undefined ? unresolved(site, UNKNOWN) : text(type);
    }
    default:
      return unresolved(site, UNKNOWN);
  }
}

function typeName(value: Value): string | undefined {
  switch (value.k) {
    case "text":
      return "string";
    case "number":
    case "boolean":
    case "undefined":
    case "function":
      return value.k;
    case "null":
    case "array":
    case "object":
    case "declaration":
    case "check":
    case "ref":
    case "sql":
    case "partitions":
    case "namespace":
    case "sdkNamespace":
      return "object";
    case "sdk":
    case "global":
    case "unresolved":
      return undefined;
  }
}
