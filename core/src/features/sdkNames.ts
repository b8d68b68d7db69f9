// How a file calls the SDK's functions, read from its text alone: half-typed code has no facts yet.
import { SDK_PACKAGE } from "../syntax/vocabulary.ts";

const IMPORT = new RegExp(
  `\\bimport\\s+(?:\\{([^}]*)\\}|\\*\\s*as\\s+([\\w$]+))\\s*from\\s*["']${SDK_PACKAGE}["']`,
  "g",
);

/** The SDK's own name of a function for a callee as it is written: "asset" for `a` and for `s.asset`; null for any other. */
export function sdkNameOf(text: string, callee: string): string | null {
  for (const [, named, namespace] of text.matchAll(IMPORT)) {
    if (namespace !== undefined && callee.startsWith(`${namespace}.`))
      return callee.slice(namespace.length + 1);
    for (const specifier of named?.split(",") ?? []) {
      const [imported = "", local = imported] = specifier
        .trim()
        .replace(/^type\s+/, "")
        .split(/\s+as\s+/);
      if (imported === "") continue;
      if (callee === local) return imported;
      if (callee.startsWith(`${local}.`)) return imported + callee.slice(local.length);
    }
  }
  return null;
}
