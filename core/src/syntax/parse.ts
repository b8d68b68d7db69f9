// The entrance of this folder: text in, facts out. Never throws; half-typed code gives the facts of everything intact.
import * as ts from "typescript";
import type { FileFacts } from "./facts.ts";
import { Reader } from "./reader.ts";
import { readImport, readStatement, type ShapeBuilder } from "./statements.ts";
import { parseTolerant } from "./tolerant.ts";

/** `path` only decides by its ending whether the text may hold JSX. */
export function readFacts(path: string, text: string): FileFacts {
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
  return { shape: { ...shape, nested: reader.nested }, spans: reader.spans, syntaxErrors: errors };
}
