// The message and the fix that rules about unknown names share: "did you mean …?".
import type { Fix } from "../diagnostics/index.ts";
import { nearestName } from "../keys/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import type { WrittenText } from "../project/linked.ts";
import { replaceLiteral } from "./fixes/literal.ts";
import type { Finding } from "./model.ts";

/** `what` says which name is unknown; `noun` is the plural of what there is. */
export function unknownName(
  what: string,
  written: WrittenText,
  known: readonly string[],
  noun: string,
  about: string,
): Finding {
  const nearest = nearestName(written.text, known);
  const list =
    known.length === 0
      ? `There are no ${noun}.`
      : `The ${noun} are ${known.slice(0, 10).join(", ")}${known.length > 10 ? " …" : ""}.`;
  return {
    message: `${what} ${nearest === null ? list : `Did you mean "${nearest}"?`}`,
    site: written.site,
    about,
    fixes: (view) => (nearest === null ? [] : changeText(view, written, nearest)),
  };
}

export function changeText(view: ProjectView, { site }: WrittenText, text: string): readonly Fix[] {
  const edits = replaceLiteral(view, site, text);
  return edits === null ? [] : [{ title: `Change to "${text}"`, edits, preferred: true }];
}
