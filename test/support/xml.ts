// A strict look at XML: every tag closed in order, every attribute quoted once, every entity known. Throws at the first thing wrong.

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const TOKEN = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

export function tagsOf(xml: string): readonly Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  let end = 0;
  for (const found of xml.matchAll(TOKEN)) {
    end = found.index + found[0].length;
    const [, closing, name, written = "", empty, text] = found;
    if (text !== undefined) decode(text);
    else if (name === undefined) continue;
    else if (closing === "/") {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing at ${found.index}`);
    } else {
      tags.push({ name, attributes: attributesOf(written) });
      if (empty !== "/") open.push(name);
    }
  }
  if (end !== xml.length) throw new Error(`not XML: ${xml.slice(end, end + 60)}`);
  if (open.length > 0) throw new Error(`never closed: ${open.join(", ")}`);
  return tags;
}

function attributesOf(written: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of written.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`${name} is there twice`);
    attributes[name] = decode(value);
  }
  return attributes;
}

function decode(text: string): string {
  return text.replaceAll(/&[^;]*;?/g, (entity) => {
    const character = ENTITIES[entity];
    if (character === undefined) throw new Error(`no entity ${entity}`);
    return character;
  });
}
