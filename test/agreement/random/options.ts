// The options of a declaration: key, deps, query, descriptions. Bodies do nothing.
import { importFrom, provide } from "./bindings.ts";
import { deeper, type Draft, type KnownAsset, type Place } from "./draft.ts";
import { data, list } from "./lists.ts";
import { text } from "./texts.ts";

export const LAYERS = ["bronze", "silver", "gold"] as const;
const NAMES = ["orders", "users", "items", "carts", "visits", "refunds", "stock", "prices"] as const;

/** A key nobody has. */
export function newKey(draft: Draft, layer: string = draft.random.pick(LAYERS)): string {
  const name = newName(draft, [layer]);
  return `${layer}/${name}`;
}

/** A name that is not taken below any of these prefixes. */
export function newName(draft: Draft, prefixes: readonly string[]): string {
  for (let round = 0; ; round++) {
    const name =
      draft.random.pick(NAMES) + (round < 6 ? "" : `_${String.fromCharCode(97 + (round % 26))}${round}`);
    const keys = prefixes.map((prefix) => `${prefix}/${name}`);
    if (keys.some((key) => draft.keys.includes(key))) continue;
    draft.keys.push(...keys);
    return name;
  }
}

/** Names for a loop: none is taken below any of the prefixes. */
export function newNames(
  draft: Draft,
  prefixes: readonly string[],
  count = draft.random.between(1, 3),
): string[] {
  return Array.from({ length: count }, () => newName(draft, prefixes));
}

/** A key to read: of somebody, or of nobody. */
export function someKey(draft: Draft): string {
  return draft.keys.length > 0 && draft.random.chance(0.85) ? draft.random.pick(draft.keys) : "bronze/nobody";
}

/** The options of one asset whose key is given by code, as properties without braces. */
export function options(draft: Draft, place: Place, key: string): string {
  const lines = [`key: ${key}`, ...described(draft, place)];
  if (draft.may("query") && draft.random.chance(0.25)) {
    draft.note("query");
    if (draft.random.chance(0.3)) lines.push(`deps: ${deps(draft, place)}`);
    lines.push(`query: ${query(draft, place)}`);
  } else {
    if (draft.random.chance(0.75)) lines.push(`deps: ${deps(draft, place)}`);
    lines.push(draft.random.pick(["run: () => []", "run() { return []; }", "run: async () => []"]));
  }
  return lines.join(", ");
}

function described(draft: Draft, place: Place): string[] {
  if (!draft.may("descriptions")) return [];
  draft.note("descriptions");
  const inner = deeper(place);
  const lines: string[] = [];
  const maybe = (line: () => string): void => {
    if (draft.random.chance(0.08)) lines.push(line());
  };
  maybe(() => `description: ${text(draft, inner, "what it is")}`);
  maybe(() => `group: ${text(draft, inner, "sales")}`);
  maybe(() => `owners: ${data(draft, inner, ["team:shop", "ada@example.org"])}`);
  maybe(() => `tags: ${data(draft, inner, { pii: "yes" })}`);
  maybe(() => `kinds: ["sql", ${text(draft, inner, "duckdb")}]`);
  maybe(() => `layer: ${text(draft, inner, draft.random.pick(LAYERS))}`);
  maybe(() => {
    const check = draft.sdk(place, "check");
    return `checks: [${check}.unique(${text(draft, inner, "id")}), ${check}.rowCount({ min: 1 })]`;
  });
  return lines;
}

const DEPS_STYLES = [
  { name: "deps object", weight: 3 },
  { name: "deps array", weight: 3 },
  { name: "deps constant" },
  { name: "deps spread" },
  { name: "deps from entries" },
  { name: "deps list", weight: 2 },
] as const;

/** An expression for `deps`. */
export function deps(draft: Draft, place: Place): string {
  const count = draft.random.between(1, 3);
  const items = Array.from({ length: count }, () => dep(draft, place));
  switch (draft.choose(DEPS_STYLES).name) {
    case "deps array":
      return `[${items.join(", ")}]`;
    case "deps object":
      return objectOf(draft, items);
    case "deps constant": {
      const name = draft.name("inputs");
      place.file.pieces.push(
        `const ${name} = ${draft.random.chance(0.5) ? `[${items.join(", ")}]` : objectOf(draft, items)};`,
      );
      return name;
    }
    case "deps spread": {
      const name = draft.name("base");
      const isArray = draft.random.chance(0.5);
      const [first = "", ...rest] = items;
      place.file.pieces.push(`const ${name} = ${isArray ? `[${first}]` : objectOf(draft, [first])};`);
      if (isArray) return `[...${name}, ${rest.join(", ")}]`;
      return `{ ...${name}, ${rest.map((item, index) => `more${index}: ${item}`).join(", ")} }`;
    }
    case "deps list": {
      const keys = Array.from({ length: count }, () => someKey(draft));
      return list(draft, deeper(place), [...new Set(keys)]);
    }
    case "deps from entries":
      return `Object.fromEntries([${items.map((item, index) => `["d${index}", ${item}]`).join(", ")}])`;
  }
}

function objectOf(draft: Draft, items: readonly string[]): string {
  const entries = items.map((item, index) =>
    /^[a-z]\w*$/i.test(item) && draft.random.chance(0.5) ? item : `d${index}: ${item}`,
  );
  const names = entries.map((entry) => entry.split(":")[0]);
  return `{ ${entries.filter((_, index) => names.indexOf(names[index]) === index).join(", ")} }`;
}

/** One dep: the code of a key or of an asset value. */
function dep(draft: Draft, place: Place): string {
  const known = readable(draft, place);
  if (known.length > 0 && draft.may("value deps") && draft.random.chance(0.5)) {
    draft.note("value deps");
    const code = valueOf(draft, place, draft.random.pick(known));
    if (draft.may("asset key") && draft.random.chance(0.15)) return `${code}.key`;
    return code;
  }
  return text(draft, deeper(place), someKey(draft));
}

/** Assets that a file can name: its own, and those of earlier files. */
function readable(draft: Draft, { file }: Place): readonly KnownAsset[] {
  return draft.assets.filter((asset) => asset.file === file || asset.file.rank < file.rank);
}

export function valueOf(draft: Draft, { file }: Place, asset: KnownAsset): string {
  if (asset.file === file) return asset.name + asset.path;
  return importFrom(draft, file, { file: asset.file, name: asset.name, binding: asset.name }) + asset.path;
}

const QUERY_STYLES = [
  { name: "query in place", weight: 3 },
  { name: "query constant" },
  { name: "query of fragments" },
  { name: "query function" },
] as const;

function query(draft: Draft, place: Place): string {
  const sql = draft.sdk(place, "sql");
  const refs = Array.from({ length: draft.random.between(1, 2) }, () => refTo(draft, place));
  const from = refs.map((ref) => `\${${ref}}`).join(" join ");
  const whole = `${sql}\`select * from ${from}\``;
  switch (draft.choose(QUERY_STYLES).name) {
    case "query in place":
      return whole;
    case "query constant": {
      const name = draft.name("query");
      place.file.pieces.push(`const ${name} = ${whole};`);
      return name;
    }
    case "query of fragments": {
      const fragment = provide(draft, place, "fragment", (name, there) => {
        const tag = draft.sdk(there, "sql");
        return `const ${name} = ${tag}\`select 1 from \${${refTo(draft, there)}}\`;`;
      });
      return `${sql}\`with part as (\${${fragment}}) select * from ${from}, part where day > \${20}\``;
    }
    case "query function": {
      const make = provide(draft, place, "selectFrom", (name, there) => {
        const tag = draft.sdk(there, "sql");
        const ref = draft.sdk(there, "ref");
        const parameter = `key${draft.type(there, "any")}`;
        return `const ${name} = (${parameter}) => ${tag}\`select * from \${${ref}(key)}\`;`;
      });
      return `${make}(${text(draft, deeper(place), someKey(draft))})`;
    }
  }
}

function refTo(draft: Draft, place: Place): string {
  const ref = draft.sdk(place, "ref");
  const known = readable(draft, place);
  if (known.length > 0 && draft.may("value deps") && draft.random.chance(0.4))
    return `${ref}(${valueOf(draft, place, draft.random.pick(known))})`;
  return `${ref}(${text(draft, deeper(place), someKey(draft))})`;
}

const KEY_STYLES = [
  { name: "template", weight: 4 },
  { name: "concatenation" },
  { name: "array key" },
  { name: "joined array" },
  { name: "function that returns text" },
] as const;

/** The key `prefix/name` where code gives one or both of the two. */
export function keyFrom(draft: Draft, place: Place, prefix: string, name: string): string {
  switch (draft.choose(KEY_STYLES).name) {
    case "template":
      return `\`${hole(prefix)}/${hole(name)}\``;
    case "concatenation":
      return `${prefix} + "/" + ${name}`;
    case "array key":
      return `[${prefix}, ${name}]`;
    case "joined array":
      return `[${prefix}, ${name}].join("/")`;
    case "function that returns text": {
      const make = provide(draft, place, "keyIn", (fn, there) => {
        const [a, b] = [`layer${draft.type(there, "string")}`, `name${draft.type(there, "string")}`];
        return `const ${fn} = (${a}, ${b}) => \`\${layer}/\${name}\`;`;
      });
      return `${make}(${prefix}, ${name})`;
    }
  }
}

/** In a template: `${code}`, or the text of a literal itself. */
function hole(code: string): string {
  const literal = /^"([\w/-]+)"$/.exec(code);
  return literal?.[1] ?? `\${${code}}`;
}

export function assetCall(draft: Draft, place: Place, key: string): string {
  return `${declaring(draft, place)}({ ${options(draft, place, key)} })`;
}

const CALLEE_STYLES = [
  { name: "asset", weight: 8 },
  { name: "asset renamed" },
  { name: "asset of a namespace" },
  { name: "asset in a constant" },
  { name: "asset passed on" },
] as const;

/** The SDK's `asset`, by whatever name. */
export function declaring(draft: Draft, place: Place): string {
  switch (draft.choose(CALLEE_STYLES).name) {
    case "asset":
      return draft.sdk(place, "asset");
    case "asset renamed":
      draft.addImport(place.file, `import { asset as table } from "strataline";`);
      return "table";
    case "asset of a namespace":
      draft.addImport(place.file, `import * as strataline from "strataline";`);
      return "strataline.asset";
    case "asset in a constant":
      return provide(
        draft,
        place,
        "declare",
        (name, there) => `const ${name} = ${draft.sdk(there, "asset")};`,
      );
    case "asset passed on": {
      const lib = draft.libs.find(({ rank }) => rank < place.file.rank);
      if (!lib) return draft.sdk(place, "asset");
      const line = `export { asset as sdkAsset } from "strataline";`;
      if (!lib.pieces.includes(line)) lib.pieces.push(line);
      return importFrom(draft, place.file, { file: lib, name: "sdkAsset", binding: "sdkAsset" });
    }
  }
}
