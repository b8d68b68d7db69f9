// The words of the parser's errors: what was expected, and the nearest right thing.
import { nearestKeys } from "../keys.ts";
import {
  ATTRIBUTE_NAMES,
  ATTRIBUTES,
  FUNCTIONS,
  isAttributeName,
  isFunctionName,
  isOperator,
  isReserved,
} from "./attributes.ts";
import type { AttributeName } from "./model.ts";
import type { Token } from "./tokens.ts";

export const EMPTY =
  "The selection is empty. Write `*` for everything, or for example `key:silver/orders+` or `layer:gold`.";
export const TRAVERSED_STAR = "`*` is everything already: it takes no `+`.";
export const PATH_ARGUMENTS = "`path` takes two selections: `path(key:a, key:b)`.";
export const TOO_DEEP = "The selection is nested too deeply.";

const MORE_PLUS = "One `+` reaches all levels. For fewer, give a number: `key:a+2`, `2+key:a`.";

export function loneNumber(digits: string): string {
  return `Expected \`+\` after \`${digits}\`: \`${digits}+key:a\` is \`a\` and ${digits} levels of its upstreams.`;
}

export function expectedNumber(attribute: AttributeName): string {
  return `\`${attribute}:\` takes a number, as in \`${attribute}:24\`.`;
}

/** A selection was expected at `token`. */
export function expectedSelection(
  token: Token,
  follower: Token | undefined,
  before: Token | undefined,
): string {
  switch (token.kind) {
    case "word":
      return unusableWord(token.text, follower);
    case "wildcard":
      return `Expected an attribute: write \`key:${token.text}\`.`;
    case "quoted":
      return `Expected an attribute: write \`key:"${token.text}"\`.`;
    case "+":
      return before?.kind === "+" ? MORE_PLUS : `Expected a selection${after(before)}.`;
    case "null":
      return "`<null>` is a value: write for example `owner:<null>`.";
    case "bad":
      return badCharacter(token);
    case "*":
    case "digits":
    case "end":
    case ":":
    case "=":
    case "(":
    case ")":
    case ",":
      return `Expected a selection${after(before)}${token.kind === "end" ? "" : `, not \`${token.text}\``}.`;
  }
}

function unusableWord(word: string, follower: Token | undefined): string {
  if (isOperator(word)) {
    if (word.toLowerCase() === "not") return "`+` cannot stand before `not`: write `+(not …)`.";
    return `Expected a selection before \`${word}\`.`;
  }
  if (isOperator(word.toLowerCase())) {
    return `Write \`${word.toLowerCase()}\` or \`${word.toUpperCase()}\`, not \`${word}\`.`;
  }
  if (follower?.kind === ":") return unknownAttribute(word);
  if (follower?.kind === "(") return unknown("function", word, Object.keys(FUNCTIONS));
  if (isFunctionName(word))
    return `Expected \`(\` after \`${word}\`, as in \`${word}(${word === "path" ? "key:a, key:b" : "*"})\`.`;
  if (isAttributeName(word))
    return `Expected \`:\` and a value after \`${word}\`, as in \`${word}:${ATTRIBUTES[word].values?.[0] ?? '"…"'}\`.`;
  return `Expected an attribute before \`${word}\`: write \`key:${word}\`, or \`key:"*${word}*"\` for all keys with it.`;
}

function unknownAttribute(word: string): string {
  if (word === "key_substring") return 'There is no attribute `key_substring`: write `key:"*…*"`.';
  return unknown("attribute", word, ATTRIBUTE_NAMES);
}

function unknown(what: string, word: string, known: readonly string[]): string {
  const [near] = nearestKeys(word, known, 1);
  const lower = word.toLowerCase();
  const right = near ?? (known.includes(lower) ? lower : undefined);
  const hint = right === undefined ? `There are ${known.join(", ")}.` : `Did you mean \`${right}\`?`;
  return `There is no ${what} \`${word}\`. ${hint}`;
}

/** A complete selection stands before `token`, which does not continue it. */
export function unexpectedAfterSelection(token: Token, before: Token | undefined): string {
  switch (token.kind) {
    case "bad":
      return badCharacter(token);
    case ")":
      return "This `)` closes nothing.";
    case "+":
      return before?.kind === "*" ? TRAVERSED_STAR : MORE_PLUS;
    case ",":
      return "Write `or` between two selections, not `,`.";
    case "=":
      return "Only `tag:` and `column_tag:` take `=`.";
    case "word":
    case "wildcard":
    case "quoted":
    case "digits":
    case "null":
    case "*":
    case "(":
    case ":":
    case "end": {
      if (/^(?:and|or)$/i.test(token.text)) return unusableWord(token.text, undefined);
      return `Expected \`and\` or \`or\` before \`${token.text}\`.`;
    }
  }
}

export function expectedClosing(token: Token, before: Token | undefined): string {
  if (token.kind === "end") return "A `)` is missing.";
  return unexpectedAfterSelection(token, before);
}

export function closedValue(attribute: AttributeName, value: string): string {
  return unknown(`value for \`${attribute}:\``, value, ATTRIBUTES[attribute].values ?? []);
}

/** `raw` is what the user means as one value, which the grammar does not take as it stands. */
export function badValue(attribute: AttributeName, token: Token, raw: string, separator: string): string {
  if (raw === "" && token.kind !== "*") {
    if (token.kind === "bad") return badCharacter(token);
    const place = separator === "=" ? "=" : `${attribute}:`;
    const example = attribute === "key" ? "silver/orders" : '"…"';
    return `Expected a value after \`${place}\`, as in \`${attribute}:${separator === "=" ? "name=" : ""}${example}\`.`;
  }
  if (raw === "*")
    return `For everything write \`*\`, without \`${attribute}:\`; for a \`*\` in a value write \`"*"\`.`;
  if (raw === "<null>") return "Every asset has a key: `key:` takes no `<null>`.";
  if (token.kind === "wildcard" && raw === token.text) {
    return ATTRIBUTES[attribute].wildcard
      ? `Here \`*\` needs quotes: \`${attribute}:"${raw}"\`.`
      : `\`${attribute}:\` takes no \`*\`.`;
  }
  if (isReserved(raw, attribute))
    return `\`${raw}\` is a word of the language: as a value it needs quotes, \`"${raw}"\`.`;
  return `\`${raw}\` needs quotes: \`"${raw.replaceAll(/["\\]/g, "")}"\`.`;
}

function badCharacter({ text }: Token): string {
  if (text.startsWith('"')) {
    return text.includes("\\") ? "A value cannot hold a backslash." : 'A closing `"` is missing.';
  }
  return `Unexpected \`${text}\`. A value with such characters needs quotes.`;
}

function after(before: Token | undefined): string {
  return before === undefined
    ? ""
    : ` after \`${before.kind === "quoted" ? `"${before.text}"` : before.text}\``;
}
