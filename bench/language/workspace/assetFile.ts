// One file of assets: imports, constants, schemas, then the declarations, each in the style that the plan chose.
import { COLUMNS, HELPERS, writeBody, type Body, type Column } from "./body.ts";
import { specifierTo } from "./names.ts";
import type { DepStyle, WorkspaceOptions } from "./options.ts";
import { canImport, type Plan, type PlannedFile, type PlannedNode } from "./plan.ts";
import { writeQuery } from "./query.ts";
import { randomOf, type Random } from "./random.ts";
import { factoryOf, FILE_OF_LAYERS, FILES_OF_FACTORIES } from "./shared.ts";

export function writeAssetFile(plan: Plan, file: PlannedFile, options: WorkspaceOptions): string {
  return new AssetFile(plan, file, options).write();
}

class AssetFile {
  readonly #plan: Plan;
  readonly #file: PlannedFile;
  readonly #options: WorkspaceOptions;
  readonly #random: Random;
  /** Module → names. */
  readonly #imports = new Map<string, Set<string>>();
  readonly #schemas: string[] = [];
  #usesLayer = false;

  constructor(plan: Plan, file: PlannedFile, options: WorkspaceOptions) {
    this.#plan = plan;
    this.#file = file;
    this.#options = options;
    this.#random = randomOf(options.seed, file.path);
  }

  write(): string {
    const repeated = (style: string): readonly PlannedNode[] =>
      this.#file.nodes.filter((node) => node.style === style);
    const [listed, looped] = [repeated("list"), repeated("loop")];
    const declarations = this.#file.nodes.flatMap((node) => this.#declaration(node));
    if (listed.length > 0) declarations.push(this.#list(listed));
    if (looped.length > 0) declarations.push(this.#loop(looped));
    const head = [
      `// ${this.#file.layer}: ${this.#file.nodes.map(({ id }) => id).join(", ")}.`,
      ...this.#importLines(),
    ];
    const parts = [head.join("\n"), ...this.#schemas, ...declarations];
    if (this.#usesLayer) parts.splice(1, 0, `const LAYER = ${JSON.stringify(this.#file.layer)};`);
    return `${parts.join("\n\n")}\n`;
  }

  #import(module: string, name: string): string {
    const names = this.#imports.get(module);
    if (names === undefined) this.#imports.set(module, new Set([name]));
    else names.add(name);
    return name;
  }

  /** Some files name what is shared by its path, others by the alias of tsconfig.json; some with the ending, others without. */
  #importLines(): readonly string[] {
    const random = randomOf(this.#options.seed, `imports ${this.#file.path}`);
    const [byAlias, withEnding, byBarrel] = [random.chance(0.3), random.chance(0.5), random.chance(0.3)];
    const specifier = (module: string): string => {
      if (module === "strataline" || module === "zod") return module;
      const target = byBarrel && module.startsWith("keys/") ? "keys/index" : module;
      const isShared = !target.startsWith("assets/");
      const path = byAlias && isShared ? `@/${target}` : specifierTo(this.#file.path, target);
      return withEnding && !byAlias ? `${path}.ts` : path.replace(/\/index$/, "");
    };
    const bySpecifier = new Map<string, Set<string>>();
    for (const [module, names] of [...this.#imports].sort(([a], [b]) => importOrder(a, b))) {
      const written = specifier(module);
      bySpecifier.set(written, new Set([...(bySpecifier.get(written) ?? []), ...names]));
    }
    return [...bySpecifier].map(([from, names]) => {
      const line = `import { ${[...names].sort().join(", ")} } from "${from}";`;
      return line.length <= 110
        ? line
        : `import {\n${[...names]
            .sort()
            .map((name) => `  ${name},\n`)
            .join("")}} from "${from}";`;
    });
  }

  #declaration(node: PlannedNode): readonly string[] {
    if (node.style === "list" || node.style === "loop") return [];
    if (node.style === "factory") return [this.#factoryCall(node)];
    if (node.kind === "source") return [this.#source(node)];
    return [this.#asset(node)];
  }

  #source(node: PlannedNode): string {
    const format = this.#random.pick(["csv", "parquet", "ndjson"]);
    return [
      `export const ${node.name} = ${this.#import("strataline", "source")}({`,
      `  key: ${this.#key(node)},`,
      ...this.#described(node),
      `  file: "data/${node.id}.${format}",`,
      `});`,
    ].join("\n");
  }

  #asset(node: PlannedNode): string {
    const random = randomOf(this.#options.seed, `asset ${node.id}`);
    const isQuery = random.chance(this.#options.queryShare);
    const doc = random.chance(0.3) ? [`/** ${sentence(random, node)} */`] : [];
    return [
      ...doc,
      `export const ${node.name} = ${this.#import("strataline", "asset")}({`,
      `  key: ${this.#key(node)},`,
      ...this.#described(node),
      ...(isQuery ? this.#queryOptions(random, node) : this.#runOptions(random, node)),
      `});`,
    ].join("\n");
  }

  #queryOptions(random: Random, node: PlannedNode): readonly string[] {
    const refs = node.upstream.map((id) => this.#reference(random, node, id));
    if (refs.length > 0) this.#import("strataline", "ref");
    return [
      `  kinds: ["sql"],`,
      ...this.#checks(random, node),
      `  query: ${this.#import("strataline", "sql")}\``,
      ...indented(writeQuery(random, refs), 4),
      `  \`,`,
    ];
  }

  #runOptions(random: Random, node: PlannedNode): readonly string[] {
    const isOrder = random.chance(this.#options.orderShare);
    const names = isOrder ? [] : node.upstream.map((id) => this.#nameOf(id));
    const returns = random.chance(this.#options.schemaShare) ? this.#schema(random, node) : null;
    const body = writeBody(random, { inputs: names, lines: this.#options.bodyLines, returns });
    this.#importsOf(body);
    const parameters = `${names.length > 0 ? `{ ${names.join(", ")} }` : "_inputs"}${body.usesContext ? ", ctx" : ""}`;
    return [
      ...this.#deps(random, node, isOrder),
      ...(returns === null ? [] : [`  schema: ${node.name}Schema,`]),
      ...this.#checks(random, node),
      `  run: ${body.queries ? "async " : ""}(${parameters}) => {`,
      ...indented(body.lines, 4),
      `  },`,
    ];
  }

  #deps(random: Random, node: PlannedNode, isOrder: boolean): readonly string[] {
    if (node.upstream.length === 0) return [];
    const items = node.upstream.map((id) => {
      const reference = this.#reference(random, node, id);
      if (isOrder) return reference;
      const name = this.#nameOf(id);
      return name === reference ? name : `${name}: ${reference}`;
    });
    const [open, close] = isOrder ? ["[", "]"] : ["{ ", " }"];
    const line = `  deps: ${open}${items.join(", ")}${close},`;
    return line.length <= 110
      ? [line]
      : [`  deps: ${open.trim()}`, ...items.map((item) => `    ${item},`), `  ${close.trim()},`];
  }

  /** The expression by which a reader names what it reads. */
  #reference(random: Random, reader: PlannedNode, id: string): string {
    const target = this.#nodeOf(id);
    const { literalOnly, depStyles } = this.#options;
    const style = literalOnly.has(id) ? "key" : random.weighted<DepStyle>(depStyles);
    if (style === "value" && canImport(reader, target)) {
      const path = this.#plan.files[target.file]?.path.replace(/\.ts$/, "") ?? "";
      return target.file === reader.file ? target.name : this.#import(path, target.name);
    }
    if (style === "constant" && (target.style === "constants" || target.style === "enum"))
      return this.#keyConstant(target);
    if (style === "template") {
      this.#import(FILE_OF_LAYERS, "LAYERS");
      return `\`\${LAYERS.${target.layer}}/${target.id}\``;
    }
    return JSON.stringify(target.key);
  }

  #key(node: PlannedNode): string {
    switch (node.style) {
      case "template":
        this.#usesLayer = true;
        return `\`\${LAYER}/${node.id}\``;
      case "concatenation":
        this.#usesLayer = true;
        return `LAYER + ${JSON.stringify(`/${node.id}`)}`;
      case "array":
        return `[${JSON.stringify(node.layer)}, ${JSON.stringify(node.id)}]`;
      case "constants":
      case "enum":
        return this.#keyConstant(node);
      case "factory":
      case "list":
      case "literal":
      case "loop":
        return JSON.stringify(node.key);
    }
  }

  #keyConstant({ style, domain, name }: PlannedNode): string {
    const holder = style === "enum" ? domain.keyEnum : domain.keys;
    return `${this.#import(`keys/${domain.slug}`, holder)}.${name}`;
  }

  #described(node: PlannedNode): readonly string[] {
    const random = randomOf(this.#options.seed, `described ${node.id}`);
    if (!random.chance(this.#options.describedShare)) return [];
    const lines = [`  description: ${JSON.stringify(sentence(random, node))},`];
    if (random.chance(0.5)) lines.push(`  group: ${JSON.stringify(node.domain.slug)},`);
    if (random.chance(0.4))
      lines.push(`  owners: ["team:${random.pick(["sales", "finance", "growth", "platform"])}"],`);
    if (random.chance(0.2)) lines.push(`  tags: { tier: "${random.pick(["one", "two", "three"])}" },`);
    return lines;
  }

  #checks(random: Random, node: PlannedNode): readonly string[] {
    if (!random.chance(this.#options.checkShare)) return [];
    const check = this.#import("strataline", "check");
    const all = [
      `${check}.unique("id", { blocking: true })`,
      `${check}.notNull("id", "customer_id")`,
      `${check}.rowCount({ min: ${random.between(1, 500)} })`,
      `${check}.between("amount", { min: 0, max: ${random.between(1, 90) * 1000} })`,
      `${check}("amounts of ${node.id} are known", ({ rows }) => rows.every((row) => row.amount !== null))`,
    ];
    const chosen = random.shuffled(all).slice(0, random.between(1, 3));
    const line = `  checks: [${chosen.join(", ")}],`;
    return line.length <= 110 ? [line] : ["  checks: [", ...chosen.map((one) => `    ${one},`), "  ],"];
  }

  /** Writes a schema before the declarations; its columns. */
  #schema(random: Random, node: PlannedNode): readonly Column[] {
    const z = this.#import("zod", "z");
    const others = random.shuffled((Object.keys(COLUMNS) as Column[]).filter((column) => column !== "id"));
    const columns: Column[] = ["id", ...others.slice(0, random.between(2, 6))];
    const typeOf = (column: Column): string =>
      COLUMNS[column] === "number"
        ? `${z}.number()${random.pick(["", ".min(0)", ".finite()"])}`
        : `${z}.string()${random.pick(["", ".min(1)", ".max(200)"])}`;
    const lines = columns.map((column) => `  ${column}: ${typeOf(column)},`);
    this.#schemas.push(`const ${node.name}Schema = ${z}.object({\n${lines.join("\n")}\n});`);
    return columns;
  }

  #factoryCall(node: PlannedNode): string {
    const random = randomOf(this.#options.seed, `asset ${node.id}`);
    const factory = this.#import(`${FILES_OF_FACTORIES}/index`, factoryOf(node.layer));
    return [
      `export const ${node.name} = ${factory}({`,
      `  name: ${JSON.stringify(node.id)},`,
      `  reads: ${this.#reads(random, node)},`,
      ...(random.chance(0.3) ? [`  unique: "account_id",`] : []),
      `});`,
    ].join("\n");
  }

  /** An object of keys, for code that loops: no values in it. */
  #reads(random: Random, node: PlannedNode): string {
    const entries = node.upstream.map((id) => {
      const target = this.#nodeOf(id);
      const isConstant = target.style === "constants" || target.style === "enum";
      const usesConstant = isConstant && !this.#options.literalOnly.has(id) && random.chance(0.4);
      return `${this.#nameOf(id)}: ${usesConstant ? this.#keyConstant(target) : JSON.stringify(target.key)}`;
    });
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }

  #list(nodes: readonly PlannedNode[]): string {
    const random = randomOf(this.#options.seed, `list ${this.#file.path}`);
    return [
      `/** They differ in nothing but their names and what they read. */`,
      `const TABLES = [`,
      ...nodes.map((node) => `  { name: ${JSON.stringify(node.id)}, reads: ${this.#reads(random, node)} },`),
      `] as const;`,
      ``,
      `export const tables = TABLES.map(({ name, reads }) =>`,
      ...indented(this.#repeatedAsset(random, `\`${this.#file.layer}/\${name}\``, `reads as ${READS}`), 2),
      `);`,
    ].join("\n");
  }

  #loop(nodes: readonly PlannedNode[]): string {
    const random = randomOf(this.#options.seed, `loop ${this.#file.path}`);
    const entries = nodes.map((node) => `  ${JSON.stringify(node.id)}: ${this.#reads(random, node)},`);
    this.#usesLayer = true;
    return [
      `const READS: Readonly<Record<string, ${READS}>> = {`,
      ...entries,
      `};`,
      ``,
      `for (const [name, reads] of Object.entries(READS)) {`,
      ...indented(this.#repeatedAsset(random, "`${LAYER}/${name}`", "reads"), 2, ";"),
      `}`,
    ].join("\n");
  }

  #repeatedAsset(random: Random, key: string, deps: string): readonly string[] {
    const body = writeBody(random, { inputs: ["rows"], lines: this.#options.bodyLines, returns: null });
    this.#importsOf(body);
    return [
      `${this.#import("strataline", "asset")}({`,
      `  key: ${key},`,
      `  deps: ${deps},`,
      `  checks: [${this.#import("strataline", "check")}.rowCount({ min: 1 })],`,
      `  run: (inputs${body.usesContext ? ", ctx" : ""}) => {`,
      `    const rows = Object.values(inputs).flat() as Row[];`,
      ...indented(body.lines, 4),
      `  },`,
      `})`,
    ];
  }

  #importsOf(body: Body): void {
    this.#import("lib/rows", "type Row");
    for (const helper of body.helpers) this.#import(HELPERS[helper] ?? "lib/rows", helper);
    if (body.queries) this.#import("strataline", "sql");
  }

  /** What a run body calls the rows of an upstream. */
  #nameOf(id: string): string {
    return this.#nodeOf(id).name;
  }

  #nodeOf(id: string): PlannedNode {
    const node = this.#plan.nodes.get(id);
    if (node === undefined) throw new Error(`no node ${id}`);
    return node;
  }
}

/** The elements of a list read different tables: their union is no type that `deps` takes. */
const READS = "Readonly<Record<string, string>>";

/** Packages first. */
function importOrder(a: string, b: string): number {
  const rank = (module: string): number => (module === "strataline" ? 0 : module === "zod" ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function indented(lines: readonly string[], width: number, ending = ""): readonly string[] {
  return lines.map((line, index) => {
    const closed = index === lines.length - 1 ? line + ending : line;
    return closed === "" ? "" : " ".repeat(width) + closed;
  });
}

function sentence(random: Random, { id, layer }: PlannedNode): string {
  const words = id.replace(/[._]+/g, " ");
  return random.pick([
    `The ${words}, one row for each, as ${layer} has it.`,
    `What is known of ${words}. Late rows are taken in for three days.`,
    `${words.charAt(0).toUpperCase() + words.slice(1)}: cleaned, without duplicates.`,
    `Counts and sums of ${words}; amounts are in euros.`,
  ]);
}
