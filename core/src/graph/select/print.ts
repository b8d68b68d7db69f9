// A tree back to text that parses to the same: the form Dagster writes, every value quoted.
import type { AttributeSelection, Selection } from "./model.ts";

/** A quote, backslash or line break in a value cannot be written in the language; it becomes `*`. */
export function toSelectionString(selection: Selection): string {
  switch (selection.type) {
    case "all":
      return "*";
    case "keys":
      return joined(
        " or ",
        selection.keys.map((key) => `key:${quoted(key)}`),
      );
    case "attribute":
      return attributeString(selection);
    case "traversal":
      return `${plus(selection.up, "up")}${operand(selection.child, isAtom(selection.child))}${plus(selection.down, "down")}`;
    case "not":
      return `not ${operand(selection.child, !isList(selection.child))}`;
    case "and":
      return selection.operands.length === 0 ? "*" : joined(" and ", selection.operands.map(listOperand));
    case "or":
      return joined(" or ", selection.operands.map(listOperand));
    case "roots":
    case "sinks":
      return `${selection.type}(${toSelectionString(selection.child)})`;
    case "path":
      return `path(${toSelectionString(selection.from)}, ${toSelectionString(selection.to)})`;
  }
}

function attributeString({ attribute, value, pair }: AttributeSelection): string {
  if (attribute === "not_materialized_in_hours") return `${attribute}:${value ?? "0"}`;
  const written = value === null ? "<null>" : quoted(value);
  return `${attribute}:${written}${pair === undefined || pair === "" ? "" : `=${quoted(pair)}`}`;
}

/** Nothing in the list selects nothing. */
function joined(operator: string, parts: readonly string[]): string {
  return parts.length === 0 ? "not *" : parts.join(operator);
}

function listOperand(selection: Selection): string {
  return operand(selection, !isList(selection));
}

function operand(selection: Selection, bare: boolean): string {
  const text = toSelectionString(selection);
  return bare ? text : `(${text})`;
}

function isList(selection: Selection): boolean {
  if (selection.type === "keys") return selection.keys.length > 1;
  return selection.type === "and" || selection.type === "or";
}

function isAtom(selection: Selection): boolean {
  if (selection.type === "keys") return selection.keys.length === 1;
  return ["attribute", "roots", "sinks", "path"].includes(selection.type);
}

function plus(depth: number, side: "up" | "down"): string {
  if (depth <= 0) return "";
  if (!Number.isFinite(depth)) return "+";
  return side === "up" ? `${depth}+` : `+${depth}`;
}

function quoted(value: string): string {
  return `"${value.replaceAll(/["\\\r\n]/g, "*")}"`;
}
