// What people type into a filter box made into the language: free words become `key:"*word*"`, commas and gaps become `or`.
import { isAttributeName, isFunctionName, isOperator } from "./attributes.ts";

interface Piece {
  readonly kind: "space" | "comma" | "word" | "quoted" | "sign";
  readonly text: string;
}

const PIECE =
  /(?<space>\s+)|(?<comma>,)|(?<quoted>"[^"\r\n]*"?)|(?<sign><null>|[+:=()]|\d+(?=\s*\+))|(?<word>[^\s,"+:=()]+)/gy;

/** Keeps everything that is in the language already, also its spaces; the result need not parse while one types. */
export function upgradeSelection(text: string, attribute = "key"): string {
  const pieces = splitPieces(text.trimStart());
  let result = "";
  let afterOperand = false;
  pieces.forEach((piece, i) => {
    if (piece.kind === "space") {
      if (nextSolid(pieces, i)?.kind !== "comma" && pieces[i - 1]?.kind !== "comma") result += piece.text;
      return;
    }
    if (piece.kind === "comma") {
      result += isArgumentComma(pieces, i) ? "," : " or ";
      afterOperand = false;
      return;
    }
    const isDown = piece.text === "+" && afterOperand;
    const continues =
      isDown || isLevelAfterPlus(pieces, i) || /^[:=)]$/.test(piece.text) || isOperator(piece.text);
    if (afterOperand && !continues && !isValue(pieces, i)) result += " or ";
    result += isFree(pieces, i) ? `${attribute}:"${wild(piece.text)}"` : piece.text;
    afterOperand = endsOperand(pieces, i, isDown);
  });
  return result;
}

function splitPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const { groups, 0: found } of text.matchAll(PIECE)) {
    const kinds = ["space", "comma", "quoted", "sign", "word"] as const;
    pieces.push({ kind: kinds.find((kind) => groups?.[kind] !== undefined) ?? "word", text: found });
  }
  return pieces;
}

/** A word or quoted text that stands for itself: no attribute, value, function, operator or level. */
function isFree(pieces: readonly Piece[], i: number): boolean {
  const piece = pieces[i];
  if (piece === undefined || (piece.kind !== "word" && piece.kind !== "quoted")) return false;
  if (isValue(pieces, i) || isLevelAfterPlus(pieces, i)) return false;
  if (piece.kind === "quoted") return true;
  if (piece.text === "*" || isOperator(piece.text)) return false;
  const next = nextSolid(pieces, i)?.text;
  return !((next === ":" && isAttributeName(piece.text)) || (next === "(" && isFunctionName(piece.text)));
}

function isValue(pieces: readonly Piece[], i: number): boolean {
  const before = pieces[i - 1]?.text;
  return before === ":" || before === "=";
}

function isLevelAfterPlus(pieces: readonly Piece[], i: number): boolean {
  return /^\d+$/.test(pieces[i]?.text ?? "") && pieces[i - 1]?.text === "+";
}

function endsOperand(pieces: readonly Piece[], i: number, isDown: boolean): boolean {
  const { kind, text } = pieces[i] ?? { kind: "space", text: "" };
  if (kind === "quoted" || text === ")" || text === "<null>") return true;
  if (kind === "sign") return isDown;
  if (isFree(pieces, i) || isValue(pieces, i)) return true;
  return text === "*" || isLevelAfterPlus(pieces, i);
}

function nextSolid(pieces: readonly Piece[], i: number): Piece | undefined {
  return pieces[i + 1]?.kind === "space" ? pieces[i + 2] : pieces[i + 1];
}

/** Inside of `path(…)` a comma parts the arguments. */
function isArgumentComma(pieces: readonly Piece[], i: number): boolean {
  let depth = 0;
  for (let at = i - 1; at >= 0; at--) {
    if (pieces[at]?.text === ")") depth++;
    if (pieces[at]?.text === "(" && depth-- === 0) return pieces[at - 1]?.text === "path";
  }
  return false;
}

function wild(text: string): string {
  const bare = text.replaceAll(/["\\]/g, "");
  return bare.includes("*") ? bare : `*${bare}*`;
}
