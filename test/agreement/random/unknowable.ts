// Declarations with a part that only running can tell. Analysis may know less than the runtime here, never something else.
import { provide, specifier } from "./bindings.ts";
import { exportAs, type DeclarationStyle } from "./declarations.ts";
import { deeper, type Draft, type Place } from "./draft.ts";
import { list } from "./lists.ts";
import { declaring, newKey, newName, newNames, options, someKey } from "./options.ts";
import { text } from "./texts.ts";

/** What the variables of the environment are when a project is loaded. */
export const ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  STAGE: "staging",
  DEBUG: undefined,
  ONE: "1",
};

interface UnknownText {
  readonly name: string;
  readonly write: (draft: Draft, place: Place) => string;
}

/** An expression that is a text when it runs, and nothing before. */
function unknownText(draft: Draft, place: Place): string {
  return draft.choose(UNKNOWN_TEXTS).write(draft, place);
}

/** Declares `name` by statements. */
function stated(stem: string, code: (name: string) => string): UnknownText["write"] {
  return (draft, { file }) => {
    const name = draft.name(stem);
    file.pieces.push(code(name));
    return name;
  };
}

const UNKNOWN_TEXTS: readonly UnknownText[] = [
  { name: "environment", write: () => "process.env.STAGE" },
  {
    name: "environment with a default",
    write: (draft, place) => `(process.env.DEBUG ?? ${text(draft, deeper(place), "usual")})`,
  },
  {
    name: "part of the environment",
    write: (draft) =>
      draft.random.pick([
        `\`at_\${process.env.STAGE}\``,
        `["a", process.env.STAGE].join("-")`,
        `(process.env.STAGE === "prod" ? "live" : "test")`,
      ]),
  },
  {
    name: "clock",
    write: (draft) =>
      draft.random.pick([
        `(Date.now() > 0 ? "later" : "before")`,
        `new Date(0).toISOString().slice(0, 4)`,
        `String(Math.floor(Math.random()) + 7)`,
      ]),
  },
  { name: "await", write: () => `(await Promise.resolve("awaited"))` },
  { name: "parsed", write: () => `JSON.parse('{"name":"parsed"}').name` },
  {
    name: "function of a package",
    write: (draft, place) => {
      draft.otherFiles.set(
        "node_modules/stage/package.json",
        `{"name":"stage","version":"1.0.0","type":"module","main":"index.js"}`,
      );
      draft.otherFiles.set(
        "node_modules/stage/index.js",
        `export function stage(options) {\n  return process.env[options?.of ?? "STAGE"];\n}\n`,
      );
      draft.addImport(place.file, `import { stage } from "stage";`);
      return "stage()";
    },
  },
  {
    name: "variable that changes",
    write: stated("stage", (name) => `let ${name} = "first";\nif (process.env.STAGE) ${name} = "second";`),
  },
  {
    name: "variable changed by a function",
    write: stated(
      "stage",
      (name) => `let ${name} = "first";\nfunction set_${name}() {\n  ${name} = "second";\n}\nset_${name}();`,
    ),
  },
  {
    name: "object that is assigned to",
    write: stated(
      "stage",
      (name) =>
        `const of_${name} = { it: "first" };\nObject.assign(of_${name}, { it: process.env.STAGE });\nconst ${name} = of_${name}.it;`,
    ),
  },
  {
    name: "array changed under another name",
    write: stated(
      "stage",
      (name) =>
        `const of_${name} = ["first"];\n[of_${name}].forEach((list) => list.unshift(process.env.STAGE ?? "none"));\nconst ${name} = of_${name}[0];`,
    ),
  },
  {
    name: "object changed by a function",
    write: (draft, place) => {
      const name = provide(draft, place, "changed", (name) => {
        return `const ${name} = { it: "first" };\n((object) => {\n  object.it = process.env.STAGE ?? "none";\n})(${name});`;
      });
      return `${name}.it`;
    },
  },
  {
    name: "object changed by another file",
    write: (draft, place) => {
      const lib = draft.libs.find(({ rank }) => rank < place.file.rank);
      if (!lib) return "process.env.STAGE";
      const [name, set] = [draft.name("state"), draft.name("change")];
      lib.pieces.push(`export const ${name} = { it: "first" };`);
      draft.addImport(place.file, `import { ${name} } from ${specifier(draft, place.file, lib)};`);
      place.file.pieces.push(`const ${set} = ${name};\n${set}.it = process.env.STAGE ?? "none";`);
      return `${name}.it`;
    },
  },
];

export const UNKNOWABLE_STYLES: readonly DeclarationStyle[] = [
  {
    name: "unknown key",
    write: (draft, place) => {
      const start = newKey(draft);
      const call = declaring(draft, place);
      place.file.pieces.push(
        `export const ${draft.name("asset")} = ${call}({ ${options(draft, place, `\`${start}_\${${unknownText(draft, place)}}\``)} });`,
      );
    },
  },
  {
    name: "unknown dep",
    write: (draft, place) => {
      const key = newKey(draft);
      const unknown = `\`bronze/\${${unknownText(draft, place)}}\``;
      const known = text(draft, deeper(place), someKey(draft));
      const deps = draft.random.pick([
        `[${known}, ${unknown}]`,
        `{ a: ${known}, b: ${unknown} }`,
        `{ a: ${known}, ...(process.env.STAGE ? { b: ${known}, a: "bronze/other" } : {}) }`,
        `[${known}, ...(process.env.DEBUG ? [] : ["bronze/extra"])]`,
        `process.env.STAGE ? [${known}] : { a: ${known} }`,
        `{ a: ${known}, [process.env.STAGE ?? "a"]: "bronze/computed" }`,
      ]);
      const code = `${declaring(draft, place)}({ key: ${text(draft, place, key)}, deps: ${deps}, run: () => [] })`;
      exportAs(draft, place, "asset", code, { [key]: "" });
    },
  },
  {
    name: "unknown options",
    write: (draft, place) => {
      const key = newKey(draft);
      const name = draft.name("settings");
      place.file.pieces.push(
        draft.random.pick([
          `const ${name} = JSON.parse('{"group":"parsed","deps":["bronze/parsed"],"description":"from JSON"}');`,
          `const ${name} = process.env.STAGE ? { deps: ["bronze/staging"], group: "staged" } : {};`,
          `const ${name} = await Promise.resolve({ key: "silver/${name}", group: "awaited" });`,
        ]),
      );
      const own = `key: ${text(draft, place, key)}, deps: ["bronze/own"], group: "own", run: () => []`;
      place.file.pieces.push(
        `${declaring(draft, place)}({ ${draft.random.pick([`...${name}, ${own}`, `${own}, ...${name}`, `key: ${text(draft, place, key)}, run: () => [], ...${name}`])} });`,
      );
    },
  },
  {
    name: "unknown description",
    write: (draft, place) => {
      const key = newKey(draft);
      const unknown = unknownText(draft, place);
      const option = draft.random.pick([
        `description: ${unknown}`,
        `group: ${unknown}`,
        `owners: ["team:a", ${unknown}]`,
        `tags: { stage: ${unknown}, fixed: "yes" }`,
        `kinds: [${unknown}]`,
      ]);
      place.file.pieces.push(
        `${declaring(draft, place)}({ key: ${text(draft, place, key)}, ${option}, run: () => [] });`,
      );
    },
  },
  {
    name: "unknown layer",
    write: (draft, place) => {
      const key = text(draft, place, newKey(draft));
      const options = draft.random.pick([
        `key: ${key}, layer: process.env.DEBUG ? "bronze" : "gold"`,
        `key: ${key}, layer: ${unknownText(draft, place)}`,
        `...JSON.parse('{"layer":"gold"}'), key: ${key}`,
      ]);
      place.file.pieces.push(`${declaring(draft, place)}({ ${options}, run: () => [] });`);
    },
  },
  {
    name: "unknown condition",
    write: (draft, place) => {
      const [a, b] = [newKey(draft), newKey(draft)];
      const call = (key: string): string =>
        `${declaring(draft, place)}({ ${options(draft, place, text(draft, place, key))} })`;
      const [first, second] = [call(a), call(b)];
      place.file.pieces.push(
        draft.random.pick([
          `if (process.env.STAGE === "staging") {\n  ${first};\n} else {\n  ${second};\n}`,
          `process.env.DEBUG && ${first};`,
          `process.env.DEBUG ?? ${first};`,
          `export const ${draft.name("asset")} = process.env.DEBUG ? ${first} : ${second};`,
          `try {\n  ${first};\n} catch {\n  ${second};\n}`,
          `switch (process.env.STAGE) {\n  case "staging":\n    ${first};\n    break;\n  default:\n    ${second};\n}`,
          `if (process.env.DEBUG) throw new Error("no");\n${first};`,
        ]),
      );
    },
  },
  {
    name: "unknown loop",
    write: (draft, place) => {
      const stem = newKey(draft);
      const call = `${declaring(draft, place)}({ key: \`${stem}_\${name}\`, deps: ["bronze/looped"], run: () => [] })`;
      place.file.pieces.push(
        draft.random.pick([
          `for (const name of (process.env.STAGE ?? "").split("")) {\n  ${call};\n}`,
          `Object.keys(process.env).filter((name) => name === "STAGE").forEach((name) => {\n  ${call};\n});`,
          `for (let name = 0; name < Number(process.env.ONE); name++) ${call};`,
          `for (const name of ["a", "b"]) {\n  if (name === process.env.DEBUG) continue;\n  ${call};\n}`,
          `for (const name of ["a", "b", process.env.STAGE]) ${call};`,
          `for (const name of ["a", "b"]) {\n  ${call};\n  if (process.env.STAGE) break;\n}`,
        ]),
      );
    },
  },
  {
    name: "unknown factory argument",
    write: (draft, place) => {
      const names = newNames(draft, ["silver"], 2);
      const make = provide(draft, place, "make", (name, there) => {
        const call = declaring(draft, there);
        return `function ${name}(name${draft.type(there, "string")}, from${draft.type(there, "any")}) {\n  return ${call}({ key: \`silver/\${name}\`, deps: { from }, run: () => [] });\n}`;
      });
      const unknown = unknownText(draft, place);
      const [first = "", second = ""] = names;
      place.file.pieces.push(
        `export const ${draft.name("made")} = ${make}(${text(draft, place, first)}, ${unknown});`,
      );
      place.file.pieces.push(
        `export const ${draft.name("made")} = ${make}(\`${second}_\${${unknown}}\`, ${text(draft, place, someKey(draft))});`,
      );
    },
  },
  {
    name: "dep on an unknown asset",
    write: (draft, place) => {
      const key = newKey(draft);
      const base = draft.name("base");
      const call = declaring(draft, place);
      place.file.pieces.push(
        `const ${base} = ${call}({ key: \`bronze/\${${unknownText(draft, place)}}_${base}\`, run: () => [] });`,
      );
      const deps = draft.random.pick([
        `{ base: ${base} }`,
        `[${base}]`,
        `[${base}.key]`,
        `{ a: "bronze/known", base: ${base}.key }`,
      ]);
      place.file.pieces.push(`${call}({ key: ${text(draft, place, key)}, deps: ${deps}, run: () => [] });`);
    },
  },
  {
    name: "list that changes",
    write: (draft, place) =>
      changedList(draft, place, (items) =>
        draft.random.pick([
          `if (process.env.STAGE) ${items}.push("more");`,
          `${items}.sort(() => Math.random() - 0.5).pop();`,
          `${items}.length = Number(process.env.ONE);`,
        ]),
      ),
  },
  {
    name: "list changed by a function",
    write: (draft, place) =>
      changedList(
        draft,
        place,
        (items) =>
          `function add_${items}(list${draft.type(place, "unknown[]")}) {\n  list.push(process.env.STAGE);\n}\nadd_${items}(${items});`,
      ),
  },
];

/** A loop over a list that is not what its declaration says. */
function changedList(draft: Draft, place: Place, change: (items: string) => string): void {
  const name = newName(draft, ["silver"]);
  const items = draft.name("items");
  const type = draft.type(place, "any[]");
  const call = `${declaring(draft, place)}({ key: \`silver/\${item}_${name}\`, run: () => [] })`;
  place.file.pieces.push(
    `const ${items}${type} = ${list(draft, { ...place, depth: 0 }, ["a", "b"])};\n${change(items)}`,
    `for (const item of ${items}) ${call};`,
  );
}
