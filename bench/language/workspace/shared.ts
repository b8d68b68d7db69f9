// The files that all others lean on: configuration, libraries, keys, factories.
import type { Domain, Plan, PlannedNode } from "./plan.ts";
import { pascalCase, slugOf } from "./names.ts";

export const FILES_OF_FACTORIES = "lib/factories";
export const FILE_OF_LAYERS = "lib/layers";

export function writeShared(plan: Plan): ReadonlyMap<string, string> {
  const files = new Map<string, string>([
    [
      "package.json",
      `${JSON.stringify({ name: "bench-workspace", private: true, type: "module" }, null, 2)}\n`,
    ],
    ["tsconfig.json", TSCONFIG],
    ["strataline.config.ts", config(plan.layers)],
    [`${FILE_OF_LAYERS}.ts`, layersFile(plan)],
    ...Object.entries(LIBRARY),
  ]);
  for (const [path, text] of keyFiles(plan)) files.set(path, text);
  for (const [path, text] of factoryFiles(plan)) files.set(path, text);
  return files;
}

const TSCONFIG = `{
  // As \`strataline init\` would write it, with an alias for what many files share.
  "compilerOptions": {
    "target": "ES2024",
    "lib": ["ES2024"],
    "types": [],
    "module": "preserve",
    "moduleResolution": "bundler",
    "strict": true,
    "verbatimModuleSyntax": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true,
    "noEmit": true,
    "paths": { "@/*": ["./*"] },
  },
  "include": ["**/*.ts"],
}
`;

function config(layers: readonly string[]): string {
  return `import { defineConfig, layers } from "strataline";

export default defineConfig({
  layers: layers([${layers.map((layer) => JSON.stringify(layer)).join(", ")}]),
  assets: ["assets/**/*.ts"],
});
`;
}

function layersFile(plan: Plan): string {
  const names = [...new Set([...plan.nodes.values()].map(({ layer }) => layer))].sort();
  const entries = names.map((name) => `  ${name}: ${JSON.stringify(name)},`);
  return `// Names of layers, for keys that are put together.\nexport const LAYERS = {\n${entries.join("\n")}\n} as const;\n`;
}

function keyFiles(plan: Plan): ReadonlyMap<string, string> {
  const byDomain = new Map<Domain, PlannedNode[]>();
  for (const node of plan.nodes.values()) {
    if (node.style !== "constants" && node.style !== "enum") continue;
    const others = byDomain.get(node.domain);
    if (others === undefined) byDomain.set(node.domain, [node]);
    else others.push(node);
  }
  const files = new Map<string, string>();
  for (const [{ slug, keys, keyEnum }, nodes] of byDomain) {
    const write = (style: string, one: (node: PlannedNode) => string): readonly string[] =>
      nodes.filter((node) => node.style === style).map(one);
    const constants = write("constants", ({ name, key }) => `  ${name}: ${JSON.stringify(key)},`);
    const members = write("enum", ({ name, key }) => `  ${name} = ${JSON.stringify(key)},`);
    const parts = [`// Keys of ${slug}: written once, read everywhere.`];
    if (constants.length > 0) parts.push(`export const ${keys} = {\n${constants.join("\n")}\n} as const;`);
    if (members.length > 0) parts.push(`export enum ${keyEnum} {\n${members.join("\n")}\n}`);
    files.set(`keys/${slug}.ts`, `${parts.join("\n\n")}\n`);
  }
  const stars = [...byDomain.keys()].map(({ slug }) => `export * from "./${slug}.ts";`);
  if (stars.length > 0) files.set("keys/index.ts", `${stars.sort().join("\n")}\n`);
  return files;
}

/** The function that declares an asset of a layer. */
export function factoryOf(layer: string): string {
  return `${pascalCase(slugOf(layer)).replace(/^./, (letter) => letter.toLowerCase())}Table`;
}

function factoryFiles(plan: Plan): ReadonlyMap<string, string> {
  const layers = new Set<string>();
  for (const { style, layer } of plan.nodes.values()) if (style === "factory") layers.add(layer);
  const files = new Map<string, string>();
  if (layers.size === 0) return files;
  const names = [...layers].sort();
  files.set(`${FILES_OF_FACTORIES}/table.ts`, TABLE_FACTORY);
  for (const layer of names) files.set(`${FILES_OF_FACTORIES}/${slugOf(layer)}.ts`, layerFactory(layer));
  const stars = ["table", ...names.map(slugOf)].map((slug) => `export * from "./${slug}.ts";\n`);
  files.set(`${FILES_OF_FACTORIES}/index.ts`, stars.join(""));
  return files;
}

const TABLE_FACTORY = `// What every table of the warehouse has in common.
import { asset, check } from "strataline";
import { groupBy, text, type Row } from "../rows.ts";

export interface TableOptions {
  readonly name: string;
  readonly reads: Readonly<Record<string, string>>;
  readonly unique?: string;
  readonly description?: string;
}

/** Rows of everything that is read, the latest of each. The key is \`<prefix>/<name>\`. */
export function table(prefix: string, { name, reads, unique = "id", ...described }: TableOptions) {
  return asset({
    key: \`\${prefix}/\${name}\`,
    ...described,
    deps: reads,
    checks: [check.unique(unique, { blocking: true }), check.rowCount({ min: 1 })],
    run: (inputs, ctx) => {
      const everything = Object.values(inputs).flat() as Row[];
      const groups = groupBy(everything, (row) => text(row[unique]));
      const latest = [...groups.values()].map((group) =>
        group.reduce((best, row) => (text(row.updated_at) > text(best.updated_at) ? row : best)),
      );
      ctx.log(\`\${latest.length} of \${everything.length} rows\`);
      return latest;
    },
  });
}
`;

function layerFactory(layer: string): string {
  return `// Tables of ${layer}.
import { table, type TableOptions } from "./table.ts";

export const ${factoryOf(layer)} = (options: TableOptions) => table(${JSON.stringify(layer)}, options);
`;
}

const LIBRARY: Readonly<Record<string, string>> = {
  "lib/rows.ts": `// Rows of unknown columns, read with care.
import type { Row } from "strataline";

export type { Row };

export function text(value: unknown): string {
  return typeof value === "string" ? value : value == null ? "" : String(value);
}

export function number(value: unknown): number {
  const parsed = typeof value === "number" ? value : Number.parseFloat(text(value));
  return Number.isNaN(parsed) ? 0 : parsed;
}

/** The last row wins. */
export function indexBy(rows: readonly Row[], column: string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [text(row[column]), row]));
}

export function groupBy(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
`,
  "lib/dates.ts": `import { text, type Row } from "./rows.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export function since<T extends Row>(rows: readonly T[], column: string, day: string): T[] {
  return rows.filter((row) => text(row[column]).slice(0, 10) >= day);
}

export function dayOf(value: unknown): string {
  return text(value).slice(0, 10);
}

export function weekOf(value: unknown): number {
  const date = new Date(dayOf(value));
  const first = Date.UTC(date.getUTCFullYear(), 0, 1);
  return Math.floor((date.getTime() - first) / (7 * DAY_MS)) + 1;
}
`,
  "lib/money.ts": `import { number } from "./rows.ts";
import { RATES } from "./rates.ts";

export function round(value: number, digits = 0): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

export function toEuro(amount: unknown, currency: string): number {
  return round(number(amount) * (RATES[currency] ?? 1), 2);
}
`,
  "lib/rates.ts": `export const RATES: Readonly<Record<string, number>> = { EUR: 1, USD: 0.92, GBP: 1.17, CHF: 1.04, SEK: 0.088 };
`,
  "lib/text.ts": `export function normalizeEmail(email: string): string {
  const [name = "", host = ""] = email.trim().toLowerCase().split("@");
  return host === "" ? "" : \`\${name.replace(/\\+.*$/, "")}@\${host}\`;
}

export function slug(value: string): string {
  return value
    .normalize("NFD")
    .replace(/[^\\w]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
}
`,
  "lib/logging.ts": `export function logSlow(log: (...values: readonly unknown[]) => void, name: string, startedAt: number): void {
  const seconds = (Date.now() - startedAt) / 1000;
  if (seconds > 10) log(\`\${name} took \${seconds.toFixed(1)} s\`);
}
`,
};
