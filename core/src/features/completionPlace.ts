// What is expected at the cursor, read from the text around it: a key, a layer, a column … quoted or not yet quoted.
import type { Span } from "../text/index.ts";
import { cursorContext } from "./cursorContext.ts";
import type { CursorContext, Frame } from "./cursorContext.ts";

type Wants =
  | "upstream"
  /** `deps: { | }`: a name and what it stands for. */
  | "depName"
  | "newKey"
  | "layer"
  | "io"
  | "resource"
  | "column"
  | "selection"
  | "rule"
  | "severity"
  /** A code in `// strataline-ignore`. */
  | "ignored";

export interface CompletionPlace {
  readonly wants: Wants;
  /** What a chosen text replaces: all of the key, since its slashes are no word characters. */
  readonly span: Span;
  /** The quotes that are not written yet. */
  readonly before: string;
  readonly after: string;
  /** What stands before the cursor. */
  readonly typed: string;
  /** No quote is written: a name is possible. */
  readonly isUnquoted: boolean;
  /** `key: ["silver", "orders"]`: one component at a time. */
  readonly isComponent: boolean;
  /** The `key` of the declaration around, when it is written before the cursor. */
  readonly readerKey: string | null;
}

const DECLARATION = /(?:^|\.|[a-z])(?:asset|source|dataProduct)$/i;
const SCHEDULE = /(?:^|\.|[a-z])schedule$/i;
const CONFIG = /(?:^|\.)defineConfig$/;
const COLUMN_CHECK = /(?:^|\.)check\.(?:unique|notNull|accepted|between)$/;
const MANY_COLUMNS = /\.(?:unique|notNull)$/;
const IGNORE_COMMENT = /\/\/\s*strataline-ignore\s+(?:[a-z-]+\s*,\s*)*([a-z-]*)$/;

export function completionPlace(text: string, offset: number): CompletionPlace | null {
  const ignored = ignoredPlace(text, offset);
  if (ignored !== null) return ignored;
  const wordStart = offset - (/[\w$]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const context = cursorContext(text, wordStart);
  if (context === null) return null;
  const wanted = wantedAt(context);
  if (wanted === null) return null;
  const replaced =
    context.string === null
      ? unquoted(context, wanted, text, wordStart, offset)
      : quoted(text, offset, context.string, wanted);
  return replaced === null ? null : { ...wanted, ...replaced };
}

type Wanted = Pick<CompletionPlace, "wants" | "isComponent" | "readerKey">;
type Replaced = Omit<CompletionPlace, keyof Wanted>;

function ignoredPlace(text: string, offset: number): CompletionPlace | null {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const typed = IGNORE_COMMENT.exec(line)?.[1];
  if (typed === undefined) return null;
  const rest = /^[a-z-]*/.exec(text.slice(offset, offset + 200))?.[0] ?? "";
  return {
    wants: "ignored",
    span: { start: offset - typed.length, end: offset + rest.length },
    before: "",
    after: "",
    typed,
    isUnquoted: false,
    isComponent: false,
    readerKey: null,
  };
}

function wantedAt({ frames }: CursorContext): Wanted | null {
  const inner = frames.at(-1);
  if (inner === undefined) return null;
  const declaration = frames.findLast((frame, at) => frame.open === "{" && frames[at - 1]?.open === "(");
  const readerKey = declaration?.key ?? null;
  const want = (wants: Wants): Wanted => ({ wants, isComponent: false, readerKey });
  if (inner.open === "(") {
    if (/(?:^|\.)ref$/.test(inner.callee)) return want("upstream");
    const isColumn =
      COLUMN_CHECK.test(inner.callee) && (inner.argument === 0 || MANY_COLUMNS.test(inner.callee));
    return isColumn ? want("column") : null;
  }
  return inList(frames, inner, want) ?? inOptions(frames, inner, want);
}

/** One level inside of an option: `deps: [|]`, `rules: { | }`. */
function inList(frames: readonly Frame[], inner: Frame, want: (wants: Wants) => Wanted): Wanted | null {
  const owner = frames.at(-2);
  const call = frames.at(-3);
  if (owner?.open !== "{" || call?.open !== "(") return null;
  const isArray = inner.open === "[";
  switch (owner.property) {
    case "deps":
      return want(isArray || inner.property !== null ? "upstream" : "depName");
    case "assets":
      return SCHEDULE.test(call.callee) && isArray ? want("upstream") : null;
    case "resources":
      return DECLARATION.test(call.callee) && isArray ? want("resource") : null;
    case "rules":
      if (!CONFIG.test(call.callee) || isArray) return null;
      return want(inner.property === null ? "rule" : "severity");
    case "key":
      return isArray ? { ...want("newKey"), isComponent: true, readerKey: null } : null;
    case null:
    default:
      return null;
  }
}

/** The value of an option itself: `layer: |`. */
function inOptions(frames: readonly Frame[], inner: Frame, want: (wants: Wants) => Wanted): Wanted | null {
  const call = frames.at(-2);
  if (inner.open !== "{" || call?.open !== "(") return null;
  if (SCHEDULE.test(call.callee)) return inner.property === "select" ? want("selection") : null;
  if (!DECLARATION.test(call.callee)) return null;
  switch (inner.property) {
    case "layer":
      return want("layer");
    case "io":
      return want("io");
    case "key":
      return { ...want("newKey"), readerKey: null };
    case null:
    default:
      return null;
  }
}

const KEY_CHARACTERS = /^[A-Za-z0-9_./-]*/;

function quoted(
  text: string,
  offset: number,
  string: NonNullable<CursorContext["string"]>,
  { wants }: Wanted,
): Replaced | null {
  if (wants === "depName") return null;
  const rest = KEY_CHARACTERS.exec(text.slice(offset, string.end))?.[0] ?? "";
  const end = wants === "selection" ? string.end : offset + rest.length;
  // An open quote runs up to the next one of the line: `["bro|, "silver/x"]`.
  const isClosed = string.isClosed && end === string.end;
  return {
    span: { start: string.start, end },
    before: "",
    after: isClosed ? "" : string.quote,
    typed: text.slice(string.start, offset),
    isUnquoted: false,
  };
}

/** Where a value begins, also when some letters of it are there: `deps: [ord|]` may become a key or a name. */
function unquoted(
  { before }: CursorContext,
  { wants }: Wanted,
  text: string,
  start: number,
  offset: number,
): Replaced | null {
  if (!valueStart(wants).test(before)) return null;
  const typed = text.slice(start, offset);
  const mayBeTyped = wants === "upstream" || wants === "depName";
  if (typed !== "" && !mayBeTyped) return null;
  const rest = mayBeTyped ? (/^[\w$]*/.exec(text.slice(offset, offset + 200))?.[0] ?? "") : "";
  return { span: { start, end: offset + rest.length }, before: '"', after: '"', typed, isUnquoted: true };
}

const VALUE_STARTS: Partial<Record<Wants, RegExp>> = {
  upstream: /[[,:(]/,
  depName: /[{,]/,
  rule: /[{,]/,
  resource: /[[,]/,
  column: /[(,]/,
};

function valueStart(wants: Wants): RegExp {
  return VALUE_STARTS[wants] ?? /:/;
}
