// Expressions that evaluate to given data: arrays and objects of texts, written in every way that stays constant.
import { provide } from "./bindings.ts";
import { deeper, quote, type Draft, type Place } from "./draft.ts";
import { text } from "./texts.ts";

export type Data = string | number | boolean | readonly Data[] | { readonly [name: string]: Data };

interface ListStyle {
  readonly name: string;
  readonly weight?: number;
  readonly fits?: (items: readonly Data[]) => boolean;
  readonly write: (draft: Draft, place: Place, items: readonly Data[]) => string;
}

/** An expression whose value is the array `items`. */
export function list(draft: Draft, place: Place, items: readonly Data[]): string {
  if (place.depth <= 0) return arrayLiteral(draft, place, items);
  const fitting = LIST_STYLES.filter(({ fits }) => fits?.(items) ?? true);
  return draft.choose(fitting).write(draft, deeper(place), items);
}

/** An expression whose value is `value`. */
export function data(draft: Draft, place: Place, value: Data): string {
  if (typeof value === "string") return text(draft, place, value);
  if (typeof value !== "object") return String(value);
  if (isArray(value)) return arrayLiteral(draft, place, value);
  return record(draft, place, value);
}

/** An object literal. */
export function record(draft: Draft, place: Place, value: Readonly<Record<string, Data>>): string {
  const entries = Object.entries(value).map(([name, inner]) => {
    const code = data(draft, deeper(place), inner);
    if (!/^[a-z]\w*$/i.test(name)) return `  ${quote(name)}: ${code},`;
    if (place.depth > 0 && draft.may("computed names") && draft.random.chance(0.1)) {
      draft.note("computed names");
      return `  [${text(draft, deeper(place), name)}]: ${code},`;
    }
    return `  ${draft.random.chance(0.15) ? quote(name) : name}: ${code},`;
  });
  return `{\n${entries.join("\n")}\n}`;
}

function isArray(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

function isTexts(items: readonly Data[]): items is readonly string[] {
  return items.every((item) => typeof item === "string");
}

function textOf(item: Data): string {
  return typeof item === "string" ? item : JSON.stringify(item);
}

const isLower = (items: readonly Data[]): boolean =>
  isTexts(items) && items.every((item) => /^[a-z/_]+$/.test(item));

const isUnique = (items: readonly Data[]): boolean => isTexts(items) && new Set(items).size === items.length;

function arrayLiteral(draft: Draft, place: Place, items: readonly Data[]): string {
  const codes = items.map((item) => data(draft, deeper(place), item));
  return codes.join("").length > 60
    ? `[\n${codes.map((code) => `  ${code},\n`).join("")}]`
    : `[${codes.join(", ")}]`;
}

function halves(draft: Draft, items: readonly Data[]): [readonly Data[], readonly Data[]] {
  const at = draft.random.between(0, items.length);
  return [items.slice(0, at), items.slice(at)];
}

const LIST_STYLES: readonly ListStyle[] = [
  { name: "literal", weight: 4, write: arrayLiteral },
  {
    name: "constant array",
    weight: 4,
    write: (draft, place, items) =>
      provide(draft, place, "LIST", (name, there) => {
        const code = arrayLiteral(draft, deeper(there), items);
        return `const ${name} = ${code}${draft.random.chance(0.6) ? draft.as(there, "const") : ""};`;
      }),
  },
  {
    name: "array spread",
    weight: 2,
    write: (draft, place, items) => {
      const [first, rest] = halves(draft, items);
      return `[...${list(draft, place, first)}, ...${list(draft, place, rest)}]`;
    },
  },
  {
    name: "concat",
    write: (draft, place, items) => {
      const [first, rest] = halves(draft, items);
      return `${list(draft, place, first)}.concat(${list(draft, place, rest)})`;
    },
  },
  {
    name: "array slice",
    write: (draft, place, items) => `${list(draft, place, [...items, "unused"])}.slice(0, ${items.length})`,
  },
  {
    name: "map to list",
    weight: 2,
    fits: isLower,
    write: (draft, place, items) => {
      const upper = items.map((item) => textOf(item).toUpperCase());
      return `${list(draft, place, upper)}.map((item) => item.toLowerCase())`;
    },
  },
  {
    name: "filter to list",
    weight: 2,
    fits: isUnique,
    write: (draft, place, items) => {
      const [first, rest] = halves(draft, items);
      const all = list(draft, place, [...first, "left_out", ...rest]);
      return draft.random.pick([
        `${all}.filter((item) => item !== "left_out")`,
        `${all}.filter((item) => !item.startsWith("left"))`,
        `${all}.filter(function (item) { return item !== "left_out"; })`,
        `[null, ...${list(draft, place, items)}].filter(Boolean)`,
      ]);
    },
  },
  {
    name: "flatMap to list",
    fits: isTexts,
    write: (draft, place, items) => {
      const [first, rest] = halves(draft, items);
      const nested = [first, rest];
      return draft.random.pick([
        `${list(draft, place, nested)}.flatMap((items) => items)`,
        `${list(draft, place, nested)}.flat()`,
        `${list(draft, place, items)}.flatMap((item) => [item])`,
      ]);
    },
  },
  {
    name: "reduce to list",
    fits: isTexts,
    write: (draft, place, items) =>
      `${list(draft, place, items)}.reduce((all${draft.type(place, "string[]")}, item) => [...all, item], [])`,
  },
  {
    name: "Object.keys",
    fits: isUnique,
    write: (draft, place, items) => {
      const object = Object.fromEntries(items.map((item) => [textOf(item), true]));
      return `Object.keys(${named(draft, place, object)})`;
    },
  },
  {
    name: "Object.values",
    write: (draft, place, items) => {
      const object = Object.fromEntries(items.map((item, index) => [`v${index}`, item]));
      return `Object.values(${named(draft, place, object)})`;
    },
  },
  {
    name: "Object.entries to list",
    fits: isUnique,
    write: (draft, place, items) => {
      const object = Object.fromEntries(items.map((item) => [textOf(item), "unused"]));
      return `Object.entries(${named(draft, place, object)}).map(([name]) => name)`;
    },
  },
  {
    name: "pushed list",
    write: (draft, place, items) => {
      const name = draft.name("collected");
      const type = draft.type(place, "unknown[]").replace("unknown", isTexts(items) ? "string" : "unknown");
      const code = list(draft, place, items);
      place.file.pieces.push(
        draft.random.pick([
          `const ${name}${type} = [];\nfor (const item of ${code}) ${name}.push(item);`,
          `const ${name}${type} = [];\n${name}.push(...${code});`,
        ]),
      );
      return name;
    },
  },
  {
    name: "function that returns a list",
    write: (draft, place, items) => {
      const make = provide(draft, place, "listOf", (name, there) => {
        const parameter = `items${draft.type(there, "unknown[]").replace("unknown", "string")}`;
        return draft.random.pick([
          `const ${name} = (${parameter}) => items.map((item) => item);`,
          `function ${name}(${parameter}) {\n  const all = [];\n  for (const item of items) all.push(item);\n  return all;\n}`,
          `function ${name}(${parameter}) {\n  return [...items];\n}`,
        ]);
      });
      return `${make}(${list(draft, place, items)})`;
    },
  },
  {
    name: "JSON import",
    write: (draft, place, items) => {
      const file = draft.name("list");
      draft.otherFiles.set(`lib/${file}.json`, `${JSON.stringify(items, null, 2)}\n`);
      const local = draft.name("json");
      const { path } = place.file;
      const up = path.startsWith("lib/") ? "./" : `${"../".repeat(path.split("/").length - 1)}lib/`;
      draft.addImport(place.file, `import ${local} from "${up}${file}.json";`);
      return local;
    },
  },
  {
    name: "namespace to list",
    fits: (items) => isTexts(items) && items.length > 0,
    write: (draft, place, items) => {
      // The names of a namespace are sorted by the language.
      const path = `lib/${draft.name("names")}.ts`;
      draft.otherFiles.set(
        path,
        items
          .map(
            (item, index) =>
              `export const K${String(index).padStart(3, "0")} = ${data(draft, { ...place, depth: 0 }, item)};\n`,
          )
          .join(""),
      );
      const local = draft.name("all");
      const up = place.file.path.startsWith("lib/")
        ? "./"
        : `${"../".repeat(place.file.path.split("/").length - 1)}lib/`;
      draft.addImport(place.file, `import * as ${local} from "${up}${path.slice("lib/".length)}";`);
      return `Object.values(${local})`;
    },
  },
];

/** The object in place, or as a constant. */
export function named(draft: Draft, place: Place, object: Readonly<Record<string, Data>>): string {
  if (place.depth <= 0 || draft.random.chance(0.4)) return record(draft, deeper(place), object);
  return provide(draft, place, "TABLE", (name, there) => {
    const code = record(draft, deeper(there), object);
    return `const ${name} = ${code}${draft.random.chance(0.5) ? draft.as(there, "const") : ""};`;
  });
}
