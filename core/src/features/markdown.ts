// Markdown that says what is meant, whatever the text is.
import { shortKey } from "../keys/index.ts";

/** Names that are listed before the rest is counted. */
const LISTED = 8;

/** `render` makes text of those that are listed. */
export function bounded(names: readonly string[], render = (name: string): string => name): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).map(render).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** As code, whatever the text is. */
export function code(text: string): string {
  const plain = text.replace(/\s+/g, " ");
  return plain.includes("`") ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}

export function keyCode(key: string): string {
  return code(shortKey(key));
}

/** Of code in several lines. */
export function codeBlock(text: string): string {
  const fence = text.includes("```") ? "````" : "```";
  return `${fence}ts\n${text}\n${fence}`;
}

export function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").slice(0, 300);
}

/** An image in a description would be fetched from the network. */
export function withoutImages(markdown: string): string {
  return markdown.replaceAll("![", "!\\[");
}
