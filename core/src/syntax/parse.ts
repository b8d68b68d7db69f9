// The entrance of this folder: text in, facts out. Never throws; half-typed code gives the facts of everything intact.
import * as ts from "typescript";
import type { FileFacts } from "./facts.ts";
import { withoutMutated } from "./mutations.ts";
import { Reader } from "./reader.ts";
import { readImport, readStatement, type ShapeBuilder } from "./statements.ts";
import { parseTolerant } from "./tolerant.ts";

/** `path` decides by its ending what the text is: TypeScript, with JSX or without, or JSON. */
export function readFacts(path: string, text: string): FileFacts {
  return path.endsWith(".json") ? readJsonFacts(text) : readModuleFacts(path, text);
}

const JSON_HEAD = "export default ";

/** A JSON file is a module with one default export, as for `import keys from "./keys.json"`. */
function readJsonFacts(text: string): FileFacts {
  const facts = readModuleFacts("json.ts", JSON_HEAD + text.replace(/^\uFEFF/, " "));
  const back = (offset: number): number => Math.max(0, offset - JSON_HEAD.length);
  return {
    shape: facts.shape,
    spans: facts.spans.map(back),
    syntaxErrors: facts.syntaxErrors.map(({ start, end, message }) => ({
      start: back(start),
      end: back(end),
      message,
    })),
  };
}

function readModuleFacts(path: string, text: string): FileFacts {
  const { chunks, errors } = parseTolerant(path, text);
  const reader = new Reader();
  const shape: ShapeBuilder = { imports: [], exports: [], bindings: [], statements: [] };
  // Imports first: what a body calls is judged by the names they bind.
  for (const chunk of chunks) {
    reader.enter(chunk);
    for (const statement of chunk.statements) {
      if (!ts.isImportDeclaration(statement)) continue;
      for (const fact of readImport(reader, statement)) {
        shape.imports.push(fact);
        if (fact.local !== "" && !fact.typeOnly) reader.imported.set(fact.local, fact.imported);
      }
    }
  }
  for (const chunk of chunks) {
    reader.enter(chunk);
    for (const statement of chunk.statements) readStatement(reader, statement, shape);
  }
  const bindings = withoutMutated(shape.bindings, reader.mutated);
  return { shape: { ...shape, bindings, nested: reader.nested }, spans: reader.spans, syntaxErrors: errors };
}
