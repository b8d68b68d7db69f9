// `run` bodies as people write them: steps over rows with closures, template literals, regular expressions, comments, nested
// functions and try/catch. They are never run; they compile, and they read like work.
import type { Random } from "./random.ts";

/** Column → how it is typed. What the steps assume of every table. */
export const COLUMNS = {
  id: "text",
  customer_id: "text",
  account_id: "text",
  country: "text",
  channel: "text",
  currency: "text",
  status: "text",
  email: "text",
  created_at: "text",
  updated_at: "text",
  payload: "text",
  amount: "number",
  quantity: "number",
  price: "number",
  discount: "number",
  score: "number",
} as const;

export type Column = keyof typeof COLUMNS;

const TEXTS = (Object.keys(COLUMNS) as Column[]).filter((column) => COLUMNS[column] === "text");
const NUMBERS = (Object.keys(COLUMNS) as Column[]).filter((column) => COLUMNS[column] === "number");

/** Of `lib/`: what bodies call. */
export const HELPERS: Readonly<Record<string, string>> = {
  text: "lib/rows",
  number: "lib/rows",
  indexBy: "lib/rows",
  groupBy: "lib/rows",
  since: "lib/dates",
  dayOf: "lib/dates",
  weekOf: "lib/dates",
  toEuro: "lib/money",
  round: "lib/money",
  normalizeEmail: "lib/text",
  slug: "lib/text",
  logSlow: "lib/logging",
};

export interface Body {
  /** Lines without the indent of where they stand. */
  readonly lines: readonly string[];
  readonly helpers: ReadonlySet<string>;
  /** Uses `ctx`. */
  readonly usesContext: boolean;
  /** Uses `await` and `sql`. */
  readonly queries: boolean;
}

export interface BodyOptions {
  /** Names that hold rows. Empty: the body asks for its rows by SQL. */
  readonly inputs: readonly string[];
  readonly lines: { readonly min: number; readonly max: number };
  /** The columns of what is returned, when a schema says so. */
  readonly returns: readonly Column[] | null;
}

interface Writer {
  readonly random: Random;
  readonly inputs: readonly string[];
  readonly lines: string[];
  readonly helpers: Set<string>;
  /** The rows at this point. */
  rows: string;
  usesContext: boolean;
  call(helper: string): string;
  /** A name that the body has not declared yet. */
  fresh(name: string): string;
}

type Step = (writer: Writer) => void;

export function writeBody(random: Random, { inputs, lines: wanted, returns }: BodyOptions): Body {
  const helpers = new Set<string>();
  const names = new Map<string, number>();
  const writer: Writer = {
    random,
    inputs,
    helpers,
    lines: [],
    rows: "",
    usesContext: false,
    call: (helper) => {
      helpers.add(helper);
      return helper;
    },
    fresh: (name) => {
      const count = (names.get(name) ?? 0) + 1;
      names.set(name, count);
      return count === 1 ? name : name.replace(/(Rows|Of|By[A-Z]\w*)$/, `${count}$1`);
    },
  };
  begin(writer);
  // Short ones are more common than long ones.
  const draw = (): number => random.between(wanted.min, wanted.max);
  const target = Math.min(draw(), draw(), draw());
  let steps: Step[] = [];
  while (writer.lines.length < target - 6) {
    if (steps.length === 0) steps = random.shuffled(STEPS);
    steps.pop()?.(writer);
  }
  end(writer, returns);
  return {
    lines: writer.lines,
    helpers,
    usesContext: writer.usesContext || inputs.length === 0,
    queries: inputs.length === 0,
  };
}

function begin(writer: Writer): void {
  const [first] = writer.inputs;
  writer.rows = writer.fresh("allRows");
  if (first !== undefined) writer.lines.push(`const ${writer.rows}: readonly Row[] = ${first};`);
  else {
    writer.lines.push(
      `const ${writer.rows}: readonly Row[] = await ctx.query(`,
      `  sql\`select * from read_csv('exports/*.csv') where ${writer.random.pick(TEXTS)} is not null\`,`,
      `);`,
    );
  }
}

function end(writer: Writer, returns: readonly Column[] | null): void {
  if (returns === null) {
    if (writer.random.chance(0.5)) {
      writer.lines.push(`return ${writer.rows};`);
      return;
    }
    const [a, b] = [writer.random.pick(TEXTS), writer.random.pick(NUMBERS)];
    writer.lines.push(
      `return ${writer.rows}.map((row) => ({`,
      ...[...new Set(["id", a, b])].map((column) => `  ${fieldOf(writer, column as Column)},`),
      `}));`,
    );
    return;
  }
  writer.lines.push(`return ${writer.rows}.map((row) => ({`);
  for (const column of returns) writer.lines.push(`  ${fieldOf(writer, column)},`);
  writer.lines.push(`}));`);
}

function fieldOf(writer: Writer, column: Column): string {
  return `${column}: ${writer.call(COLUMNS[column])}(row.${column})`;
}

/** Writes `const <name> = …` over the rows so far, which then are the rows. */
function advance(writer: Writer, name: string, make: (rows: string) => readonly string[]): void {
  const rows = writer.rows;
  const next = writer.fresh(name);
  const [first = "", ...rest] = make(rows);
  writer.lines.push(`const ${next} = ${first}`, ...rest);
  writer.rows = next;
}

const STEPS: readonly Step[] = [
  (writer) => {
    const column = writer.random.pick(TEXTS);
    const why = writer.random.pick([
      "were never confirmed",
      "come from tests of the shop",
      "are corrections, which are booked elsewhere",
      "have no counterpart in the ledger",
    ]);
    writer.lines.push(`// Rows without \`${column}\` ${why}.`);
    advance(writer, "keptRows", (rows) => [
      `${rows}.filter((row) => row.${column} !== null && row.${column} !== undefined && row.${column} !== "");`,
    ]);
  },
  (writer) => {
    const [text, number] = [writer.call("text"), writer.call("number")];
    const [a, b] = [writer.random.pick(TEXTS), writer.random.pick(TEXTS)];
    const value = writer.random.pick(NUMBERS);
    advance(writer, "labelledRows", (rows) => [
      `${rows}.map((row): Row => ({`,
      `  ...row,`,
      `  label: \`\${${text}(row.${a})}-\${${text}(row.${b}).toLowerCase()}\`,`,
      `  ${value}: ${number}(row.${value}) / ${writer.random.pick([10, 100, 1000])},`,
      `}));`,
    ]);
  },
  (writer) => {
    const [text, number] = [writer.call("text"), writer.call("number")];
    const [by, value] = [writer.random.pick(TEXTS), writer.random.pick(NUMBERS)];
    const totals = writer.fresh("totalOf");
    writer.lines.push(
      `const ${totals} = ${writer.rows}.reduce((sums, row) => {`,
      `  const ${by} = ${text}(row.${by});`,
      `  sums.set(${by}, (sums.get(${by}) ?? 0) + ${number}(row.${value}));`,
      `  return sums;`,
      `}, new Map<string, number>());`,
    );
    advance(writer, "sharedRows", (rows) => [
      `${rows}.map((row): Row => ({ ...row, total: ${totals}.get(${text}(row.${by})) ?? 0 }));`,
    ]);
  },
  (writer) => {
    const text = writer.call("text");
    const column = writer.random.pick(["created_at", "updated_at"]);
    const pattern = writer.fresh("patternOf");
    writer.lines.push(`const ${pattern} = /^(\\d{4})-(\\d{2})-(\\d{2})(?:[T ]|$)/;`);
    advance(writer, "datedRows", (rows) => [
      `${rows}.flatMap((row): Row[] => {`,
      `  const match = ${pattern}.exec(${text}(row.${column}));`,
      `  if (match === null) return [];`,
      `  const [, year = "", month = "", day = ""] = match;`,
      `  return [{ ...row, month: \`\${year}-\${month}\`, isFirst: day === "01" }];`,
      `});`,
    ]);
  },
  (writer) => {
    const text = writer.call("text");
    const column = writer.random.pick(["channel", "status", "country"]);
    const name = writer.fresh("segmentOf");
    const [a, b, c] = writer.random.shuffled(["web", "app", "store", "phone", "partner", "fair"]);
    writer.lines.push(
      `function ${name}(row: Row): string {`,
      `  switch (${text}(row.${column})) {`,
      `    case "${a ?? ""}":`,
      `    case "${b ?? ""}":`,
      `      return "direct";`,
      `    case "${c ?? ""}":`,
      `      return ${text}(row.account_id) === "" ? "guest" : "named";`,
      `    default:`,
      `      return "other";`,
      `  }`,
      `}`,
    );
    advance(writer, "segmentedRows", (rows) => [
      `${rows}.map((row): Row => ({ ...row, segment: ${name}(row) }));`,
    ]);
  },
  (writer) => {
    const text = writer.call("text");
    writer.usesContext = true;
    advance(writer, "parsedRows", (rows) => [
      `${rows}.map((row): Row => {`,
      `  try {`,
      `    const extra = JSON.parse(${text}(row.payload) || "{}") as Row;`,
      `    return { ...row, ...extra, payload: null };`,
      `  } catch (error) {`,
      `    ctx.log(\`the payload of \${${text}(row.id)} cannot be read\`, error);`,
      `    return row;`,
      `  }`,
      `});`,
    ]);
  },
  (writer) => {
    const other = writer.inputs[1] ?? writer.inputs[0];
    if (other === undefined) return;
    const text = writer.call("text");
    const column = writer.random.pick(["customer_id", "account_id", "id"]);
    const index = writer.fresh("otherById");
    writer.lines.push(`const ${index} = ${writer.call("indexBy")}(${other}, "id");`);
    advance(writer, "joinedRows", (rows) => [
      `${rows}.map((row): Row => ({ ...${index}.get(${text}(row.${column})), ...row }));`,
    ]);
  },
  (writer) => {
    const text = writer.call("text");
    const [seen, rows] = [writer.fresh("seenOf"), writer.rows];
    const next = writer.fresh("uniqueRows");
    writer.lines.push(
      `const ${seen} = new Set<string>();`,
      `const ${next}: Row[] = [];`,
      `for (const row of ${rows}) {`,
      `  const id = \`\${${text}(row.id)}:\${${text}(row.${writer.random.pick(TEXTS)})}\`;`,
      `  if (${seen}.has(id)) continue;`,
      `  ${seen}.add(id);`,
      `  ${next}.push(row);`,
      `}`,
    );
    writer.rows = next;
  },
  (writer) => {
    const [text, number] = [writer.call("text"), writer.call("number")];
    const value = writer.random.pick(NUMBERS);
    advance(writer, "sortedRows", (rows) => [
      `${rows}.toSorted(`,
      `  (a, b) => ${number}(b.${value}) - ${number}(a.${value}) || ${text}(a.id).localeCompare(${text}(b.id)),`,
      `);`,
    ]);
  },
  (writer) => {
    const [text, number] = [writer.call("text"), writer.call("number")];
    const rates = writer.fresh("rateOf");
    writer.lines.push(
      `/* Rates of the last close: good enough for what is`,
      `   shown, never for what is booked. */`,
      `const ${rates}: Readonly<Record<string, number>> = { EUR: 1, USD: 0.92, GBP: 1.17, CHF: ${writer.random.between(90, 110) / 100} };`,
    );
    advance(writer, "convertedRows", (rows) => [
      `${rows}.map((row): Row => {`,
      `  const rate = ${rates}[${text}(row.currency)] ?? 1;`,
      `  return { ...row, amount: ${writer.call("round")}(${number}(row.amount) * rate, 2), currency: "EUR" };`,
      `});`,
    ]);
  },
  (writer) => {
    writer.usesContext = true;
    writer.lines.push(
      `if (${writer.rows}.length === 0) {`,
      `  ctx.log("nothing is left to do after \\"${writer.rows}\\"");`,
      `  return [];`,
      `}`,
    );
  },
  (writer) => {
    const day = `20${writer.random.between(19, 26)}-0${writer.random.between(1, 9)}-01`;
    advance(writer, "recentRows", (rows) => [`${writer.call("since")}(${rows}, "updated_at", "${day}");`]);
  },
  (writer) => {
    const [text, number] = [writer.call("text"), writer.call("number")];
    const value = writer.random.pick(NUMBERS);
    const groups = writer.fresh("groupsByCustomer");
    writer.lines.push(
      `const ${groups} = ${writer.call("groupBy")}(${writer.rows}, (row) => ${text}(row.customer_id));`,
    );
    advance(writer, "summedRows", () => [
      `[...${groups}].map(([customer_id, group]): Row => {`,
      `  const ${value} = group.map((row) => ${number}(row.${value})).filter((one) => Number.isFinite(one));`,
      `  const sum = ${value}.reduce((a, b) => a + b, 0);`,
      `  const mean = ${value}.length > 0 ? sum / ${value}.length : null;`,
      `  return { ...group[0], customer_id, ${value}: sum, mean, max: Math.max(0, ...${value}) };`,
      `});`,
    ]);
  },
  (writer) => {
    const text = writer.call("text");
    advance(writer, "cleanRows", (rows) => [
      `${rows}.map((row): Row => ({`,
      `  ...row,`,
      `  email: ${writer.call("normalizeEmail")}(${text}(row.email)),`,
      `  country: ${text}(row.country).trim().replace(/[^A-Za-z]+/g, "").slice(0, 2).toUpperCase() || "??",`,
      `  status: ${writer.call("slug")}(${text}(row.status)),`,
      `}));`,
    ]);
  },
  (writer) => {
    const [number, rows] = [writer.call("number"), writer.rows];
    const value = writer.random.pick(NUMBERS);
    const width = writer.random.between(3, 28);
    const next = writer.fresh("smoothRows");
    writer.lines.push(
      `const ${next}: Row[] = [];`,
      `for (let i = 0; i < ${rows}.length; i++) {`,
      `  // The window is shorter at the start: no value is made up.`,
      `  const window = ${rows}.slice(Math.max(0, i - ${width}), i + 1);`,
      `  const sum = window.reduce((total, row) => total + ${number}(row.${value}), 0);`,
      `  ${next}.push({ ...${rows}[i], moving_${value}: sum / window.length });`,
      `}`,
    );
    writer.rows = next;
  },
];
