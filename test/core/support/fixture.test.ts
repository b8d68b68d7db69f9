import { describe, expect, test } from "vitest";
import {
  CONFIG,
  DEFAULT_CONFIG,
  IMPORT_LINE,
  parseFixture,
  withoutImportLine,
} from "../../support/fixture.ts";

describe("parseFixture", () => {
  test("splits files, adds the default config and the import", () => {
    const { files } = parseFixture(`
      //- /assets/a.ts
      const a = 1;
      //- /lib/b.ts
      const b = 2;
    `);
    expect([...files]).toEqual([
      ["assets/a.ts", `${IMPORT_LINE}const a = 1;\n`],
      ["lib/b.ts", "const b = 2;\n"],
      [CONFIG, DEFAULT_CONFIG],
    ]);
    expect(withoutImportLine(files.get("assets/a.ts") ?? "")).toBe("const a = 1;\n");
  });

  test("keeps a config and an import that are there", () => {
    const { files } = parseFixture(`
      //- /strataline.config.ts
      export default {};
      //- /assets/a.ts
      import { asset } from "strataline";
    `);
    expect(files.get(CONFIG)).toBe("export default {};\n");
    expect(files.get("assets/a.ts")).toBe('import { asset } from "strataline";\n');
  });

  test("takes out the cursor", () => {
    const { files, cursor } = parseFixture('const a = "x$0y";');
    const text = files.get("assets/main.ts") ?? "";
    expect(text).toContain('"xy"');
    expect(cursor).toEqual({ path: "assets/main.ts", offset: text.indexOf("y"), end: text.indexOf("y") });
  });

  test("takes out a selection", () => {
    const { files, cursor } = parseFixture('const a = "$0xy$0";');
    expect(files.get("assets/main.ts")?.slice(cursor?.offset, cursor?.end)).toBe("xy");
  });

  test("reads marks of the line above", () => {
    const { files, marks } = parseFixture(`
      const a = b;
      //    ^ cycle: one
      //        ^ invalid-key
    `);
    const text = files.get("assets/main.ts") ?? "";
    expect(marks.map(({ start, end, code, message }) => [text.slice(start, end), code, message])).toEqual([
      ["a", "cycle", "one"],
      ["b", "invalid-key", ""],
    ]);
  });
});
