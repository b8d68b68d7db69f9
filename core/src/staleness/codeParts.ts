// What of an asset's code has changed, by name: its code version is one hash of many declarations, and these are kept apart here.

/** A hash for each part of an asset's code. Labels: see `OWN_CODE`, `declarationLabel`, `fileLabel`, `packageLabel`. */
export type CodeParts = Readonly<Record<string, string>>;

/** The asset's declaration itself. */
export const OWN_CODE = "";

export function declarationLabel(path: string, name: string): string {
  return `${path}#${name}`;
}

/** A data file that is imported as a whole. */
export function fileLabel(path: string): string {
  return `${path}#`;
}

/** Its hash is its version. */
export function packageLabel(name: string): string {
  return `npm:${name}`;
}

/** What is different, each in words ("helper parseDate in lib/dates.ts changed"), sorted; empty when no part tells. */
export function codeChanges(before: CodeParts, now: CodeParts): readonly string[] {
  const labels = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  const changed = labels.filter((label) => label in before && label in now && before[label] !== now[label]);
  // What is new or gone is so because something that uses it has changed; alone it says what happened.
  const told = changed.length > 0 ? changed : labels.filter((label) => !(label in before && label in now));
  return told.map((label) => describe(label, before[label], now[label]));
}

function describe(label: string, before: string | undefined, now: string | undefined): string {
  if (label === OWN_CODE) return "its own code changed";
  if (label.startsWith("npm:")) {
    const name = label.slice("npm:".length);
    if (before === undefined) return `package ${name} ${now ?? ""} is new`;
    return now === undefined ? `package ${name} is gone` : `package ${name} is now ${now}, was ${before}`;
  }
  const at = label.lastIndexOf("#");
  const [path, name] = [label.slice(0, at), label.slice(at + 1)];
  const what = before === undefined ? "is new" : now === undefined ? "is gone" : "changed";
  return name === "" ? `file ${path} ${what}` : `helper ${name} in ${path} ${what}`;
}
