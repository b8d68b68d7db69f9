// Random changes of a project's texts, as people and tools make them: typing, pasting, deleting, undoing, moving files.
import type { Random } from "../support/random.ts";
import type { Texts } from "./corpus.ts";

/** One change, whole: `text` null removes the file. `onDisk`: not by an editor. */
export interface Change {
  readonly path: string;
  readonly text: string | null;
  readonly onDisk: boolean;
}

const TOKENS = [
  ...Array.from("(){}[],;:.=<>+-*/&|?!`'\"$#@\\~%^"),
  "=>",
  "...",
  "${",
  "/*",
  "*/",
  "//",
  "??",
  "?.",
  "\n",
  "\r\n",
  "asset",
  "asset(",
  "source({",
  "ref(",
  "sql`",
  "key:",
  "deps:",
  "export",
  "const",
  "import",
  "from",
  "for",
  "of",
  "if",
  "return",
  "function",
  "class",
  "enum",
  "await",
  "null",
  "undefined",
  "as const",
  "0",
  "1e9",
  "\\u0041",
  "\ud800",
  "\udc00",
  "\u2028",
  "\0",
  "é",
  "💾",
  "\ufeff",
  "__proto__",
  "constructor",
] as const;

const SNIPPETS = [
  `\nexport const pasted = asset({ key: "silver/pasted", deps: ["bronze/orders"], run: () => [] });\n`,
  `\nasset({ key: "bronze/orders", run: () => [] });\n`,
  `\nfor (const each of ["a", "b"]) asset({ key: \`gold/\${each}\`, run: () => [] });\n`,
  `\nconst make = (name) => asset({ key: "silver/" + name, deps: { x: make("y") }, run: () => [] });\nmake("z");\n`,
  `\nimport { asset as other, ref, sql } from "strataline";\n`,
  `\nexport * from "./orders.ts";\n`,
  `\nimport * as self from "./bronze.ts";\n`,
  `\nexport default { "__proto__": "x", constructor: "y" };\n`,
  `\n// strataline-ignore missing-upstream: fuzz\n`,
] as const;

/** A few changes that follow each other. What is typed roughly is mostly mended after a while. */
export function someChanges(random: Random, texts: Texts, before: Texts): readonly Change[] {
  const paths = [...texts.keys()];
  const path = random.pick(paths);
  const text = texts.get(path) ?? "";
  const onDisk = random.chance(0.2);
  const was = before.get(path);
  const roll = random.next();
  if (roll < 0.03) return [{ path, text: null, onDisk: true }];
  if (roll < 0.05) {
    return [{ path: random.pick(["assets/new.ts", "lib/new.ts", "assets/a/../b.ts"]), text, onDisk }];
  }
  if (roll < 0.07) return [{ path, text: texts.get(random.pick(paths)) ?? "", onDisk }];
  if (roll < 0.1 && was !== undefined) return [{ path, text: was, onDisk }];
  if (roll < 0.55) return [{ path, text: soundly(random, text), onDisk }];
  const changes: Change[] = [];
  let rough = text;
  for (let count = random.between(1, 3); count > 0; count--) {
    rough = roughly(random, rough);
    changes.push({ path, text: rough, onDisk });
  }
  return random.chance(0.9)
    ? [...changes, { path, text: random.chance(0.7) ? text : (was ?? text), onDisk }]
    : changes;
}

/** A change after which the text can mostly still be read. */
function soundly(random: Random, text: string): string {
  const lines = text.split("\n");
  const line = random.below(lines.length);
  const statement = [...text.matchAll(/^(?:export |const |for |asset\(|import ).*$/gm)];
  return random.pick([
    () => changeString(random, text),
    () => changeString(random, text),
    () => changeString(random, text),
    () => changeNumber(random, text),
    () => text + random.pick(SNIPPETS),
    () => random.pick(SNIPPETS) + text,
    () => lines.toSpliced(line, 0, "").join("\n"),
    () => lines.toSpliced(line, 0, "// a comment").join("\n"),
    () => (statement.length > 0 ? text.replace(random.pick(statement)[0], "") : text),
    () =>
      statement.length > 0 ? `${text}\n${random.pick(statement)[0].replace(/\w+\d+/, "copied1")}` : text,
    () => text.replaceAll("\n", "\r\n"),
    () => `\ufeff${text}`,
    () => `\n${text} `,
  ])();
}

/** Any token may come or go. */
function roughly(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const tokens = [...text.matchAll(/[\w$]+|\s+|[^\w\s]/g)];
  const token = tokens.length > 0 ? random.pick(tokens) : undefined;
  const start = token?.index ?? 0;
  const end = start + (token?.[0].length ?? 0);
  const lines = text.split("\n");
  const line = random.below(lines.length);
  const put = (piece: string, from = at, to = from): string => text.slice(0, from) + piece + text.slice(to);
  return random.pick([
    () => put("", start, end),
    () => put("", start, end),
    () => put(random.pick(TOKENS), start, end),
    () => put(random.pick(TOKENS)),
    () => put(random.pick(TOKENS), start),
    () => put(random.pick(Array.from("abcxyz/_019"))),
    () => lines.toSpliced(line, 1).join("\n"),
    () => lines.toSpliced(line, 0, lines[random.below(lines.length)] ?? "").join("\n"),
    () => lines.toSpliced(line, 2, ...lines.slice(line, line + 2).reverse()).join("\n"),
    () => put(random.pick(SNIPPETS)),
    () => put("", at, at + random.below(40)),
    () => text.slice(0, at),
  ])();
}

/** Another number in the place of one, or of one name. */
function changeNumber(random: Random, text: string): string {
  const names = [...text.matchAll(/\b[a-zA-Z]+\d+\b/g)];
  if (names.length < 2) return text;
  const [one, other] = [random.pick(names), random.pick(names)];
  return text.slice(0, one.index) + other[0] + text.slice(one.index + one[0].length);
}

/** Another content of one string. */
function changeString(random: Random, text: string): string {
  const strings = [...text.matchAll(/"([\w/]*)"/g)];
  if (strings.length === 0) return `${text}\n"text";`;
  const chosen = random.pick(strings);
  const other = random.pick(strings)[1] ?? "";
  const content = random.pick([
    other,
    `${chosen[1] ?? ""}x`,
    "silver/orders",
    "",
    "a/../b",
    "gold/__proto__",
    "\\u0061b",
  ]);
  return `${text.slice(0, chosen.index)}"${content}"${text.slice(chosen.index + chosen[0].length)}`;
}
