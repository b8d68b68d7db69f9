// An edge drawn in the lineage: one more entry in `deps`, as a key or as a value with its import, in the style that is there.
import { shortKey } from "../../keys/index.ts";
import type { KeyIndex } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { isPlain, lastWritten, optionExpr } from "../../project/written.ts";
import { addOption } from "../../rules/fixes/addOption.ts";
import type { TextEdit } from "../../text/index.ts";
import { appendEntry, type WrittenList } from "../actions/appendEntry.ts";
import { assetImports } from "../assetImports.ts";
import { depName } from "../completionKeys.ts";
import type { LineageEdit, LineageEditResult } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { optionsOf } from "../writtenFile.ts";
import { refuse, sharedReason, stageOf, upwardReason } from "./allowed.ts";
import { pathDown } from "./pathDown.ts";

type AddDep = Extract<LineageEdit, { readonly kind: "addDep" }>;

export function addDep(view: EditView, index: KeyIndex, { key, dep }: AddDep): LineageEditResult {
  const reader = index.definition(key);
  const upstream = index.definition(dep);
  if (reader === undefined) return refuse(view, `Nobody declares "${shortKey(key)}".`);
  if (upstream === undefined) return refuse(view, `Nobody declares "${shortKey(dep)}".`);
  const reason = reasonAgainst(view, index, reader, upstream);
  if (reason !== null) return refuse(view, reason);
  const shared = sharedReason(view, reader);
  if (shared !== null) return refuse(view, shared, reader.declarationSite);
  return write(view, reader, upstream);
}

function reasonAgainst(
  view: EditView,
  index: KeyIndex,
  reader: LinkedDefinition,
  upstream: LinkedDefinition,
): string | null {
  const [to, from] = [shortKey(reader.id), shortKey(upstream.id)];
  if (reader.kind === "source") return `"${to}" is a source: it reads nothing.`;
  if (upstream.kind === "dataProduct") return `"${from}" is a data product: nothing reads it.`;
  if (reader.id === upstream.id) return `"${to}" cannot read itself: that is a cycle.`;
  if (reader.deps.some(({ key }) => key.key === upstream.id)) return `"${to}" reads "${from}" already.`;
  if (upstream.keyUnresolved !== null)
    return `The key of "${from}" is not known, because ${upstream.keyUnresolved.reason}.`;
  const cycle = pathDown(index, reader.id, upstream.id);
  if (cycle !== null) {
    return `"${from}" comes from "${to}" already (${cycle.map(shortKey).join(" → ")}): reading it would close a cycle.`;
  }
  return upwardReason(view, index, stageOf(index, reader), stageOf(index, upstream));
}

function write(view: EditView, reader: LinkedDefinition, upstream: LinkedDefinition): LineageEditResult {
  const options = optionsOf(view, reader);
  if (options?.expr.k !== "object") {
    const reason = `The options of "${shortKey(reader.id)}" are not written out where it is declared.`;
    return refuse(view, reason, reader.declarationSite);
  }
  const written = optionExpr(options.expr, "deps");
  const isCertain =
    written === undefined ? isPlain(options.expr) : lastWritten(options.expr, "deps") === written;
  if (!isCertain) {
    const reason = `The deps of "${shortKey(reader.id)}" may come from what is spread into its options.`;
    return refuse(view, reason, reader.optionsSite);
  }
  const made =
    written === undefined
      ? newOption(view, reader, upstream)
      : written.k === "array" || written.k === "object"
        ? newEntry(view, reader, upstream, { ...options, expr: written })
        : null;
  if (made === null) {
    const site =
      written === undefined ? reader.optionsSite : { path: options.path, at: reader.declarationSite.at };
    return refuse(
      view,
      `The deps of "${shortKey(reader.id)}" are computed: no entry can be added to them.`,
      site,
    );
  }
  const title = `Make "${shortKey(reader.id)}" read "${shortKey(upstream.id)}"`;
  return { ok: true, title, edits: made, newFiles: [], moves: [] };
}

/** What runs only after it is told by an array: rows come to a query by its own text, and to data products not at all. */
function newOption(
  view: EditView,
  reader: LinkedDefinition,
  upstream: LinkedDefinition,
): readonly TextEdit[] | null {
  const key = quoted(view, reader.declarationSite.path, upstream.id);
  const isArray = reader.querySite !== null || reader.kind === "dataProduct";
  const option = isArray ? `deps: [${key}]` : `deps: { ${depName(upstream.id, new Set())}: ${key} }`;
  const edit = addOption(view, reader, option);
  return edit && [edit];
}

function newEntry(
  view: EditView,
  reader: LinkedDefinition,
  upstream: LinkedDefinition,
  list: WrittenList,
): readonly TextEdit[] | null {
  const { path, expr } = list;
  const names = new Set(
    expr.k === "object"
      ? expr.entries.flatMap((entry) =>
          entry.k === "property" && entry.name.k === "string" ? entry.name.value : [],
        )
      : [],
  );
  const usesValues = reader.deps.some(({ via }) => via === "value");
  const at = list.span(expr.at).start;
  const value = usesValues ? assetImports(view, path, at).nameFor(upstream) : null;
  const text = value?.name ?? quoted(view, path, upstream.id);
  const isShorthand = value !== null && /^[\w$]+$/.test(text) && !names.has(text);
  const entry = expr.k === "array" || isShorthand ? text : `${depName(upstream.id, names)}: ${text}`;
  const edit = appendEntry(view, list, entry);
  return edit && [...(value?.edits ?? []), edit];
}

/** In the quotes of the file. */
function quoted(view: EditView, path: string, key: string): string {
  return view.text(path)?.includes("'strataline'") === true ? `'${key}'` : `"${key}"`;
}
