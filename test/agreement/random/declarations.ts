// How assets are declared at top level: one by one, on conditions, in loops, collected.
import { provide } from "./bindings.ts";
import { deeper, quote, type Draft, type Place } from "./draft.ts";
import { list, named, type Data } from "./lists.ts";
import { assetCall, deps, keyFrom, LAYERS, newKey, newNames, options, declaring } from "./options.ts";
import { boolean, text } from "./texts.ts";

export interface DeclarationStyle {
  readonly name: string;
  readonly weight?: number;
  readonly write: (draft: Draft, place: Place) => void;
}

/** Writes `export const name = code` and makes the assets readable by later code; `paths`: where in the value each key is. */
export function exportAs(
  draft: Draft,
  { file }: Place,
  stem: string,
  code: string,
  paths: Readonly<Record<string, string>>,
): string {
  const name = draft.name(stem);
  file.pieces.push(`export const ${name} = ${code};`);
  for (const [key, path] of Object.entries(paths)) draft.assets.push({ key, file, name, path });
  return name;
}

/** A new key and an expression for it. */
function key(draft: Draft, place: Place): { readonly key: string; readonly code: string } {
  const key = newKey(draft);
  if (draft.may("array key") && draft.random.chance(0.15)) {
    const parts = key.split("/").map((part) => text(draft, deeper(place), part));
    return { key, code: `[${parts.join(", ")}]` };
  }
  return { key, code: text(draft, place, key) };
}

function one(draft: Draft, place: Place): { readonly key: string; readonly code: string } {
  const it = key(draft, place);
  return { key: it.key, code: assetCall(draft, place, it.code) };
}

const SINGLE: readonly DeclarationStyle[] = [
  {
    name: "exported constant",
    weight: 6,
    write: (draft, place) => {
      const it = one(draft, place);
      exportAs(draft, place, "asset", it.code, { [it.key]: "" });
    },
  },
  {
    name: "statement",
    weight: 2,
    write: (draft, place) => void place.file.pieces.push(`${one(draft, place).code};`),
  },
  {
    name: "export list",
    write: (draft, place) => {
      const name = draft.name("asset");
      const it = one(draft, place);
      place.file.pieces.push(`const ${name} = ${it.code};`, `export { ${name} };`);
      draft.assets.push({ key: it.key, file: place.file, name, path: "" });
    },
  },
  {
    name: "export default",
    write: (draft, place) => {
      const isTaken = place.file.pieces.some((piece) => piece.includes("export default"));
      const it = one(draft, place);
      place.file.pieces.push(isTaken ? `${it.code};` : `export default ${it.code};`);
    },
  },
  {
    name: "source",
    write: (draft, place) => {
      const it = key(draft, place);
      const code = `${draft.sdk(place, "source")}({ key: ${it.code}, file: "data/x.csv" })`;
      exportAs(draft, place, "input", code, { [it.key]: "" });
    },
  },
  {
    name: "data product",
    write: (draft, place) => {
      const it = key(draft, place);
      const product = draft.sdk(place, "dataProduct");
      place.file.pieces.push(
        `${product}({ key: ${it.code}, deps: [${text(draft, place, "gold/orders")}] });`,
      );
    },
  },
  {
    name: "options constant",
    write: (draft, place) => {
      const it = key(draft, place);
      const name = draft.name("options");
      const code = `{ ${options(draft, place, it.code)} }`;
      place.file.pieces.push(`const ${name} = ${code};`);
      exportAs(draft, place, "asset", `${declaring(draft, place)}(${name})`, { [it.key]: "" });
    },
  },
  {
    name: "options spread",
    write: (draft, place) => {
      const it = key(draft, place);
      const common = provide(
        draft,
        place,
        "common",
        (name) => `const ${name} = { group: "common", run: () => [] };`,
      );
      const code = `${declaring(draft, place)}({ ...${common}, key: ${it.code}, deps: ${deps(draft, place)} })`;
      exportAs(draft, place, "asset", code, { [it.key]: "" });
    },
  },
  {
    name: "assets in an array",
    write: (draft, place) => {
      const [a, b] = [one(draft, place), one(draft, place)];
      exportAs(draft, place, "assets", `[${a.code}, ${b.code}]`, { [a.key]: "[0]", [b.key]: "[1]" });
    },
  },
  {
    name: "assets in an object",
    write: (draft, place) => {
      const [a, b] = [one(draft, place), one(draft, place)];
      const code = `{ first: ${a.code}, inner: { second: ${b.code} } }`;
      exportAs(draft, place, "assets", code, { [a.key]: ".first", [b.key]: ".inner.second" });
    },
  },
  {
    name: "assets destructured",
    write: (draft, place) => {
      const [a, b] = [one(draft, place), one(draft, place)];
      const [first, second] = [draft.name("asset"), draft.name("asset")];
      place.file.pieces.push(
        draft.random.chance(0.5)
          ? `export const [${first}, ${second}] = [${a.code}, ${b.code}];`
          : `export const { a: ${first}, b: ${second} } = { a: ${a.code}, b: ${b.code} };`,
      );
      draft.assets.push({ key: a.key, file: place.file, name: first, path: "" });
      draft.assets.push({ key: b.key, file: place.file, name: second, path: "" });
    },
  },
  {
    name: "assets of a class",
    write: (draft, place) => {
      const it = one(draft, place);
      const name = draft.name("Assets");
      place.file.pieces.push(`export class ${name} {\n  static first = ${it.code};\n}`);
      draft.assets.push({ key: it.key, file: place.file, name, path: ".first" });
    },
  },
];

const CONDITIONAL: readonly DeclarationStyle[] = [
  {
    name: "declared after &&",
    write: (draft, place) => {
      const isOn = draft.random.chance(0.6);
      place.file.pieces.push(`${boolean(draft, place, isOn)} && ${one(draft, place).code};`);
    },
  },
  {
    name: "declared in a ternary",
    write: (draft, place) => {
      const isOn = draft.random.chance(0.5);
      const [a, b] = [one(draft, place), one(draft, place)];
      const code = `${boolean(draft, place, isOn)} ? ${a.code} : ${b.code}`;
      exportAs(draft, place, "asset", code, { [isOn ? a.key : b.key]: "" });
    },
  },
  {
    name: "declared in an if",
    write: (draft, place) => {
      const isOn = draft.random.chance(0.5);
      const [a, b] = [one(draft, place), one(draft, place)];
      const condition = boolean(draft, place, isOn);
      place.file.pieces.push(`if (${condition}) {\n  ${a.code};\n} else {\n  ${b.code};\n}`);
    },
  },
  {
    name: "declared in a switch",
    write: (draft, place) => {
      const [a, b] = [one(draft, place), one(draft, place)];
      const value = text(draft, place, draft.random.pick(["dev", "prod", "other"]));
      place.file.pieces.push(
        `switch (${value}) {\n  case "dev":\n    ${a.code};\n    break;\n  case "prod":\n  default:\n    ${b.code};\n}`,
      );
    },
  },
  {
    name: "declared in a block",
    write: (draft, place) => {
      const it = key(draft, place);
      const code = assetCall(draft, place, "key");
      place.file.pieces.push(`{\n  const key = ${it.code};\n  ${code};\n}`);
    },
  },
];

/** Names of a loop, the expression of their list, and the call made for the variable `name`. */
function loop(
  draft: Draft,
  place: Place,
): { readonly names: string[]; readonly items: string; readonly body: string; readonly layer: string } {
  const layer = draft.random.pick(LAYERS);
  const names = newNames(draft, [layer]);
  const items = list(draft, place, names);
  return { names, items, body: bodyFor(draft, place, layer, "name"), layer };
}

function bodyFor(draft: Draft, place: Place, layer: string, name: string): string {
  const keyCode = keyFrom(
    draft,
    place,
    draft.random.chance(0.6) ? quote(layer) : text(draft, deeper(place), layer),
    name,
  );
  if (draft.random.chance(0.4))
    return `${declaring(draft, place)}({ key: ${keyCode}, deps: [\`raw/\${${name}}\`], run: () => [] })`;
  return assetCall(draft, place, keyCode);
}

const LOOPS: readonly DeclarationStyle[] = [
  {
    name: "for of",
    weight: 3,
    write: (draft, place) => {
      const { items, body } = loop(draft, place);
      place.file.pieces.push(`for (const name of ${items}) {\n  ${body};\n}`);
    },
  },
  {
    name: "for of with if",
    write: (draft, place) => {
      const { items, body, names } = loop(draft, place);
      const skipped = quote(names[0] ?? "");
      place.file.pieces.push(
        draft.random.pick([
          `for (const name of ${items}) {\n  if (name === ${skipped}) continue;\n  ${body};\n}`,
          `for (const name of ${items}) {\n  if (name !== ${skipped}) ${body};\n}`,
          `for (const name of ${items}) {\n  ${body};\n  if (name === ${skipped}) break;\n}`,
        ]),
      );
    },
  },
  {
    name: "for of entries",
    weight: 2,
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const table = Object.fromEntries(newNames(draft, [layer]).map((name) => [name, `raw/${name}`]));
      const call = `${declaring(draft, place)}({ key: ${keyFrom(draft, place, quote(layer), "name")}, deps: { upstream }, run: () => [] })`;
      place.file.pieces.push(
        `for (const [name, upstream] of Object.entries(${named(draft, place, table)})) {\n  ${call};\n}`,
      );
    },
  },
  {
    name: "for of objects",
    weight: 2,
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const rows: Data[] = newNames(draft, [layer]).map((name, index) => ({
        name,
        ...(index % 2 === 0 ? { inputs: [`raw/${name}`] } : {}),
      }));
      const keyCode = keyFrom(draft, place, quote(layer), "name");
      const any = draft.as(place, "any[]");
      place.file.pieces.push(
        `for (const { name, inputs = ["raw/usual"] } of ${list(draft, place, rows)}${any}) {\n  ${declaring(draft, place)}({ key: ${keyCode}, deps: inputs, run: () => [] });\n}`,
      );
    },
  },
  {
    name: "for in",
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const table = Object.fromEntries(newNames(draft, [layer]).map((name) => [name, true]));
      place.file.pieces.push(
        `for (const name in ${named(draft, place, table)}) {\n  ${bodyFor(draft, place, layer, "name")};\n}`,
      );
    },
  },
  {
    name: "classic for",
    weight: 2,
    write: (draft, place) => {
      const { items, body } = loop(draft, place);
      const names = draft.name("names");
      place.file.pieces.push(
        `const ${names} = ${items};\nfor (let i = 0; i < ${names}.length; i++) {\n  const name = ${names}[i]${place.file.isTyped ? "!" : ""};\n  ${body};\n}`,
      );
    },
  },
  {
    name: "classic for with a counter",
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const stem = draft.name("part");
      const header = draft.random.pick([
        "let i = 1; i <= 3; i++",
        "let i = 2; i >= 0; --i",
        "let i = 0; i < 6; i += 2",
      ]);
      draft.keys.push(`${layer}/${stem}_1`);
      place.file.pieces.push(
        `for (${header}) {\n  ${declaring(draft, place)}({ key: \`${layer}/${stem}_\${i}\`, deps: i > 1 ? [\`${layer}/${stem}_\${i - 1}\`] : [], run: () => [] });\n}`,
      );
    },
  },
  {
    name: "while with a counter",
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const stem = draft.name("step");
      const call = `${declaring(draft, place)}({ key: \`${layer}/${stem}_\${i}\`, run: () => [] })`;
      const i = draft.name("i");
      const body = call.replaceAll("${i}", `\${${i}}`);
      place.file.pieces.push(
        draft.random.pick([
          `let ${i} = 0;\nwhile (${i} < 3) {\n  ${body};\n  ${i}++;\n}`,
          `let ${i} = 3;\ndo {\n  ${body};\n  ${i} -= 1;\n} while (${i} > 0);`,
        ]),
      );
    },
  },
  {
    name: "nested loops",
    write: (draft, place) => {
      const layers = draft.random.some(LAYERS, 2);
      const names = newNames(draft, layers, 2);
      const keyCode = keyFrom(draft, place, "layer", "name");
      place.file.pieces.push(
        `for (const layer of ${list(draft, place, layers)}) {\n  for (const name of ${list(draft, place, names)}) {\n    ${declaring(draft, place)}({ key: ${keyCode}, deps: [\`raw/\${name}\`], run: () => [] });\n  }\n}`,
      );
    },
  },
  {
    name: "forEach",
    weight: 2,
    write: (draft, place) => {
      const { items, body } = loop(draft, place);
      const n = draft.type(place, "string");
      place.file.pieces.push(
        draft.random.pick([
          `${items}.forEach((name${n}) => {\n  ${body};\n});`,
          `${items}.forEach((name${n}) => ${body});`,
          `${items}.forEach(function (name${n}) {\n  ${body};\n});`,
        ]),
      );
    },
  },
  {
    name: "map",
    weight: 3,
    write: (draft, place) => {
      const { items, body, names, layer } = loop(draft, place);
      const n = draft.type(place, "string");
      const paths = Object.fromEntries(names.map((name, index) => [`${layer}/${name}`, `[${index}]`]));
      const code = draft.random.pick([
        `${items}.map((name${n}) => ${body})`,
        `${items}.map((name${n}) => {\n  return ${body};\n})`,
        `[...${items}.map((name${n}) => ${body})]`,
      ]);
      exportAs(draft, place, "assets", code, paths);
    },
  },
  {
    name: "map destructured",
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const [a, b] = newNames(draft, [layer], 2);
      const [first, second] = [draft.name("asset"), draft.name("asset")];
      const items = list(draft, place, [a ?? "", b ?? ""]);
      place.file.pieces.push(
        `export const [${first}, ${second}] = ${items}.map((name, index) => ${bodyFor(draft, place, layer, "name")});`,
      );
      draft.assets.push({ key: `${layer}/${a ?? ""}`, file: place.file, name: first, path: "" });
      draft.assets.push({ key: `${layer}/${b ?? ""}`, file: place.file, name: second, path: "" });
    },
  },
  {
    name: "map of entries",
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const names = newNames(draft, [layer], 2);
      const table = Object.fromEntries(names.map((name) => [name, `raw/${name}`]));
      const call = `${declaring(draft, place)}({ key: ${keyFrom(draft, place, quote(layer), "name")}, deps: [upstream], run: () => [] })`;
      const entries = `Object.entries(${named(draft, place, table)})`;
      const paths = Object.fromEntries(names.map((name) => [`${layer}/${name}`, `.${name}`]));
      exportAs(
        draft,
        place,
        "byName",
        `Object.fromEntries(${entries}.map(([name, upstream]) => [name, ${call}]))`,
        paths,
      );
    },
  },
  {
    name: "flatMap",
    write: (draft, place) => {
      const layers = draft.random.some(LAYERS, 2);
      const [a = "", b = ""] = layers;
      const names = newNames(draft, layers, 2);
      const call = declaring(draft, place);
      const body = `[\n  ${call}({ key: \`${a}/\${name}\`, run: () => [] }),\n  ${call}({ key: \`${b}/\${name}\`, deps: [\`${a}/\${name}\`], run: () => [] }),\n]`;
      exportAs(draft, place, "assets", `${list(draft, place, names)}.flatMap((name) => ${body})`, {
        [`${a}/${names[0] ?? ""}`]: "[0]",
        [`${b}/${names[0] ?? ""}`]: "[1]",
      });
    },
  },
  {
    name: "filter and map",
    write: (draft, place) => {
      const { items, body, names } = loop(draft, place);
      place.file.pieces.push(
        `export const ${draft.name("assets")} = ${items}.filter((name) => name !== ${quote(names[0] ?? "")}).map((name) => ${body});`,
      );
    },
  },
  {
    name: "reduce",
    write: (draft, place) => {
      const { items, body } = loop(draft, place);
      const any = draft.as(place, "any[]");
      place.file.pieces.push(
        `export const ${draft.name("assets")} = ${items}.reduce((all, name) => [...all, ${body}], []${any});`,
      );
    },
  },
  {
    name: "chain of assets",
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const stem = draft.name("hop");
      const call = declaring(draft, place);
      const any = draft.type(place, "any");
      place.file.pieces.push(
        `let last${stem}${any} = ${call}({ key: "${layer}/${stem}_start", run: () => [] });\nfor (const name of ["a", "b"]) {\n  last${stem} = ${call}({ key: \`${layer}/${stem}_\${name}\`, deps: { before: last${stem} }, run: () => [] });\n}`,
      );
    },
  },
  {
    name: "pushed assets",
    weight: 2,
    write: (draft, place) => {
      const { items, body, names, layer } = loop(draft, place);
      const type = draft.type(place, "any[]");
      const name = draft.name("assets");
      place.file.pieces.push(
        `export const ${name}${type} = [];\nfor (const name of ${items}) ${name}.push(${body});`,
      );
      names.forEach((each, index) =>
        draft.assets.push({ key: `${layer}/${each}`, file: place.file, name, path: `[${index}]` }),
      );
      if (draft.random.chance(0.5)) {
        const product = `${declaring(draft, place)}({ key: ${text(draft, place, newKey(draft, "gold"))}, deps: ${name}, run: () => [] })`;
        place.file.pieces.push(`${product};`);
      }
    },
  },
  {
    name: "assets put into an object",
    write: (draft, place) => {
      const { items, body, names, layer } = loop(draft, place);
      const type = draft.type(place, "Record<string, any>");
      const name = draft.name("byName");
      place.file.pieces.push(
        `export const ${name}${type} = {};\nfor (const name of ${items}) {\n  ${name}[name] = ${body};\n}`,
      );
      for (const each of names)
        draft.assets.push({ key: `${layer}/${each}`, file: place.file, name, path: `.${each}` });
    },
  },
];

export const DECLARATION_STYLES: readonly DeclarationStyle[] = [...SINGLE, ...CONDITIONAL, ...LOOPS];
