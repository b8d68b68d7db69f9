// Random changes of the tokens of a text: what half-typed, mistaken and unusual code looks like.
import type { Random } from "../../../support/random.ts";

const TOKENS = [
  ...Array.from("(){}[],;:.=<>+-*/&|?!`'\"$#@~%^\n\\"),
  ..."=> ... ?. ?? && || == === != ++ -- ** << >> >= += ??= // /* */ ${ /** \r\n".split(" "),
  ..."as satisfies async await of in from type get set is asserts keyof readonly unique infer abstract".split(
    " ",
  ),
  ..."declare module namespace using let static yield interface public break case catch class const".split(
    " ",
  ),
  ..."continue default delete do else enum export extends false finally for function if import".split(" "),
  ..."instanceof new null return super switch this throw true try typeof undefined var void while with".split(
    " ",
  ),
  ..."asset run observe check z.object push Object.assign name 0 1 -1 1_0 0x1 1n 1e3 .5 é \u2028 \ufeff \u00a0".split(
    " ",
  ),
  ..."as const|<T>|<T,>|(x)|(x): y|() =>|async () =>|x =>|: string|: x is y|= 1|[0]|.x|/x/|/=/|!.|?:|a.push(1)|x++|; |\n(|\n[|\n/|\n`".split(
    "|",
  ),
] as const;

/** One to three changes. `other` lends tokens as well. */
export function mutate(random: Random, text: string, other: string): string {
  let changed = text;
  for (let count = random.pick([1, 1, 1, 2, 3]); count > 0; count--)
    changed = mutateOnce(random, changed, other);
  return changed;
}

function mutateOnce(random: Random, text: string, other: string): string {
  const tokens = text.match(/[\w$]+|\s+|=>|\.{3}|[^\w\s]/g) ?? [];
  if (tokens.length === 0) return random.pick(TOKENS);
  const at = random.below(tokens.length);
  const lent = (): string => random.pick(other.match(/[\w$]+|\s+|=>|[^\w\s]/g) ?? ["x"]);
  const put = (count: number, ...pieces: readonly string[]): string =>
    tokens.toSpliced(at, count, ...pieces).join("");
  return random.pick([
    () => put(1),
    () => put(1),
    () => put(1, random.pick(TOKENS)),
    () => put(1, lent()),
    () => put(0, random.pick(TOKENS)),
    () => put(0, random.pick(TOKENS), " "),
    () => put(0, " ", random.pick(TOKENS), " "),
    () => put(0, lent()),
    () => put(2, tokens[at + 1] ?? "", tokens[at] ?? ""),
    () => put(0, tokens[random.below(tokens.length)] ?? ""),
    () => put(random.between(1, 6)),
    () => put(0, ...tokens.slice(at, at + random.between(1, 8))),
    () => put(0, "\n"),
    () => tokens.slice(0, at).join(""),
  ])();
}
