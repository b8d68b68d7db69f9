// Text that becomes XML or HTML: names come from user code, so nothing is written unescaped.

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const NOT_XML =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** For contents and attribute values. Characters that XML cannot hold (controls, halves of a pair) become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(NOT_XML, "\u{fffd}")
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<name …>contents</name>`; `contents` is markup already. Attributes that are undefined are left out. */
export function tag(name: string, attributes: Attributes, contents = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : escapeXml(String(value))}"`)
    .join("");
  return contents === "" ? `<${name}${written}/>` : `<${name}${written}>${contents}</${name}>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
