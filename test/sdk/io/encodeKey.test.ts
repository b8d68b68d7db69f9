import { expect, it } from "vitest";
import { encodeKey } from "../../../sdk/src/io/encodeKey.ts";

it("gives plain keys readable names", () => {
  expect(encodeKey("silver/orders")).toBe("silver+orders");
  expect(encodeKey("a/b_c-d.e")).toBe("a+b_c-d.e");
});

it("never gives two keys one name, also where case is ignored", () => {
  const keys = [
    "a/b",
    "a+b",
    "A/b",
    "a/B",
    "a",
    "a.",
    "a_",
    "con",
    "con.x",
    "CON",
    "x/con",
    "~41",
    "ä",
    "a/b/",
    "a~2bb",
  ];
  const long = "x".repeat(150);
  const names = [...keys, long, `${long}y`, long.toUpperCase()].map((key) => encodeKey(key).toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

it("gives names that every file system takes", () => {
  for (const key of [
    "con",
    "nul.x",
    "com1",
    "a.",
    "..",
    "A".repeat(200),
    "../../etc/passwd",
    'a"b',
    "a\\b",
  ]) {
    const name = encodeKey(key);
    expect(name).toMatch(/^[a-z0-9_.+~-]+$/);
    expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|\.$|^\.+$/);
    expect(name.length).toBeLessThanOrEqual(120);
  }
});
