// The entrance of this folder: text in, facts out. Never throws; half-typed code gives the facts of everything intact.
import type * as ts from "typescript";
import { blankBodies } from "./blankBodies.ts";
import type { FileFacts, Unit, UnitShape } from "./facts.ts";
import { namesOf } from "./patterns.ts";
import { Reader } from "./reader.ts";
import { readStatement } from "./statements.ts";
import { parse, parseTolerant } from "./tolerant.ts";
import { docComment, docTag, skipTrivia } from "./trivia.ts";
import { unusedImports } from "./unusedImports.ts";
import { sameEnds } from "./sameEnds.ts";

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
  const quick = before ? undefined : readBlanked(path, text);
  return quick ?? readParsed(text, text, parseTolerant(path, text), before);
}

/** Without the bodies of `run`; undefined where these are not what they seem. */
function readBlanked(path: string, text: string): FileFacts | undefined {
  const blanked = blankBodies(text);
  if (!blanked) return undefined;
  const { statements, errors: found } = parse(path, blanked.text);
  if (found.length > 0) return undefined;
  const seen = new Set<number>();
  const parsed = { chunks: [{ text: blanked.text, base: 0, statements }], errors: [] };
  const { units, starts, unused } = readParsed(text, blanked.text, parsed, undefined, seen);
  for (const body of blanked.bodies) if (!seen.has(body)) return undefined;
  let errors: FileFacts["syntaxErrors"] | undefined;
  return {
    units,
    starts,
    unused,
    // There may be some in the bodies.
    get syntaxErrors() {
      return (errors ??= parseTolerant(path, text).errors);
    },
  };
}

function readParsed(
  file: string,
  text: string,
  { chunks, errors }: ReturnType<typeof parseTolerant>,
  before: FactsBefore | undefined,
  seen?: Set<number>,
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
      const reader = new Reader(part, start, seen);
      const shape = readUnit(reader, statement, start);
      if (!shape) continue;
      const id = ids.free(idOf(shape));
      units.push({ id, shape, spans: reader.spans, length: statement.end - start });
      starts.push(base + start);
    }
  }
  // In a broken file a name may be used by what cannot be read.
  const unused = errors.length === 0 ? unusedImports(file, units, starts) : [];
  return { units, starts, unused, syntaxErrors: errors };
}

function readUnit(reader: Reader, node: ts.Statement, start: number): UnitShape | undefined {
  const statement = readStatement(reader, node);
  if (!statement) return undefined;
  const doc = docComment(reader.text, node.pos, start);
  const tag = docTag(reader.text, node.pos, start);
  const changes = reader.changes;
  return {
    statement,
    ...(doc === undefined ? {} : { doc }),
    ...(tag === undefined ? {} : { tag }),
    ...(changes.length === 0 ? {} : { changes }),
  };
}

/** What it declares; imports by their module. */
function idOf({ statement }: UnitShape): string {
  switch (statement.k) {
    case "variables": {
      const name = statement.declarations.flatMap(({ pattern }) => namesOf(pattern))[0];
      return name ?? "#";
    }
    case "function":
    case "members":
      return statement.name;
    case "import":
      return `import ${statement.specifier}`;
    case "export":
      return `export ${statement.from ?? ""}`;
    case "exportDefault":
      return "export default";
    default:
      return "#";
  }
}

/** The ids of a file's units: the second of the same gets a number. */
class Ids {
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();

  take(id: string): boolean {
    if (this.#taken.has(id)) return false;
    this.#taken.add(id);
    return true;
  }

  free(id: string): string {
    if (this.take(id)) return id;
    let count = this.#counts.get(id) ?? 2;
    while (!this.take(`${id}:${count}`)) count++;
    this.#counts.set(id, count + 1);
    return `${id}:${count}`;
  }
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
