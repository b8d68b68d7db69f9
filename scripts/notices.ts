// The licences of the packages inside the bundles, gathered from what esbuild says it put in.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

export function writeNotices(file: string, metafiles: readonly Metafile[]): void {
  const folders = new Set(
    metafiles.flatMap((metafile) => Object.keys(metafile.inputs).flatMap(packageFolder)),
  );
  const sections = [...folders].sort().map(section);
  const title = "# Third-party notices\n\nStrataline's bundles contain parts of these packages.\n";
  writeFileSync(file, [title, ...sections].join("\n"));
}

/** `…/node_modules/@scope/name/lib/x.js` → `…/node_modules/@scope/name`; nothing for our own files. */
function packageFolder(input: string): string[] {
  const found = /^(?:[^:]*:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
  return found === undefined ? [] : [found];
}

function section(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;
  const texts = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|thirdpartynotice)/i.test(name))
    .map((name) => `\`\`\`\n${readFileSync(join(folder, name), "utf8").trim()}\n\`\`\`\n`);
  return `## ${manifest.name} ${manifest.version} (${manifest.license ?? "see below"})\n\n${texts.join("\n")}`;
}
