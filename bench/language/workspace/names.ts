// Names for code: of exports, domains and parameters. Ids of graphs are names of tables, which are no identifiers.

/** Taken in every generated file: keywords that could be tables, imports, and what bodies call their own. */
const TAKEN = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for function if " +
    "import in instanceof new null return super switch this throw true try typeof var void while with yield let static " +
    "implements interface package private protected public await async of type undefined arguments eval " +
    "asset source check ref sql z ctx inputs rows Row LAYER LAYERS name reads JSON Map Set Object String Number Array Math Date"
  ).split(" "),
);

/** Suffix of what bodies declare, so that no parameter is called like a local. */
const LOCAL = /Rows$|Of$|By[A-Z]\w*$/;

export function createNames(): (id: string) => string {
  const used = new Map<string, number>();
  return (id) => {
    let name = id.replace(/[^A-Za-z0-9_]+/g, "_");
    if (/^\d/.test(name)) name = `t${name}`;
    if (TAKEN.has(name) || LOCAL.test(name)) name = `${name}_table`;
    const count = (used.get(name.toLowerCase()) ?? 0) + 1;
    used.set(name.toLowerCase(), count);
    return count === 1 ? name : `${name}_${count}`;
  };
}

/** `models/staging` → `models_staging`: for folders and files. */
export function slugOf(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "") || "main";
}

/** `snowplow_usage` → `SnowplowUsage`. */
export function pascalCase(slug: string): string {
  const joined = slug
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return /^\d/.test(joined) ? `D${joined}` : joined;
}

/** From one file of the project to another, as an import says it. */
export function specifierTo(from: string, to: string): string {
  const away = from.split("/").slice(0, -1);
  const there = to.split("/");
  while (away.length > 0 && away[0] === there[0]) {
    away.shift();
    there.shift();
  }
  return `${away.length === 0 ? "./" : "../".repeat(away.length)}${there.join("/")}`;
}
