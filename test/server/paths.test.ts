// Paths and URIs, and which folders belong to which project.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDiskHost, readText } from "../../server/src/diskHost.ts";
import { findProjectRoots, isIgnoredPath } from "../../server/src/folders.ts";
import { isInside, normalizePath, pathOf, relativeTo } from "../../server/src/paths.ts";

const root = mkdtempSync(join(tmpdir(), "strataline-paths-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text = ""): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test.for([
  ["C:\\shop\\assets\\a.ts", "c:/shop/assets/a.ts"],
  ["/shop/", "/shop"],
  ["/", "/"],
] as const)("%s is %s", ([given, expected]) => {
  expect(normalizePath(given)).toBe(expected);
});

test.for([
  ["file:///shop/a%20b.ts", "/shop/a b.ts"],
  ["untitled:Untitled-1", null],
  ["git:/shop/a.ts?HEAD", null],
  ["file:///%E0%A4%A", null],
] as const)("the URI %s is the path %s", ([uri, path]) => {
  expect(pathOf(uri)).toBe(path);
});

test("a folder whose name begins like another's is not inside of it", () => {
  expect(isInside("/shop", "/shop2/a.ts")).toBe(false);
  expect(relativeTo("/shop", "/shop2/a.ts")).toBe("../shop2/a.ts");
  expect(relativeTo("/shop", "/shop/a.ts")).toBe("a.ts");
});

test("dependencies, builds and hidden folders are not looked into", () => {
  for (const path of ["node_modules/x/a.ts", "dist/a.ts", ".strataline/a.ts", "a/.git/b.ts"]) {
    expect(isIgnoredPath(path)).toBe(true);
  }
  expect(isIgnoredPath("../shared/keys.ts")).toBe(false);
  expect(isIgnoredPath("assets/.hidden.ts")).toBe(false);
});

test("projects are found at any depth, not in dependencies, and links do not lead around", () => {
  write("strataline.config.ts");
  write("packages/a/strataline.config.mjs");
  write("node_modules/b/strataline.config.ts");
  write("dist/strataline.config.js");
  symlinkSync(root, join(root, "packages/loop"));
  expect(findProjectRoots(root)).toEqual([root, `${root}/packages/a`]);
});

test("a project's files are its own, without those of the project inside", () => {
  write("assets/a.ts");
  write("tsconfig.json");
  write("packages/a/assets/b.ts");
  write("notes.md");
  expect(createDiskHost(root).listFiles()).toEqual(["strataline.config.ts", "tsconfig.json", "assets/a.ts"]);
});

test("a byte order mark is not part of the text, as in the editor", () => {
  write("assets/bom.ts", "\uFEFFexport {};");
  expect(readText(join(root, "assets/bom.ts"))).toBe("export {};");
  expect(readText(join(root, "assets/none.ts"))).toBeUndefined();
});
