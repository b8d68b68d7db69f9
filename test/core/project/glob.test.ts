// Which files patterns choose.
import { describe, expect, test } from "vitest";
import { createMatcher } from "../../../core/src/project/glob.ts";

function checkMatch(patterns: string | readonly string[], path: string, expected: boolean): void {
  const list = typeof patterns === "string" ? [patterns] : patterns;
  test(`${list.join(" ")} ${expected ? "takes" : "leaves"} ${path}`, () => {
    expect(createMatcher(list)(path)).toBe(expected);
  });
}

describe("patterns", () => {
  checkMatch("assets/**/*.ts", "assets/a.ts", true);
  checkMatch("assets/**/*.ts", "assets/x/y/a.ts", true);
  checkMatch("assets/**/*.ts", "assets/a.tsx", false);
  checkMatch("assets/**/*.ts", "other/assets/a.ts", false);
  checkMatch("**/*.ts", "a.ts", true);
  checkMatch("**/*.ts", "x/y/a.ts", true);
  checkMatch("**", "x/y/a.ts", true);
  checkMatch("assets/**", "assets/x/a.ts", true);
  checkMatch("**/gold/*.ts", "gold/a.ts", true);
  checkMatch("**/gold/*.ts", "x/gold/a.ts", true);
  checkMatch("**/gold/*.ts", "x/marigold/a.ts", false);
  checkMatch("assets/*.ts", "assets/x/a.ts", false);
  checkMatch("assets/?.ts", "assets/a.ts", true);
  checkMatch("assets/?.ts", "assets/ab.ts", false);
  checkMatch("assets/?.ts", "assets//.ts", false);
  checkMatch("assets/*.{ts,mts}", "assets/a.mts", true);
  checkMatch("assets/*.{ts,mts}", "assets/a.js", false);
  checkMatch("{a,b}/{c,d}.ts", "b/c.ts", true);
  checkMatch("{a,b/{c,d}}.ts", "b/d.ts", true);
  checkMatch("assets/a.ts", "assets/a.ts", true);
  checkMatch("assets/a.ts", "assets/axts", false);
  checkMatch("./assets/*.ts", "assets/a.ts", true);
  checkMatch("assets/a(1)+[x].ts", "assets/a(1)+[x].ts", true);
  checkMatch("assets/{a.ts", "assets/{a.ts", true);
  checkMatch("a,b.ts", "a,b.ts", true);
  checkMatch([], "assets/a.ts", false);
  checkMatch(["assets/**/*.ts", "!assets/drafts/**"], "assets/drafts/a.ts", false);
  checkMatch(["assets/**/*.ts", "!assets/drafts/**"], "assets/a.ts", true);
  checkMatch(["assets/**/*.ts", "!**/x.ts", "assets/keep/x.ts"], "assets/keep/x.ts", true);
  checkMatch(["!assets/**"], "assets/a.ts", false);
});

test("hostile patterns end", () => {
  const matches = createMatcher(["**/**/**/**/**/**/**/**/*a*a*a*a*a*a*a*b"]);
  expect(matches(`${"a/".repeat(12)}${"a".repeat(24)}`)).toBe(false);
});
