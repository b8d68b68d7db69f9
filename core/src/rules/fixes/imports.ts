// Makes a name of the SDK available in a file: adds it to the import that is there, or writes one.
import type { ProjectView } from "../../occurrences/index.ts";
import type { TextEdit } from "../../text/index.ts";

const NAMED_IMPORT = /^import\s*\{([^}]*)\}\s*from\s*["']strataline["']/m;

/** No edit when the name is imported already. */
export function importFromSdk(view: ProjectView, path: string, name: string): readonly TextEdit[] {
  const text = view.text(path) ?? "";
  const found = NAMED_IMPORT.exec(text);
  if (found === null) {
    return [{ path, span: { start: 0, end: 0 }, newText: `import { ${name} } from "strataline";\n` }];
  }
  const names = (found[1] ?? "").split(",").map((part) => part.trim());
  if (names.includes(name)) return [];
  const brace = found.index + found[0].indexOf("{");
  const last = brace + 1 + (found[1] ?? "").trimEnd().length;
  const hasComma = (found[1] ?? "").trimEnd().endsWith(",");
  const isEmpty = names.every((part) => part === "");
  const newText = isEmpty || hasComma ? ` ${name}` : `, ${name}`;
  return [{ path, span: { start: last, end: last }, newText }];
}
