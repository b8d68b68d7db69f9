// Where a key or a layer is expected: inside `deps`, `ref()`, `key` and `layer`, quoted or not yet quoted.
import type { Span } from "../text/index.ts";
import { cursorContext } from "./cursorContext.ts";
import type { CursorContext, Frame } from "./cursorContext.ts";

export interface CompletionPlace {
  readonly wants: "upstream" | "layer" | "newKey";
  /** What a chosen text replaces: all of the key, since its slashes are no word characters. */
  readonly span: Span;
  /** The quotes that are not written yet. */
  readonly before: string;
  readonly after: string;
  /** What stands before the cursor. */
  readonly typed: string;
  /** `key: ["silver", "orders"]`: one component at a time. */
  readonly isComponent: boolean;
  /** The `key` of the declaration around, when it is written before the cursor. */
  readonly readerKey: string | null;
}

const DECLARATION = /(?:^|\.|[a-z])(?:asset|source|dataProduct)$/i;
const KEY_CHARACTERS = /^[A-Za-z0-9_./-]*/;

export function completionPlace(text: string, offset: number): CompletionPlace | null {
  const context = cursorContext(text, offset);
  if (context === null) return null;
  const wanted = wantedAt(context.frames);
  if (wanted === null) return null;
  const replaced =
    context.string === null ? unquoted(context, wanted, offset) : quoted(text, offset, context.string);
  return replaced === null ? null : { ...wanted, ...replaced };
}

type Wanted = Pick<CompletionPlace, "wants" | "isComponent" | "readerKey">;
type Replaced = Pick<CompletionPlace, "span" | "before" | "after" | "typed">;

function wantedAt(frames: readonly Frame[]): Wanted | null {
  const inner = frames.at(-1);
  if (inner === undefined) return null;
  const declaration = frames.findLast((frame, at) => frame.open === "{" && frames[at - 1]?.open === "(");
  const readerKey = declaration?.key ?? null;
  const upstream: Wanted = { wants: "upstream", isComponent: false, readerKey };
  if (inner.open === "(") return /(?:^|\.)ref$/.test(inner.callee) ? upstream : null;

  const owner = frames.at(-2);
  const property = owner?.open === "{" ? owner.property : null;
  const isListOfDeps = property === "deps" && frames.at(-3)?.open === "(";
  if (isListOfDeps && (inner.open === "[" || inner.property !== null)) return upstream;
  if (property === "key" && inner.open === "[")
    return { wants: "newKey", isComponent: true, readerKey: null };

  const callee = owner?.open === "(" ? owner.callee : "";
  if (inner.open !== "{" || !DECLARATION.test(callee)) return null;
  if (inner.property === "layer") return { wants: "layer", isComponent: false, readerKey };
  if (inner.property === "key") return { wants: "newKey", isComponent: false, readerKey: null };
  return null;
}

function quoted(text: string, offset: number, string: NonNullable<CursorContext["string"]>): Replaced {
  const rest = KEY_CHARACTERS.exec(text.slice(offset, string.end))?.[0] ?? "";
  const end = offset + rest.length;
  // An open quote runs up to the next one of the line: `["bro|, "silver/x"]`.
  const isClosed = string.isClosed && end === string.end;
  return {
    span: { start: string.start, end },
    before: "",
    after: isClosed ? "" : string.quote,
    typed: text.slice(string.start, offset),
  };
}

/** Only where nothing of a value is typed yet: TypeScript completes names. */
function unquoted({ before }: CursorContext, { wants }: Wanted, offset: number): Replaced | null {
  const isStart = wants === "upstream" ? /[[,:(]/.test(before) : before === ":";
  if (!isStart) return null;
  return { span: { start: offset, end: offset }, before: '"', after: '"', typed: "" };
}
