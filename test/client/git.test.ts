// What changed since a commit, asked of a real git.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { changesSince, refsOf } from "../../client/src/git/changesSince.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "strataline-git-")));
const project = join(root, "packages/shop");
afterAll(() => rmSync(root, { recursive: true, force: true }));

function git(...args: readonly string[]): void {
  const identity = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: root, stdio: "pipe" });
}

function write(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

test("files that changed, went, moved and came, with their texts before; also beside the project", async () => {
  git("init", "--quiet", "--initial-branch", "main");
  write("packages/shop/assets/a.ts", "a 1");
  write("packages/shop/assets/gone.ts", "gone");
  write("packages/shop/assets/moved ä.ts", "moved");
  write("packages/shop/notes.txt", "notes");
  write("packages/shared/keys.ts", "keys 1");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  git("tag", "v1");
  write("packages/shop/assets/a.ts", "a 2");
  write("packages/shop/assets/new.ts", "new");
  write("packages/shop/notes.txt", "other notes");
  write("packages/shared/keys.ts", "keys 2");
  rmSync(join(project, "assets/gone.ts"));
  renameSync(join(project, "assets/moved ä.ts"), join(project, "assets/there.ts"));
  const found = await changesSince(project, "HEAD");
  expect(found.ok && [...found.value.paths].sort()).toEqual([
    "../shared/keys.ts",
    "assets/a.ts",
    "assets/gone.ts",
    "assets/moved ä.ts",
    "assets/new.ts",
    "assets/there.ts",
    "notes.txt",
  ]);
  // Texts of what analysis does not read are not asked for.
  expect(found.ok && found.value.before).toEqual({
    "../shared/keys.ts": "keys 1",
    "assets/a.ts": "a 1",
    "assets/gone.ts": "gone",
    "assets/moved ä.ts": "moved",
  });
});

test("any name of a commit; the working tree against it", async () => {
  git("add", ".");
  git("commit", "--quiet", "-m", "second");
  expect(await changesSince(project, "HEAD")).toEqual({ ok: true, value: { paths: [], before: {} } });
  const since = await changesSince(project, "v1");
  expect(since.ok && since.value.before["assets/a.ts"]).toBe("a 1");
  expect(await refsOf(project)).toEqual(["main", "v1"]);
});

test("what is no commit is said, and never an option", async () => {
  expect(await changesSince(project, "none")).toEqual({ ok: false, message: 'git knows no commit "none".' });
  expect(await changesSince(project, "--output=x")).toMatchObject({ ok: false });
  expect(await changesSince(project, "HEAD; touch x")).toMatchObject({ ok: false });
});

test("a folder in no repository says so", async () => {
  const alone = realpathSync(mkdtempSync(join(tmpdir(), "strataline-alone-")));
  const found = await changesSince(alone, "HEAD");
  rmSync(alone, { recursive: true });
  expect(found).toEqual({ ok: false, message: "This folder is in no git repository." });
});
