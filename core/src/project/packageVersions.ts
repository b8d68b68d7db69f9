// Versions of imported packages: what is installed, else what package.json asks for.
import { ancestors, directoryOf, joinPath } from "./paths.ts";

export function createPackageVersions(
  read: (path: string) => string | undefined,
): (from: string, name: string) => string {
  const manifests = new Map<string, Manifest | undefined>();
  const manifest = (path: string): Manifest | undefined => {
    if (!manifests.has(path)) manifests.set(path, parseManifest(read(path)));
    return manifests.get(path);
  };
  return (from, name) => {
    // The runtime's own modules change with Node, not with the code.
    if (name.startsWith("node:")) return "";
    const directories = ancestors(directoryOf(from));
    for (const directory of directories) {
      const installed = manifest(joinPath(directory, `node_modules/${name}/package.json`))?.version;
      if (installed !== undefined) return installed;
    }
    for (const directory of directories) {
      const asked = manifest(joinPath(directory, "package.json"))?.dependencies.get(name);
      if (asked !== undefined) return asked;
    }
    return "";
  };
}

interface Manifest {
  readonly version: string | undefined;
  readonly dependencies: ReadonlyMap<string, string>;
}

function parseManifest(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { version, dependencies, devDependencies, peerDependencies } = asRecord(json);
  return {
    version: typeof version === "string" ? version : undefined,
    dependencies: new Map(
      [peerDependencies, devDependencies, dependencies]
        .flatMap((group) => Object.entries(asRecord(group)))
        .filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
