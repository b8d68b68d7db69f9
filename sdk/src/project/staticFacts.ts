// What the text of the project says that loaded definitions cannot: code versions and places. The same analysis as in the
// editor, so that both agree on what is stale.
import type { CodeParts } from "@strataline/core/staleness";
import { createDiskHost } from "./diskHost.ts";

export interface StaticFacts {
  /** Files outside of the project's folder that its code imports, relative to the root. */
  readonly otherFiles: readonly string[];
  /** "" for what is not declared statically. */
  codeVersion(key: string): string;
  /** Its parts, to name what has changed; undefined for what is not declared statically. */
  codeParts(key: string): CodeParts | undefined;
  /** Where an asset is declared. Zero-based. */
  place(
    key: string,
  ): { readonly file: string; readonly line: number; readonly character: number } | undefined;
}

/** Never rejects: a project whose text cannot be read has no static facts. */
export async function readStaticFacts(root: string): Promise<StaticFacts> {
  try {
    return await analyse(root);
  } catch {
    return { otherFiles: [], codeVersion: () => "", codeParts: () => undefined, place: () => undefined };
  }
}

/** Imported when it is needed: it brings a parser. */
async function analyse(root: string): Promise<StaticFacts> {
  const { createProject } = await import("@strataline/core");
  const host = createDiskHost(root);
  const outside = new Set<string>();
  const readFile = (path: string): string | undefined => {
    if (path.startsWith("../")) outside.add(path);
    return host.readFile(path);
  };
  const snapshot = createProject({ host: { ...host, readFile } }).snapshot();
  return {
    get otherFiles() {
      return [...outside];
    },
    codeVersion: (key) => snapshot.codeVersion(key),
    codeParts: (key) => (snapshot.codeVersion(key) === "" ? undefined : snapshot.codeParts(key)),
    place: (key) => {
      const name = snapshot.locate(key)?.name;
      return name === undefined
        ? undefined
        : { file: name.path, ...snapshot.lines(name.path).position(name.span.start) };
    },
  };
}
