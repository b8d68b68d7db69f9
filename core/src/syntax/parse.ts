// The entrance of this folder: text in, facts out. Never throws; half-typed code gives the facts of everything intact.
import type * as ts from "typescript";
import { readDirectly } from "./direct/read.ts";
import type { FileFacts, Unit, UnitShape } from "./facts.ts";
import { Reader } from "./reader.ts";
import { readStatement } from "./statements.ts";
import { parseTolerant } from "./tolerant.ts";
import { skipTrivia } from "./trivia.ts";
import { unusedImports } from "./unusedImports.ts";
import { sameEnds } from "./sameEnds.ts";
import { Ids, idOf, unitShape } from "./units.ts";

/** What was known of a file before its text changed. */
export interface FactsBefore {
  readonly text: string;
  readonly facts: FileFacts;
}

/**
 * `path` decides by its ending what the text is: TypeScript, with JSX or without, or JSON. Units whose text is the same as
 * `before` are the same objects.
 */
export function readFacts(path: string, text: string, before?: FactsBefore): FileFacts {
  return path.endsWith(".json") ? readJsonFacts(text) : readModuleFacts(path, text, before);
}

const JSON_HEAD = "export default ";

/** A JSON file is a module with one default export, as for `import keys from "./keys.json"`. */
function readJsonFacts(text: string): FileFacts {
  const facts = readModuleFacts("json.ts", JSON_HEAD + text.replace(/^\uFEFF/, " "), undefined);
  const back = (offset: number): number => Math.max(0, offset - JSON_HEAD.length);
  return {
    units: facts.units.map((unit) => ({ ...unit, spans: unit.spans.map(back) })),
    starts: facts.starts.map(back),
    unused: [],
    syntaxErrors: facts.syntaxErrors.map((error) => ({
      ...error,
      start: back(error.start),
      end: back(error.end),
    })),
  };
}

function readModuleFacts(path: string, text: string, before: FactsBefore | undefined): FileFacts {
  // An open file is parsed as it is: it is being edited, and its errors are told.
  const quick = before ? undefined : readQuickly(path, text);
  return quick ?? readParsed(text, parseTolerant(path, text), before);
}

/** Without a syntax tree; undefined where that would be guessing. */
function readQuickly(path: string, text: string): FileFacts | undefined {
  const direct = readDirectly(path, text);
  if (!direct) return undefined;
  let errors: FileFacts["syntaxErrors"] | undefined;
  return {
    ...direct,
    // There may be some in the bodies.
    get syntaxErrors() {
      return (errors ??= parseTolerant(path, text).errors);
    },
  };
}

function readParsed(
  text: string,
  { chunks, errors }: ReturnType<typeof parseTolerant>,
  before: FactsBefore | undefined,
): FileFacts {
  const units: Unit[] = [];
  const starts: number[] = [];
  const ids = new Ids();
  // What was read of a broken text may have lost its comment to what is broken.
  const isSound = errors.length === 0 && before?.facts.syntaxErrors.length === 0;
  const kept = before && isSound ? keptUnits(before, text) : undefined;
  for (const { text: part, base, statements } of chunks) {
    for (const statement of statements) {
      const start = skipTrivia(part, statement.pos);
      const known = kept?.(base + statement.pos, base + start, base + statement.end);
      if (known && ids.take(known.id)) {
        units.push(known);
        starts.push(base + start);
        continue;
      }
      const reader = new Reader(part, start);
      const shape = readUnit(reader, statement, start);
      if (!shape) continue;
      const id = ids.free(idOf(shape));
      units.push({ id, shape, spans: reader.spans.slice(), length: statement.end - start });
      starts.push(base + start);
    }
  }
  // In a broken file a name may be used by what cannot be read.
  const unused = errors.length === 0 ? unusedImports(text, units, starts, new Set()) : [];
  return { units, starts, unused, syntaxErrors: errors };
}

function readUnit(reader: Reader, node: ts.Statement, start: number): UnitShape | undefined {
  const statement = readStatement(reader, node);
  return statement && unitShape(statement, reader.text, node.pos, start, reader.changes);
}

/** A unit before and after the change whose text and comments are untouched is kept. */
function keptUnits(
  { text: old, facts }: FactsBefore,
  text: string,
): (pos: number, start: number, end: number) => Unit | undefined {
  const { head, tail } = sameEnds(old, text);
  const shift = text.length - old.length;
  const byStart = new Map(facts.starts.map((start, i) => [start, facts.units[i]]));
  const unchangedFrom = text.length - tail;
  return (pos, start, end) => {
    const isBefore = end < head;
    if (!isBefore && pos < unchangedFrom) return undefined;
    const unit = byStart.get(isBefore ? start : start - shift);
    return unit && !unit.isOlder && unit.length === end - start ? unit : undefined;
  };
}
