// Short lists: layers, names of the config, columns, rules and severities, and keys that wait to be declared.
import { keyProblem } from "../keys/index.ts";
import type { KeyIndex } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { allRules, SETTINGS } from "../rules/index.ts";
import type { CompletionPlace } from "./completionPlace.ts";
import type { CompletionItem } from "./editModel.ts";
import { counted } from "./statusText.ts";

export function layerItems(index: KeyIndex, place: CompletionPlace, ending: string): CompletionItem[] {
  if (place.typed.includes("/")) return [];
  return index.layers.map(({ name, title, description }, at) => ({
    label: name + ending,
    kind: "layer" as const,
    detail: title,
    ...(description === undefined ? {} : { markdown: description }),
    sortText: `5${inOrder(at)}`,
    edit: editFor(place, name + ending),
  }));
}

/** Keys that somebody reads and nobody declares: the likely keys of a new asset. */
export function wantedKeyItems(index: KeyIndex, place: CompletionPlace): CompletionItem[] {
  if (place.isComponent) return [];
  return index.missingKeys
    .filter((key) => keyProblem(key) === null)
    .slice(0, 100)
    .map((key) => ({
      label: key,
      kind: "asset" as const,
      detail: `read by ${counted(index.readers(key).length, "asset")}, not declared yet`,
      sortText: `0${key}`,
      filterText: key,
      edit: editFor(place, key),
    }));
}

export function nameItems(
  names: readonly string[],
  detail: string,
  place: CompletionPlace,
): CompletionItem[] {
  return names.map((name, at) => ({
    label: name,
    kind: "option" as const,
    detail,
    sortText: inOrder(at),
    edit: editFor(place, name),
  }));
}

export function columnItems(
  definition: LinkedDefinition | undefined,
  place: CompletionPlace,
): CompletionItem[] {
  return (definition?.columns ?? []).map(({ text }, at) => ({
    label: text,
    kind: "column" as const,
    detail: `column of ${definition?.id ?? ""}`,
    sortText: inOrder(at),
    edit: editFor(place, text),
  }));
}

/** In the config a code that is not quoted yet comes with a severity. */
export function codeItems(
  settings: Readonly<Record<string, string>>,
  place: CompletionPlace,
): CompletionItem[] {
  return allRules
    .filter(({ code }) => place.wants === "ignored" || settings[code] === undefined)
    .map(({ code, defaultSeverity, doc }, at) => ({
      label: code,
      kind: "rule" as const,
      detail: `${defaultSeverity} by default`,
      markdown: doc,
      sortText: inOrder(at),
      edit: editFor(place, code, place.isUnquoted ? ': "off"' : ""),
    }));
}

export function severityItems(place: CompletionPlace): CompletionItem[] {
  return SETTINGS.map((setting, at) => ({
    label: setting,
    kind: "severity" as const,
    detail: setting === "off" ? "do not check" : "severity",
    sortText: inOrder(at),
    edit: editFor(place, setting),
  }));
}

function editFor(
  { span, before, after }: CompletionPlace,
  text: string,
  ending = "",
): CompletionItem["edit"] {
  return { span, newText: `${before}${text}${after}${ending}` };
}

function inOrder(at: number): string {
  return String(at).padStart(3, "0");
}
