// Inside of `schedule({ select: "…" })`: the selection language's own completion, seen through the quotes and escapes of
// the string it is written in.
import { completeSelection } from "../graph/index.ts";
import type { SelectionCompletion } from "../graph/index.ts";
import type { Cursor } from "./completion.ts";
import type { CompletionPlace } from "./completionPlace.ts";
import type { CompletionItem, CompletionKind } from "./editModel.ts";
import type { EditView } from "./editView.ts";

export function selectionItems(
  view: EditView,
  { path, offset }: Cursor,
  place: CompletionPlace,
): readonly CompletionItem[] {
  const { start, end } = place.span;
  const text = view.text(path) ?? "";
  const raw = text.slice(start, end);
  const quote = place.isUnquoted ? '"' : text.charAt(start - 1);
  const written = unescaped(raw);
  const cursor = written.offsets.findIndex((at) => at >= offset - start);
  const items = completeSelection(written.text, cursor < 0 ? written.text.length : cursor, view.graph);
  return items.map((item, at): CompletionItem => {
    const from = start + (written.offsets[item.start] ?? raw.length);
    const to = start + (written.offsets[item.end] ?? raw.length);
    return {
      label: item.label,
      kind: KINDS[item.kind],
      detail: item.detail,
      sortText: String(at).padStart(4, "0"),
      filterText: text.charAt(from) === '"' ? `"${item.label}` : item.label,
      edit: {
        span: { start: from, end: to },
        newText: place.before + item.insertText.replaceAll(quote, `\\${quote}`) + place.after,
      },
    };
  });
}

const KINDS: Readonly<Record<SelectionCompletion["kind"], CompletionKind>> = {
  attribute: "option",
  function: "function",
  operator: "operator",
  value: "asset",
};

/** The text that a string stands for, and where each of its characters, and its end, is written. */
export function unescaped(raw: string): { readonly text: string; readonly offsets: readonly number[] } {
  let text = "";
  const offsets: number[] = [];
  for (let at = 0; at < raw.length; at++) {
    offsets.push(at);
    if (raw.charAt(at) === "\\" && at + 1 < raw.length) at++;
    text += raw.charAt(at);
  }
  return { text, offsets: [...offsets, raw.length] };
}
