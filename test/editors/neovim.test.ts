// The documented configuration in Neovim's own LSP client: a client that knows nothing of Strataline.
import { resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ensureNeovim, NEOVIM_MISSING } from "../../scripts/neovim.ts";
import { documented, driveEditor, type Report } from "./session.ts";

let saw: Report;

beforeAll(async () => {
  const neovim = await ensureNeovim(console.log);
  if (neovim === undefined) throw new Error(NEOVIM_MISSING);
  const script = `luafile ${resolve("test/editors/neovim.lua")}`;
  const [recent, older] = [documented("Neovim 0.11", "lua"), documented("Neovim 0.8", "lua")];
  const config = `if vim.lsp.config then\n${recent}else\n${older}end\n`;
  saw = await driveEditor(neovim, ["--headless", "--clean", "-n", "-c", script], config);
});

test("findings come with their code, source and nearest right key", () => {
  expect(saw.findings).toEqual([
    {
      code: "missing-upstream",
      line: 3,
      message: 'No asset or source has the key "silver/ordrs". Did you mean "silver/orders"?',
      source: "strataline",
    },
  ]);
});

test("hover describes the asset", () => {
  expect(saw.hover).toMatch(/One row per order\.[^]*silver\/orders/);
});

test("definition and references follow a key through a constant of another file", () => {
  expect(saw.definition).toBe("assets/orders.ts:3");
  expect([...saw.references].sort()).toEqual(["assets/orders.ts:3", "assets/revenue.ts:2"]);
});

test("keys are completed, those of the typed layer first", () => {
  expect(saw.completion).toEqual(["silver/orders", "bronze/orders"]);
});

test("the first code action mends the misspelt key, and the finding goes", () => {
  expect(saw.actions[0]).toBe('Change to "silver/orders"');
  expect(saw.mended.join("\n")).toContain('deps: { orders: "silver/orders" }');
});

test("rename edits the open file and the literal in one that is not open", () => {
  expect(saw.renamed.revenue.join("\n")).toContain('deps: { raw: "bronze/raw_orders" }');
  expect(saw.renamed.keys).toEqual(['export const ORDERS = "bronze/raw_orders";']);
});

test("symbols are found, formatting is left to others, and the server ends when told", () => {
  expect(saw.symbols).toEqual(["gold/revenue"]);
  expect(saw.formats).toBe(false);
  expect(saw.stopped).toBe(true);
});
