// What changed in a folder since a commit, by asking git. Arguments go to it as a list: nothing is ever read by a shell. Only in a trusted
// workspace: the settings of a repository can name programs that git starts.
import { spawn } from "node:child_process";
import { buffer, text } from "node:stream/consumers";
import { posix } from "node:path";

export interface Changes {
  /** Changed, deleted and untracked files, relative to the folder, with `/`; also those beside it (`../shared/keys.ts`). */
  readonly paths: readonly string[];
  /** Texts at the commit, of those that were there and that analysis reads. */
  readonly before: Readonly<Record<string, string>>;
}

export type GitAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** What analysis reads. */
const RELEVANT = /\.([cm]?[jt]sx?|json)$/;

/** `folder`: absolute. `ref`: anything that names a commit. */
export async function changesSince(folder: string, ref: string): Promise<GitAnswer<Changes>> {
  // A name that begins with a dash would be an option.
  if (ref.startsWith("-")) return refuse(`git knows no commit "${ref}".`);
  const [top, commit] = await Promise.all([
    git(folder, ["rev-parse", "--show-toplevel", "--show-prefix"]),
    git(folder, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]),
  ]);
  if (!top.ok) {
    const isNone = /not a git repository/i.test(top.message);
    return refuse(isNone ? "This folder is in no git repository." : `git failed: ${top.message}`);
  }
  if (!commit.ok) return refuse(`git knows no commit "${ref}".`);
  const [root = folder, prefix = ""] = top.output.toString("utf8").split("\n");
  const sha = commit.output.toString("utf8").trim();
  const [changed, untracked] = await Promise.all([
    git(root, ["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", sha, "--"]),
    git(root, ["ls-files", "--others", "--exclude-standard", "-z"]),
  ]);
  if (!changed.ok) return refuse(`git diff failed: ${changed.message}`);
  if (!untracked.ok) return refuse(`git ls-files failed: ${untracked.message}`);
  const tracked = namesIn(changed.output);
  const texts = await textsAt(
    root,
    sha,
    tracked.filter((path) => RELEVANT.test(path)),
  );
  if (!texts.ok) return texts;
  // Files beside the folder too: a project may import them.
  const own = (path: string): string => posix.relative(prefix, path);
  const before = Object.fromEntries([...texts.value].map(([path, text]) => [own(path), text]));
  return { ok: true, value: { paths: [...tracked, ...namesIn(untracked.output)].map(own), before } };
}

/** Branches and tags, the newest first, for people to choose from. */
export async function refsOf(folder: string): Promise<readonly string[]> {
  const format = "--format=%(refname:short)";
  const found = await git(folder, [
    "for-each-ref",
    "--sort=-committerdate",
    format,
    "refs/heads",
    "refs/remotes",
    "refs/tags",
  ]);
  return found.ok
    ? found.output
        .toString("utf8")
        .split("\n")
        .filter((name) => name !== "")
    : [];
}

/** All in one process. A name with a line break cannot be asked for: such a file counts as new. */
async function textsAt(
  root: string,
  sha: string,
  paths: readonly string[],
): Promise<GitAnswer<ReadonlyMap<string, string>>> {
  const asked = paths.filter((path) => !path.includes("\n"));
  const texts = new Map<string, string>();
  if (asked.length === 0) return { ok: true, value: texts };
  const found = await git(root, ["cat-file", "--batch"], asked.map((path) => `${sha}:${path}\n`).join(""));
  if (!found.ok) return refuse(`git cat-file failed: ${found.message}`);
  const { output } = found;
  let at = 0;
  for (const path of asked) {
    const end = output.indexOf(10, at);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(output.subarray(at, end).toString("utf8"))?.[1];
    at = end + 1;
    // "… missing": added since.
    if (size === undefined) continue;
    texts.set(path, output.subarray(at, at + Number(size)).toString("utf8"));
    at += Number(size) + 1;
  }
  return { ok: true, value: texts };
}

function namesIn(output: Buffer): readonly string[] {
  return output
    .toString("utf8")
    .split("\0")
    .filter((name) => name !== "");
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

type Output =
  { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly message: string };

async function git(folder: string, args: readonly string[], input = ""): Promise<Output> {
  // Its messages are looked at, and it writes nothing into the repository.
  const env = { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" };
  const child = spawn("git", args, { cwd: folder, env, stdio: "pipe", windowsHide: true });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number | null | string>((resolve) => {
    child.once("error", (error) =>
      resolve("code" in error && error.code === "ENOENT" ? "git is not installed." : error.message),
    );
    child.once("close", resolve);
  });
  const [output, said, code] = await Promise.all([
    buffer(child.stdout).catch(() => Buffer.alloc(0)),
    text(child.stderr).catch(() => ""),
    ended,
  ]);
  if (code === 0) return { ok: true, output };
  return { ok: false, message: typeof code === "string" ? code : said.trim() };
}
