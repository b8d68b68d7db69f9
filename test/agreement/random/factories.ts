// Functions of the project that declare assets: factories in all forms, and wrappers of `asset`.
import { provide } from "./bindings.ts";
import { exportAs, type DeclarationStyle } from "./declarations.ts";
import { quote, type Draft, type Place } from "./draft.ts";
import { list, record } from "./lists.ts";
import { declaring, deps, keyFrom, LAYERS, newKey, newName, newNames, someKey } from "./options.ts";
import { text } from "./texts.ts";

/** `function name(parameters) { return value; }` in one of its forms. */
function functionOf(draft: Draft, name: string, parameters: string, value: string): string {
  const wrapped = value.startsWith("{") ? `(${value})` : value;
  return draft.random.pick([
    `function ${name}(${parameters}) {\n  return ${value};\n}`,
    `const ${name} = (${parameters}) => ${wrapped};`,
    `const ${name} = (${parameters}) => {\n  return ${value};\n};`,
    `const ${name} = function (${parameters}) {\n  return ${value};\n};`,
  ]);
}

const s = (draft: Draft, place: Place, type = "string"): string => draft.type(place, type);

/** A fresh `layer/name` in its two parts. */
function fresh(draft: Draft): { readonly layer: string; readonly name: string; readonly key: string } {
  const layer = draft.random.pick(LAYERS);
  const name = newName(draft, [layer]);
  return { layer, name, key: `${layer}/${name}` };
}

const FACTORIES: readonly DeclarationStyle[] = [
  {
    name: "factory",
    weight: 4,
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const make = provide(draft, place, "make", (name, there) => {
        const key = keyFrom(draft, there, quote(layer), "name");
        const value = `${declaring(draft, there)}({ key: ${key}, deps: [upstream], run: () => [] })`;
        return functionOf(draft, name, `name${s(draft, there)}, upstream${s(draft, there, "any")}`, value);
      });
      for (const name of newNames(draft, [layer])) {
        const code = `${make}(${text(draft, place, name)}, ${text(draft, place, someKey(draft))})`;
        exportAs(draft, place, "made", code, { [`${layer}/${name}`]: "" });
      }
    },
  },
  {
    name: "factory with defaults",
    weight: 2,
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const make = provide(draft, place, "make", (name, there) => {
        const key = keyFrom(draft, there, "layer", "name");
        const value = `${declaring(draft, there)}({ key: ${key}, deps: inputs, run: () => [] })`;
        const parameters = `name${s(draft, there)}, layer = ${quote(layer)}, inputs${s(draft, there, "any")} = ["raw/" + name]`;
        return functionOf(draft, name, parameters, value);
      });
      const it = newName(draft, [layer]);
      exportAs(draft, place, "made", `${make}(${text(draft, place, it)})`, { [`${layer}/${it}`]: "" });
      const other = fresh(draft);
      const code = `${make}(${text(draft, place, other.name)}, ${text(draft, place, other.layer)}, ${draft.random.pick(["undefined", `{ x: "raw/x" }`, "[]"])})`;
      exportAs(draft, place, "made", code, { [other.key]: "" });
    },
  },
  {
    name: "factory with options",
    weight: 2,
    write: (draft, place) => {
      const make = provide(draft, place, "make", (name, there) => {
        const key = keyFrom(draft, there, "layer", "name");
        const value = `${declaring(draft, there)}({ key: ${key}, deps, run: () => [] })`;
        return functionOf(
          draft,
          name,
          `{ name, layer = "bronze", deps = [] }${s(draft, there, "{ name: string; layer?: string; deps?: any }")}`,
          value,
        );
      });
      const it = fresh(draft);
      const code = `${make}({ name: ${text(draft, place, it.name)}, layer: ${text(draft, place, it.layer)}, deps: ${deps(draft, place)} })`;
      exportAs(draft, place, "made", code, { [it.key]: "" });
      const second = newName(draft, ["bronze"]);
      exportAs(draft, place, "made", `${make}(${record(draft, place, { name: second })})`, {
        [`bronze/${second}`]: "",
      });
    },
  },
  {
    name: "factory with overrides",
    write: (draft, place) => {
      const make = provide(draft, place, "make", (name, there) => {
        const value = `${declaring(draft, there)}({ deps: ["raw/usual"], run: () => [], ...overrides })`;
        return functionOf(draft, name, `overrides${s(draft, there, "any")}`, value);
      });
      const [a, b] = [newKey(draft), newKey(draft)];
      exportAs(draft, place, "made", `${make}({ key: ${text(draft, place, a)} })`, { [a]: "" });
      exportAs(
        draft,
        place,
        "made",
        `${make}({ key: ${text(draft, place, b)}, deps: ${deps(draft, place)} })`,
        { [b]: "" },
      );
    },
  },
  {
    name: "factory with rest parameters",
    write: (draft, place) => {
      const make = provide(draft, place, "make", (name, there) => {
        const value = `${declaring(draft, there)}({ key, deps: upstreams, run: () => [] })`;
        return functionOf(
          draft,
          name,
          `key${s(draft, there)}, ...upstreams${s(draft, there, "any[]")}`,
          value,
        );
      });
      const key = newKey(draft);
      const args = [
        text(draft, place, key),
        text(draft, place, someKey(draft)),
        `...${list(draft, place, ["raw/a", "raw/b"])}`,
      ];
      exportAs(draft, place, "made", `${make}(${args.join(", ")})`, { [key]: "" });
    },
  },
  {
    name: "factory without result",
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const make = provide(draft, place, "declareAll", (name, there) => {
        const call = `${declaring(draft, there)}({ key: ${keyFrom(draft, there, quote(layer), "name")}, run: () => [] })`;
        return `function ${name}(names${s(draft, there, "readonly string[]")}) {\n  for (const name of names) {\n    ${call};\n  }\n}`;
      });
      place.file.pieces.push(`${make}(${list(draft, place, newNames(draft, [layer]))});`);
    },
  },
  {
    name: "factory of an array",
    write: (draft, place) => {
      const { name: it } = { name: newName(draft, ["bronze", "silver"]) };
      const make = provide(draft, place, "makeBoth", (name, there) => {
        const call = declaring(draft, there);
        return `function ${name}(name${s(draft, there)}) {\n  const raw = ${call}({ key: \`bronze/\${name}\`, run: () => [] });\n  const clean = ${call}({ key: \`silver/\${name}\`, deps: { raw }, run: () => [] });\n  return [raw, clean]${draft.as(there, "const")};\n}`;
      });
      const code = `${make}(${text(draft, place, it)})`;
      if (draft.random.chance(0.5)) {
        exportAs(draft, place, "made", code, { [`bronze/${it}`]: "[0]", [`silver/${it}`]: "[1]" });
        return;
      }
      const [first, second] = [draft.name("raw"), draft.name("clean")];
      place.file.pieces.push(`export const [${first}, ${second}] = ${code};`);
      draft.assets.push({ key: `bronze/${it}`, file: place.file, name: first, path: "" });
      draft.assets.push({ key: `silver/${it}`, file: place.file, name: second, path: "" });
    },
  },
  {
    name: "factory of an object",
    weight: 2,
    write: (draft, place) => {
      const it = newName(draft, ["bronze", "silver"]);
      const make = provide(draft, place, "makeStages", (name, there) => {
        const call = declaring(draft, there);
        return `const ${name} = (name${s(draft, there)}) => {\n  const raw = ${call}({ key: "bronze/" + name, run: () => [] });\n  return { raw, clean: ${call}({ key: ["silver", name], deps: [raw], run: () => [] }) };\n};`;
      });
      const code = `${make}(${text(draft, place, it)})`;
      if (draft.random.chance(0.5)) {
        exportAs(draft, place, "made", code, { [`bronze/${it}`]: ".raw", [`silver/${it}`]: ".clean" });
        return;
      }
      const [first, second] = [draft.name("raw"), draft.name("clean")];
      place.file.pieces.push(`export const { raw: ${first}, clean: ${second} } = ${code};`);
      draft.assets.push({ key: `bronze/${it}`, file: place.file, name: first, path: "" });
      draft.assets.push({ key: `silver/${it}`, file: place.file, name: second, path: "" });
    },
  },
  {
    name: "nested factory",
    weight: 2,
    write: (draft, place) => {
      const inner = provide(draft, place, "makeOne", (name, there) => {
        const value = `${declaring(draft, there)}({ key: ${keyFrom(draft, there, "layer", "name")}, deps, run: () => [] })`;
        return functionOf(
          draft,
          name,
          `layer${s(draft, there)}, name${s(draft, there)}, deps${s(draft, there, "any")} = []`,
          value,
        );
      });
      const it = newName(draft, ["silver", "gold"]);
      const outer = draft.name("makePair");
      place.file.pieces.push(
        `export function ${outer}(name${s(draft, place)}) {\n  const low = ${inner}("silver", name);\n  return { low, high: ${inner}("gold", name, { low }) };\n}`,
      );
      exportAs(draft, place, "made", `${outer}(${text(draft, place, it)})`, {
        [`silver/${it}`]: ".low",
        [`gold/${it}`]: ".high",
      });
    },
  },
  {
    name: "curried factory",
    write: (draft, place) => {
      const it = fresh(draft);
      const make = provide(draft, place, "layerOf", (name, there) => {
        const call = `${declaring(draft, there)}({ key: ${keyFrom(draft, there, "layer", "name")}, deps: [\`raw/\${name}\`], run: () => [] })`;
        const [a, b] = [`layer${s(draft, there)}`, `name${s(draft, there)}`];
        return draft.random.pick([
          `const ${name} = (${a}) => (${b}) => ${call};`,
          `function ${name}(${a}) {\n  return function (${b}) {\n    return ${call};\n  };\n}`,
          `function ${name}(${a}) {\n  const inner = (${b}) => ${call};\n  return inner;\n}`,
        ]);
      });
      const arg = text(draft, place, it.name);
      if (draft.random.chance(0.5)) {
        exportAs(draft, place, "made", `${make}(${text(draft, place, it.layer)})(${arg})`, { [it.key]: "" });
        return;
      }
      const bound = draft.name("inLayer");
      place.file.pieces.push(`const ${bound} = ${make}(${text(draft, place, it.layer)});`);
      exportAs(draft, place, "made", `${bound}(${arg})`, { [it.key]: "" });
    },
  },
  {
    name: "generic factory",
    write: (draft, place) => {
      const key = newKey(draft);
      const make = provide(draft, place, "make", (name, there) => {
        const generic = there.file.isTyped ? "<const K extends string>" : "";
        const parameter = `key${s(draft, there, "K")}`;
        const value = `${declaring(draft, there)}({ key, run: () => [] })`;
        return draft.random.chance(0.5)
          ? `function ${name}${generic}(${parameter}) {\n  return ${value};\n}`
          : `const ${name} = ${generic.replace(">", ",>")}(${parameter}) => ${value};`;
      });
      const argument = place.file.isTyped && draft.random.chance(0.3) ? `<${quote(key)}>` : "";
      exportAs(draft, place, "made", `${make}${argument}(${text(draft, place, key)})`, { [key]: "" });
    },
  },
  {
    name: "factories of an object",
    write: (draft, place) => {
      const key = newName(draft, ["bronze"]);
      const made = provide(draft, place, "factories", (name, there) => {
        const call = `${declaring(draft, there)}({ key: \`bronze/\${name}\`, run: () => [] })`;
        const n = `name${s(draft, there)}`;
        return draft.random.pick([
          `const ${name} = { bronze: (${n}) => ${call} };`,
          `const ${name} = {\n  bronze(${n}) {\n    return ${call};\n  },\n};`,
          `class ${name} {\n  static bronze(${n}) {\n    return ${call};\n  }\n}`,
        ]);
      });
      exportAs(draft, place, "made", `${made}.bronze(${text(draft, place, key)})`, { [`bronze/${key}`]: "" });
    },
  },
  {
    name: "factory in a loop",
    weight: 2,
    write: (draft, place) => {
      const layer = draft.random.pick(LAYERS);
      const names = newNames(draft, [layer]);
      const make = provide(draft, place, "make", (name, there) => {
        const value = `${declaring(draft, there)}({ key: ${keyFrom(draft, there, "layer", "name")}, deps: [\`raw/\${name}\`], run: () => [] })`;
        return functionOf(draft, name, `layer${s(draft, there)}, name${s(draft, there)}`, value);
      });
      const items = list(draft, place, names);
      const prefix = text(draft, place, layer);
      const paths = Object.fromEntries(names.map((name, index) => [`${layer}/${name}`, `[${index}]`]));
      exportAs(draft, place, "made", `${items}.map((name) => ${make}(${prefix}, name))`, paths);
    },
  },
  {
    name: "factory passed to map",
    write: (draft, place) => {
      const names = newNames(draft, ["bronze"]);
      const make = provide(draft, place, "make", (name, there) =>
        functionOf(
          draft,
          name,
          `name${s(draft, there)}`,
          `${declaring(draft, there)}({ key: \`bronze/\${name}\`, run: () => [] })`,
        ),
      );
      const paths = Object.fromEntries(names.map((name, index) => [`bronze/${name}`, `[${index}]`]));
      exportAs(draft, place, "made", `${list(draft, place, names)}.map(${make})`, paths);
    },
  },
  {
    name: "factory on a condition",
    write: (draft, place) => {
      const it = newName(draft, ["bronze", "silver"]);
      const make = provide(draft, place, "make", (name, there) => {
        const call = declaring(draft, there);
        return `function ${name}(name${s(draft, there)}, isClean = false) {\n  if (isClean) return ${call}({ key: \`silver/\${name}\`, run: () => [] });\n  return ${call}({ key: \`bronze/\${name}\`, run: () => [] });\n}`;
      });
      const isClean = draft.random.chance(0.5);
      const code = `${make}(${text(draft, place, it)}${isClean ? ", true" : ""})`;
      exportAs(draft, place, "made", code, { [`${isClean ? "silver" : "bronze"}/${it}`]: "" });
    },
  },
  {
    name: "recursive factory",
    write: (draft, place) => {
      const stem = draft.name("level");
      const make = provide(draft, place, "descend", (name, there) => {
        const call = `${declaring(draft, there)}({ key: \`bronze/${stem}_\${n}\`, deps: n > 0 ? [\`bronze/${stem}_\${n - 1}\`] : [], run: () => [] })`;
        return `function ${name}(n${s(draft, there, "number")})${s(draft, there, "void")} {\n  if (n < 0) return;\n  ${call};\n  ${name}(n - 1);\n}`;
      });
      place.file.pieces.push(`${make}(3);`);
    },
  },
];

const WRAPPERS: readonly DeclarationStyle[] = [
  {
    name: "wrapper",
    weight: 2,
    write: (draft, place) => {
      const wrap = provide(draft, place, "tracked", (name, there) => {
        const call = declaring(draft, there);
        const parameter = `options${s(draft, there, "any")}`;
        return draft.random.pick([
          functionOf(draft, name, parameter, `${call}(options)`),
          functionOf(draft, name, parameter, `${call}({ ...options, owners: ["team:data"] })`),
          functionOf(draft, name, parameter, `${call}({ group: "tracked", ...options })`),
          there.file.isTyped
            ? `const ${name}: typeof ${call} = (options) => ${call}({ ...options, kinds: ["tracked"] } as any);`
            : functionOf(draft, name, parameter, `${call}(options)`),
        ]);
      });
      const key = newKey(draft);
      exportAs(
        draft,
        place,
        "tracked",
        `${wrap}({ key: ${text(draft, place, key)}, deps: ${deps(draft, place)}, run: () => [] })`,
        { [key]: "" },
      );
    },
  },
  {
    name: "wrapper that prefixes",
    write: (draft, place) => {
      const it = newName(draft, ["bronze"]);
      const wrap = provide(draft, place, "bronze", (name, there) => {
        const call = declaring(draft, there);
        return functionOf(
          draft,
          name,
          `{ key, ...rest }${s(draft, there, "any")}`,
          `${call}({ ...rest, key: \`bronze/\${key}\`, layer: "bronze" })`,
        );
      });
      exportAs(draft, place, "wrapped", `${wrap}({ key: ${text(draft, place, it)}, run: () => [] })`, {
        [`bronze/${it}`]: "",
      });
    },
  },
  {
    name: "wrapper of deps",
    write: (draft, place) => {
      const key = newKey(draft);
      const wrap = provide(draft, place, "from", (name, there) => {
        const parameters = `key${s(draft, there)}, deps${s(draft, there, "any")}, run${s(draft, there, "any")} = () => []`;
        return functionOf(
          draft,
          name,
          parameters,
          `${declaring(draft, there)}({ key, deps: { ...deps, calendar: "raw/calendar" }, run })`,
        );
      });
      exportAs(
        draft,
        place,
        "wrapped",
        `${wrap}(${text(draft, place, key)}, { a: ${text(draft, place, someKey(draft))} })`,
        { [key]: "" },
      );
    },
  },
];

export const FACTORY_STYLES: readonly DeclarationStyle[] = [...FACTORIES, ...WRAPPERS];
