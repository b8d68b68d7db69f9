// A random project from a seed: a few libraries, a few files of assets, in a random part of the styles.
import { Random } from "../../support/random.ts";
import { DECLARATION_STYLES } from "./declarations.ts";
import { Draft, type Place, type ProjectText } from "./draft.ts";
import { FACTORY_STYLES } from "./factories.ts";
import { ALWAYS, STYLES, UNKNOWABLE } from "./styles.ts";
import { UNKNOWABLE_STYLES } from "./unknowable.ts";

export interface GeneratedProject {
  readonly files: ProjectText;
  /** Styles that were really used. */
  readonly styles: ReadonlySet<string>;
}

export interface GenerateOptions {
  /** Styles that may be used; by default a random part of all. */
  readonly styles?: readonly string[];
  /** Mix in what only running can tell. */
  readonly unknowable?: boolean;
}

export const CONFIG_PATH = "strataline.config.ts";

export function generateProject(seed: string, options: GenerateOptions = {}): GeneratedProject {
  const random = new Random(seed);
  // A random part of the styles makes projects differ more than all of them at once.
  const share = random.pick([0.1, 0.3, 0.6, 1]);
  const all = options.unknowable === true ? UNKNOWABLE : STYLES;
  const chosen = options.styles ?? all.filter(() => random.chance(share));
  const draft = new Draft(random, new Set([...ALWAYS, ...chosen]));
  draft.otherFiles.set(
    CONFIG_PATH,
    `import { defineConfig, medallion } from "strataline";\nexport default defineConfig({ layers: medallion(), assets: ["assets/**/*"] });\n`,
  );
  draft.otherFiles.set(
    "package.json",
    JSON.stringify({ type: "module", workspaces: ["packages/*"], imports: { "#lib/*": "./lib/*" } }),
  );
  draft.otherFiles.set("tsconfig.json", tsconfig(draft));
  addFiles(draft);
  const styles = [...DECLARATION_STYLES, ...FACTORY_STYLES];
  for (const file of draft.assetFiles) {
    const count = random.between(1, 4);
    for (let i = 0; i < count; i++) {
      const place: Place = { file, depth: random.between(1, 3) };
      if (options.unknowable === true && random.chance(0.4))
        draft.choose(UNKNOWABLE_STYLES).write(draft, place);
      else draft.choose(styles).write(draft, place);
    }
  }
  return { files: draft.finish(), styles: draft.used };
}

function addFiles(draft: Draft): void {
  const { random } = draft;
  const libs = ["lib/keys.ts", "lib/shared/names.ts", "lib/index.ts", "lib/more.ts"];
  for (const path of random.some(libs, random.between(1, 4))) draft.addFile(kindOf(draft, path), "lib");
  const assets = ["assets/bronze.ts", "assets/silver/orders.ts", "assets/silver/users.ts", "assets/gold.ts"];
  for (const path of random.some(assets, random.between(1, 3))) draft.addFile(kindOf(draft, path), "assets");
}

/** Another kind of file, sometimes. */
function kindOf(draft: Draft, path: string): string {
  if (path.endsWith("index.ts") || !draft.may("file kinds") || !draft.random.chance(0.4)) return path;
  draft.note("file kinds");
  const endings = path.startsWith("assets/")
    ? [".mts", ".cts", ".tsx", ".js", ".mjs"]
    : [".mts", ".tsx", ".js", ".mjs"];
  return path.replace(/\.ts$/, draft.random.pick(endings));
}

function tsconfig(draft: Draft): string {
  const compilerOptions = { baseUrl: ".", paths: { "@lib/*": ["./lib/*"] } };
  if (!draft.may("tsconfig extends")) return JSON.stringify({ compilerOptions });
  draft.note("tsconfig extends");
  draft.otherFiles.set(
    "tsconfig.base.json",
    `{\n  // Shared.\n  "compilerOptions": ${JSON.stringify(compilerOptions)},\n}\n`,
  );
  return JSON.stringify({ extends: "./tsconfig.base.json", compilerOptions: { strict: true } });
}

/** Files that the config's pattern chooses, in the order in which they are loaded. */
export function assetPaths(files: ProjectText): readonly string[] {
  return [...files.keys()].filter((path) => path.startsWith("assets/")).sort();
}
