// Expressions that evaluate to a given text, number or boolean, written in every way that stays constant.
import { provide } from "./bindings.ts";
import { deeper, quote, type Draft, type Place } from "./draft.ts";

interface TextStyle {
  readonly name: string;
  readonly weight?: number;
  readonly fits?: (value: string, place: Place) => boolean;
  readonly write: (draft: Draft, place: Place, value: string) => string;
}

/** An expression whose value is `value`. */
export function text(draft: Draft, place: Place, value: string): string {
  if (place.depth <= 0) return quote(value);
  const fitting = TEXT_STYLES.filter(({ fits }) => fits?.(value, place) ?? true);
  return draft.choose(fitting).write(draft, deeper(place), value);
}

const isLong = (value: string): boolean => value.length > 2;
const isLower = (value: string): boolean => /^[a-z/_]+$/.test(value);
const isTyped = (_: string, { file }: Place): boolean => file.isTyped;

function split(draft: Draft, value: string): [string, string] {
  const slash = value.indexOf("/");
  const at = slash > 0 && draft.random.chance(0.6) ? slash : draft.random.between(1, value.length - 1);
  return [value.slice(0, at), value.slice(at)];
}

/** What stands between backticks. */
function templateText(value: string): string {
  return value.replace(/[\\`]|\$\{/g, "\\$&");
}

function hole(code: string): string {
  return `\${${code}}`;
}

const TEXT_STYLES: readonly TextStyle[] = [
  { name: "literal", weight: 8, write: (_, __, value) => quote(value) },
  {
    name: "single quotes",
    fits: (value) => !value.includes("\n"),
    write: (_, __, value) => `'${value.replace(/['\\]/g, "\\$&")}'`,
  },
  { name: "backticks", write: (_, __, value) => `\`${templateText(value)}\`` },
  {
    name: "escapes",
    fits: isLong,
    write: (_, __, value) => {
      const code = value.charCodeAt(0).toString(16).padStart(4, "0");
      return `"\\u${code}${quote(value.slice(1)).slice(1)}`;
    },
  },
  {
    name: "template",
    weight: 4,
    fits: isLong,
    write: (draft, place, value) => {
      const [start, rest] = split(draft, value);
      const [first, second] = [text(draft, place, start), text(draft, place, rest)];
      return draft.random.pick([
        `\`${hole(first)}${templateText(rest)}\``,
        `\`${templateText(start)}${hole(second)}\``,
        `\`${hole(first)}${hole(second)}\``,
      ]);
    },
  },
  {
    name: "concatenation",
    weight: 2,
    fits: isLong,
    write: (draft, place, value) => {
      const [start, rest] = split(draft, value);
      return `(${text(draft, place, start)} + ${text(draft, place, rest)})`;
    },
  },
  {
    name: "constant",
    weight: 5,
    write: (draft, place, value) =>
      provide(draft, place, "TEXT", (name, there) => `const ${name} = ${text(draft, deeper(there), value)};`),
  },
  {
    name: "constant object",
    weight: 3,
    write: (draft, place, value) => {
      const property = draft.random.pick(["orders", "users", "of-day", "x1", "key"]);
      const object = provide(draft, place, "KEYS", (name, there) => {
        const inner = `{ other: "other", ${quote(property)}: ${text(draft, deeper(there), value)} }`;
        const deep = draft.random.chance(0.3) ? `{ inner: ${inner} }.inner` : inner;
        const asConst = there.file.isTyped && deep === inner ? " as const" : "";
        return `const ${name} = ${draft.random.chance(0.2) ? `Object.freeze(${deep})` : deep + asConst};`;
      });
      if (property.includes("-") || draft.random.chance(0.3))
        return `${object}[${text(draft, place, property)}]`;
      return `${object}${draft.random.chance(0.2) ? "?." : "."}${property}`;
    },
  },
  {
    name: "constant array",
    weight: 2,
    write: (draft, place, value) => {
      const array = provide(draft, place, "LIST", (name, there) => {
        const asConst = draft.random.chance(0.5) ? draft.as(there, "const") : "";
        return `const ${name} = ["first", ${text(draft, deeper(there), value)}]${asConst};`;
      });
      return array + draft.random.pick(["[1]", ".at(-1)", ".at(1)", "[0 + 1]", ".slice(1)[0]"]);
    },
  },
  {
    name: "enum",
    fits: isTyped,
    write: (draft, place, value) => {
      const name = draft.name("Names");
      const member = draft.random.pick(["Orders", "Users"]);
      place.file.pieces.push(`enum ${name} {\n  Other = "other",\n  ${member} = ${quote(value)},\n}`);
      return draft.random.pick([`${name}.${member}`, `${name}["${member}"]`]);
    },
  },
  {
    name: "enum across files",
    fits: (value, place) => isTyped(value, place) && place.depth > 0,
    write: (draft, place, value) => {
      const name = provide(
        draft,
        place,
        "Names",
        (name) => `enum ${name} {\n  Other,\n  Key = ${quote(value)},\n}`,
        true,
      );
      return `${name}.Key`;
    },
  },
  {
    name: "enum reverse",
    fits: (value, place) => isTyped(value, place) && /^[a-z]+$/.test(value),
    write: (draft, place, value) => {
      const name = provide(draft, place, "Names", (name) => `enum ${name} { zero, one, ${value} }`, true);
      return draft.random.pick([`${name}[2]`, `${name}[${name}.${value}]`]);
    },
  },
  {
    name: "destructured object",
    weight: 2,
    write: (draft, place, value) => {
      const [name, other] = [draft.name("picked"), draft.name("other")];
      const object = `{ a: "a", b: ${text(draft, place, value)} }`;
      place.file.pieces.push(
        draft.random.pick([
          `const { a: ${other}, b: ${name} } = ${object};`,
          `const { missing: ${name} = ${text(draft, place, value)} } = ${object}${draft.as(place, "Record<string, string>")};`,
          `const { b: ${name} = "unused" } = ${object};`,
        ]),
      );
      return name;
    },
  },
  {
    name: "destructured array",
    write: (draft, place, value) => {
      const [name, other] = [draft.name("picked"), draft.name("other")];
      const code = text(draft, place, value);
      place.file.pieces.push(
        draft.random.pick([
          `const [${other}, ${name}] = ["x", ${code}];`,
          `const [, , ${name}] = ["x", "y", ${code}];`,
          `const [${other}, ${name} = ${code}] = ["x"]${draft.as(place, "string[]")};`,
        ]),
      );
      return name;
    },
  },
  {
    name: "destructured deeply",
    write: (draft, place, value) => {
      const name = draft.name("picked");
      place.file.pieces.push(
        `const { outer: { list: [, ${name}] } } = { outer: { list: ["x", ${text(draft, place, value)}] } };`,
      );
      return name;
    },
  },
  {
    name: "destructured rest",
    write: (draft, place, value) => {
      const [name, other] = [draft.name("rest"), draft.name("other")];
      const code = text(draft, place, value);
      const isArray = draft.random.chance(0.5);
      place.file.pieces.push(
        isArray
          ? `const [${other}, ...${name}] = ["x", "y", ${code}];`
          : `const { a: ${other}, ...${name} } = { a: "x", b: ${code} };`,
      );
      return isArray ? `${name}[1]` : `${name}.b`;
    },
  },
  {
    name: "ternary",
    weight: 2,
    write: (draft, place, value) => {
      const isTrue = draft.random.chance(0.5);
      const [right, wrong] = [text(draft, place, value), quote("wrong")];
      const condition = boolean(draft, place, isTrue);
      return `(${condition} ? ${isTrue ? right : wrong} : ${isTrue ? wrong : right})`;
    },
  },
  {
    name: "logical operators",
    weight: 2,
    write: (draft, place, value) => {
      const code = text(draft, place, value);
      return draft.random.pick([
        `(undefined ?? ${code})`,
        `(null ?? ${code})`,
        `(${code} ?? "wrong")`,
        `("" || ${code})`,
        `(${code} || "wrong")`,
        `(${boolean(draft, place, true)} && ${code})`,
        `(${boolean(draft, place, false)} || ${code})`,
      ]);
    },
  },
  {
    name: "joined array",
    weight: 2,
    fits: isLong,
    write: (draft, place, value) => {
      const pieces = value.split("/").map((piece) => text(draft, place, piece));
      return `[${pieces.join(", ")}].join(${text(draft, place, "/")})`;
    },
  },
  {
    name: "string methods",
    weight: 3,
    fits: isLower,
    write: (draft, place, value) => {
      const of = (other: string): string => text(draft, place, other);
      const [start, rest] = value.length > 1 ? split(draft, value) : [value, ""];
      return draft.random.pick([
        () => `${of(value.toUpperCase())}.toLowerCase()`,
        () => `${of(` ${value}\n`)}.trim()`,
        () => `${of(`xx${value}`)}.slice(2)`,
        () => `${of(`xx${value}yy`)}.slice(2, -2)`,
        () => `${of(`xx${value}`)}.substring(2)`,
        () => `${of(start)}.concat(${of(rest)})`,
        () => `${of(`${value}?`)}.replace("?", "")`,
        () => `${of(value.replaceAll("/", "."))}.replaceAll(".", "/")`,
        () => `${of(value)}.padEnd(${value.length}, "x")`,
        () => `${of(value.slice(1))}.padStart(${value.length}, ${quote(value.charAt(0))})`,
        () => `String(${of(value)})`,
        () => `(${of(value)}.startsWith(${of(start)}) ? ${of(value)} : "wrong")`,
        () => `(${of(value)}.includes("~") ? "wrong" : ${of(value)})`,
        () => `${of(value)}.toString()`,
      ])();
    },
  },
  {
    name: "more string methods",
    fits: isLower,
    write: (draft, place, value) => {
      const of = (other: string): string => text(draft, place, other);
      return draft.random.pick([
        () => `${of(`x,${value}`)}.split(",")[1]`,
        () => `${of(value)}.split("").join("")`,
        () => `${of(`-${value}-`)}.split("-").filter((part) => part !== "").join("")`,
        () => `(${of(value)}.charAt(0).toUpperCase().toLowerCase() + ${of(value.slice(1))})`,
        () => `${of(value)}.substring(0, ${of(value)}.length)`,
        () => `${of(`x${value}`)}.substr(1)`,
        () => `(${of(value)}.indexOf(${quote(value.charAt(0))}) === 0 ? ${of(value)} : "wrong")`,
        () => `${of(value)}.at(0) + ${of(value)}.slice(1)`,
      ])();
    },
  },
  {
    name: "class static",
    write: (draft, place, value) => {
      const name = provide(draft, place, "Keys", (name, there) => {
        // Without `readonly` only a file as a whole can tell that it is never assigned.
        if (!there.file.isTyped) return `const ${name} = { KEY: ${quote(value)} };`;
        return `class ${name} {\n  static readonly KEY = ${quote(value)};\n}`;
      });
      return `${name}.KEY`;
    },
  },
  {
    name: "class static not readonly",
    write: (draft, place, value) => {
      const name = provide(draft, place, "Keys", (name) => {
        return `class ${name} {\n  static KEY = ${quote(value)};\n  static of = (part) => this.KEY + part;\n}`;
      });
      return `${name}.${draft.random.pick(["KEY", 'of("")'])}`;
    },
  },
  {
    name: "asset key",
    write: (draft, place, value) => {
      const known = draft.assets.find(({ key, file }) => key === value && file === place.file);
      return known ? `${known.name}${known.path}.key` : quote(value);
    },
  },
  {
    name: "type assertions",
    fits: isTyped,
    write: (draft, place, value) => {
      const code = text(draft, place, value);
      return draft.random.pick([
        `(${code} as string)`,
        `(${code} satisfies string)`,
        `${code}!`,
        `((${code}))`,
        `(${quote(value)} as const)`,
      ]);
    },
  },
  {
    name: "Object.keys",
    write: (draft, place, value) => `Object.keys({ a: 1, [${text(draft, place, value)}]: 2 })[1]`,
  },
  {
    name: "Object.values",
    write: (draft, place, value) => `Object.values({ a: "a", b: ${text(draft, place, value)} })[1]`,
  },
  {
    name: "Object.entries",
    write: (draft, place, value) =>
      draft.random.chance(0.5)
        ? `Object.entries({ a: "a", b: ${text(draft, place, value)} })[1][1]`
        : `Object.entries({ [${text(draft, place, value)}]: "b" })[0][0]`,
  },
  {
    name: "Object.fromEntries",
    write: (draft, place, value) =>
      `Object.fromEntries([["a", "a"], ["b", ${text(draft, place, value)}]])${draft.random.pick([".b", '["b"]'])}`,
  },
  {
    name: "object spread",
    write: (draft, place, value) => {
      const base = provide(draft, place, "BASE", (name) => `const ${name} = { a: "a", b: "wrong" };`);
      const code = text(draft, place, value);
      return draft.random.pick([
        `({ ...${base}, b: ${code} }).b`,
        `({ c: ${code}, ...${base} }).c`,
        `({ ...${base}, ...{ b: ${code} } }).b`,
      ]);
    },
  },
  {
    name: "array spread",
    write: (draft, place, value) => {
      const base = provide(draft, place, "BASE", (name) => `const ${name} = ["x", "y"];`);
      return `[...${base}, ${text(draft, place, value)}][2]`;
    },
  },
  {
    name: "function that returns text",
    weight: 2,
    fits: (value) => value.length > 1,
    write: (draft, place, value) => {
      const [start, rest] = split(draft, value);
      const type = (there: Place, type: string): string => draft.type(there, type);
      const make = provide(draft, place, "keyOf", (name, there) => {
        const s = type(there, "string");
        return draft.random.pick([
          `const ${name} = (start${s}, rest${s}) => \`${hole("start")}${hole("rest")}\`;`,
          `const ${name} = function (start${s}, rest${s}) { return start + rest; };`,
          `function ${name}(start${s}, rest${s} = ${quote(rest)}) { return start.concat(rest); }`,
          `function ${name}(...parts${type(there, "string[]")}) { return parts.join(""); }`,
          `function ${name}(start${s}, rest${s}) {\n  const whole = start + rest;\n  return whole;\n}`,
        ]);
      });
      return `${make}(${text(draft, place, start)}, ${text(draft, place, rest)})`;
    },
  },
  {
    name: "function with statements",
    write: (draft, place, value) => {
      const code = text(draft, place, value);
      const make = provide(draft, place, "choose", (name, there) => {
        const n = draft.type(there, "number");
        return draft.random.pick([
          `function ${name}(n${n}) {\n  if (n === 1) return "wrong";\n  else return ${quote(value)};\n}`,
          `function ${name}(n${n}) {\n  switch (n) {\n    case 1:\n      return "wrong";\n    case 2:\n      return ${quote(value)};\n    default:\n      return "default";\n  }\n}`,
          `function ${name}(n${n}) {\n  let result = "wrong";\n  if (n > 1) result = ${quote(value)};\n  return result;\n}`,
          `function ${name}(n${n}) {\n  let result = "";\n  for (const part of ${JSON.stringify(value.slice(0, 3).match(/./gs))}) result += part;\n  return n === 2 ? result + ${quote(value.slice(3))} : "wrong";\n}`,
        ]);
      });
      return draft.random.chance(0.5) ? `${make}(2)` : `(${make}(2) || ${code})`;
    },
  },
  {
    name: "reduce to text",
    fits: (value) => value.length > 1,
    write: (draft, place, value) => {
      const [start, rest] = split(draft, value);
      return `[${text(draft, place, start)}, ${text(draft, place, rest)}].reduce((all, part) => all + part, "")`;
    },
  },
  {
    name: "called in place",
    write: (draft, place, value) =>
      draft.random.pick([
        `(() => ${text(draft, place, value)})()`,
        `(function () { return ${text(draft, place, value)}; })()`,
      ]),
  },
  {
    name: "let assigned once",
    write: (draft, place, value) => {
      const name = draft.name("stage");
      place.file.pieces.push(`let ${name} = ${text(draft, place, value)};`);
      return name;
    },
  },
  {
    name: "text of a package",
    write: (draft, place, value) => packageKey(draft, place, value, "shop-keys", "index.js"),
  },
  {
    name: "text of a workspace",
    write: (draft, place, value) => packageKey(draft, place, value, "@acme/keys", "src/index.ts"),
  },
  {
    name: "JSON import",
    weight: 2,
    write: (draft, place, value) => {
      const path = `lib/${draft.name("data")}.json`;
      draft.otherFiles.set(
        path,
        `${JSON.stringify({ other: [1, null, true], deep: { key: value } }, null, 2)}\n`,
      );
      const local = draft.name("json");
      const up = place.file.path.startsWith("lib/")
        ? "./"
        : "../".repeat(place.file.path.split("/").length - 1);
      const from = up === "./" ? `./${path.slice("lib/".length)}` : up + path;
      const attribute = draft.random.chance(0.4) ? ' with { type: "json" }' : "";
      draft.addImport(place.file, `import ${local} from "${from}"${attribute};`);
      return `${local}.deep.key`;
    },
  },
];

/** A constant exported by a package of its own: one that is installed, or one of the workspace (linked by the runtime). */
function packageKey(draft: Draft, place: Place, value: string, name: string, main: string): string {
  const folder = name.startsWith("@") ? `packages/${name.split("/")[1] ?? name}` : `node_modules/${name}`;
  const path = `${folder}/${main}`;
  const constant = draft.name("PACKAGED");
  draft.otherFiles.set(
    `${folder}/package.json`,
    JSON.stringify({ name, version: "1.2.3", type: "module", exports: { ".": `./${main}` } }),
  );
  draft.otherFiles.set(
    path,
    `${draft.otherFiles.get(path) ?? ""}export const ${constant} = ${quote(value)};\n`,
  );
  draft.addImport(place.file, `import { ${constant} } from "${name}";`);
  return constant;
}

const BOOLEAN_STYLES = [
  { name: "literal", weight: 4 },
  { name: "boolean constant", weight: 2 },
  { name: "comparison", weight: 2 },
  { name: "more comparisons" },
] as const;

export function boolean(draft: Draft, place: Place, value: boolean): string {
  if (place.depth <= 0) return String(value);
  const inner = deeper(place);
  switch (draft.choose(BOOLEAN_STYLES).name) {
    case "literal":
      return String(value);
    case "boolean constant":
      return provide(draft, place, "IS_ON", (name) => `const ${name} = ${value};`);
    case "comparison": {
      const [left, right] = [text(draft, inner, "prod"), text(draft, inner, value ? "prod" : "dev")];
      return draft.random.chance(0.5)
        ? `${left} === ${right}`
        : `${left} !== ${text(draft, inner, value ? "dev" : "prod")}`;
    }
    case "more comparisons":
      return draft.random.pick([
        `!${!value}`,
        `!!${value}`,
        value ? `1 < 2` : "3 <= 2",
        value ? `[1, 2].length > 1` : `"".length >= 1`,
        value ? `["a", "b"].includes("b")` : `["a", "b"].includes("c")`,
        value ? `["a"].some((x) => x === "a")` : `["a", "b"].every((x) => x === "a")`,
        value ? `"a" in { a: 1 }` : `"b" in { a: 1 }`,
        value ? `typeof "x" === "string"` : `typeof 1 === "string"`,
      ]);
  }
}
