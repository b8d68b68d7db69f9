import { describe, expect, it } from "vitest";
import { ref, sql } from "../../../sdk/src/index.ts";
import { literal, quoteName, renderSql, scanFile, subquery } from "../../../sdk/src/io/sqlText.ts";

it("quotes names and texts", () => {
  expect(quoteName('a"; drop')).toBe('"a""; drop"');
  expect(literal("O'Brien")).toBe("'O''Brien'");
  expect(() => literal("a\0b")).toThrow("NUL");
});

it("writes values as literals", () => {
  const values = [1, -1.5, 2n ** 70n, true, null, Number.NaN, -Infinity, new Date(0)];
  expect(values.map(literal)).toEqual([
    "1",
    "-1.5",
    "1180591620717411303424",
    "true",
    "NULL",
    "'NaN'::DOUBLE",
    "'-Infinity'::DOUBLE",
    "TIMESTAMP '1970-01-01T00:00:00.000'",
  ]);
});

it("renders refs, values and inserted queries", () => {
  const part = sql`where x = ${"a'b"}`;
  const query = sql`select * from ${ref("bronze/a")} ${part}`;
  expect(renderSql(query, (key) => `<${key}>`)).toBe("select * from <bronze/a> where x = 'a''b'");
});

it("makes a subquery of a query with an end of its own", () => {
  expect(subquery("select 1;\n ; ")).toBe("(\nselect 1\n)");
  expect(subquery("select 1 -- note")).toBe("(\nselect 1 -- note\n)");
});

describe("scans of files", () => {
  const check = (path: string, start: string | null): void => {
    const scan = scanFile(path);
    expect(scan?.split(",")[0] ?? null).toBe(start);
  };
  it("go by the extension", () => {
    check("/d/a.parquet", "read_parquet('/d/a.parquet'");
    check("/d/a.CSV", "read_csv('/d/a.CSV'");
    check("/d/a.csv.gz", "read_csv('/d/a.csv.gz'");
    check("/d/a.jsonl", "read_json('/d/a.jsonl'");
    check("/d/a.xlsx", null);
    check("/d/a", null);
  });
  it("take no character for a pattern or an end", () => {
    check("/it's/[a]*?.csv", "read_csv('/it''s/[[]a][*][?].csv'");
  });
});
