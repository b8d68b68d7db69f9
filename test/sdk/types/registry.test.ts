// Keys as types: what a project sees once `.strataline/keys.d.ts` is there. Compiled as a program of its own, since an
// augmentation would hold for all other tests too.
import { join } from "node:path";
import ts from "typescript";
import { expect, it, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 });

const folder = import.meta.dirname;
const sdk = join(folder, "../../../sdk/src/index.ts");

const ASSETS = `
import { asset, source } from "strataline";
export const raw = source({ key: "ext/orders" });
export const orders = asset({ key: "silver/orders", run: () => [{ id: 1, paid: true }] });
`;
const KEYS = `
import "strataline";
declare module "strataline" {
  interface AssetRegistry {
    "ext/orders": (typeof import("./assets.ts"))["raw"];
    "silver/orders": (typeof import("./assets.ts"))["orders"];
    "gold/hidden": unknown;
  }
  interface ResourceRegistry {
    db: { readonly count: number };
  }
}
`;

/** The first line of every error in `code`, as TypeScript says it. */
function errorsIn(code: string): string[] {
  const files: Readonly<Record<string, string>> = {
    [join(folder, "virtual/assets.ts")]: ASSETS,
    [join(folder, "virtual/keys.d.ts")]: KEYS,
    [join(folder, "virtual/main.ts")]:
      `import { asset, dataProduct, ref, schedule, sql } from "strataline";\n${code}`,
  };
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    types: ["node"],
    paths: { strataline: [sdk] },
  };
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  host.directoryExists = () => true;
  host.readFile = (path) => files[path] ?? disk.readFile(path);
  host.fileExists = (path) => path in files || disk.fileExists(path);
  host.getSourceFile = (path, language) => {
    const text = files[path];
    return text === undefined
      ? disk.getSourceFile(path, language)
      : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram(Object.keys(files), options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file === undefined || file.fileName in files)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

it("types what key strings load", () => {
  expect(
    errorsIn(`
asset({
  key: "gold/a",
  deps: { orders: "silver/orders", raw: "ext/orders", hidden: "gold/hidden" },
  run: ({ orders, raw, hidden }) => {
    const ids: number[] = orders.map((order) => order.id);
    const cells: unknown = raw[0]?.["amount"] ?? hidden[0]?.["x"];
    return ids.map((id) => ({ id, cells: String(cells) }));
  },
});
asset({ key: "gold/b", query: sql\`select * from \${ref("silver/orders")}\` });
dataProduct({ key: "board", deps: ["silver/orders"] });
schedule({ name: "nightly", cron: "0 2 * * *", assets: ["silver/orders", "gold/hidden"] });
asset({ key: "gold/c", resources: ["db"], run: (_inputs, ctx) => [{ n: ctx.resources.db.count }] });
`),
  ).toEqual([]);
});

it("makes a misspelt key a compile error that names it, wherever a key is read", () => {
  const errors = errorsIn(`
asset({ key: "gold/a", deps: { orders: "silver/oders" }, run: () => [] });
asset({ key: "gold/b", deps: ["silver/oders"], run: () => [] });
asset({ key: "gold/c", query: sql\`select * from \${ref("silver/oders")}\` });
dataProduct({ key: "board", deps: ["silver/oders"] });
schedule({ name: "nightly", cron: "0 2 * * *", assets: ["silver/oders"] });
`);
  expect(errors).toHaveLength(5);
  for (const error of errors) expect(error).toMatch(/No asset or source has the key .*silver\/oders/);
});

it("makes the wrong use of a loaded row a compile error", () => {
  const errors = errorsIn(`
asset({
  key: "gold/a",
  deps: { orders: "silver/orders" },
  run: ({ orders }) => orders.map((order) => ({ total: order.total })),
});
`);
  expect(errors).toEqual(["Property 'total' does not exist on type '{ id: number; paid: boolean; }'."]);
});
