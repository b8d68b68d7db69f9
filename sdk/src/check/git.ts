// What changed since a commit, by asking git. Arguments go to it as a list: nothing is ever read by a shell.
import { spawnSync } from "node:child_process";
import { posix } from "node:path";

export interface Changes {
  /** Changed, deleted and untracked files, relative to the project, with `/`; also those beside it (`../shared/keys.ts`). */
  readonly paths: ReadonlySet<string>;
  /** Their texts at that commit, of those that existed. */
  readonly before: ReadonlyMap<string, string>;
}

export type GitAnswer =
  { readonly ok: true; readonly value: Changes } | { readonly ok: false; readonly message: string };

const MOST_BYTES = 1 << 30;
/** What analysis reads: texts of other files are not asked for. */
const RELEVANT = /\.([cm]?[jt]sx?|json)$/;

export function changesSince(root: string, ref: string): GitAnswer {
  const top = git(root, ["rev-parse", "--show-toplevel", "--show-prefix"]);
  if (!top.ok) {
    return refuse(
      top.isMissing
        ? "--changed-since needs git, which could not be started."
        : notARepository(root, top.message),
    );
  }
  const [folder = root, prefix = ""] = top.text.split("\n");
  // A name that begins with a dash would be an option.
  const commit = ref.startsWith("-")
    ? null
    : git(root, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  if (commit?.ok !== true) return refuse(`--changed-since: git knows no commit "${ref}".`);
  const sha = commit.text.trim();
  const changed = git(folder, ["diff", "--name-only", "--no-renames", "-z", sha, "--"]);
  const untracked = git(folder, ["ls-files", "--others", "--exclude-standard", "-z"]);
  if (!changed.ok) return refuse(`git diff failed: ${changed.message}`);
  if (!untracked.ok) return refuse(`git ls-files failed: ${untracked.message}`);

  const own = (path: string): string => posix.relative(prefix, path);
  const tracked = namesIn(changed.text);
  const before = textsAt(
    folder,
    sha,
    tracked.filter((path) => RELEVANT.test(path)),
  );
  if (before === null) return refuse(`git could not give the files of "${ref}".`);
  return {
    ok: true,
    value: {
      paths: new Set([...tracked, ...namesIn(untracked.text)].map(own)),
      before: new Map([...before].map(([path, text]) => [own(path), text])),
    },
  };
}

function refuse(message: string): GitAnswer {
  return { ok: false, message };
}

function notARepository(root: string, message: string): string {
  return /not a git repository/i.test(message)
    ? `--changed-since: ${root} is not in a git repository.`
    : `--changed-since: git failed: ${message}`;
}

type Output =
  | { readonly ok: true; readonly text: string; readonly bytes: Buffer }
  | { readonly ok: false; readonly isMissing: boolean; readonly message: string };

function git(cwd: string, args: readonly string[], input?: string): Output {
  const { error, status, stdout, stderr } = spawnSync("git", args, {
    cwd,
    maxBuffer: MOST_BYTES,
    windowsHide: true,
    // Its messages are looked at.
    env: { ...process.env, LC_ALL: "C" },
    ...(input === undefined ? {} : { input }),
  });
  if (error !== undefined) {
    const isMissing = "code" in error && error.code === "ENOENT";
    return { ok: false, isMissing, message: error.message };
  }
  if (status !== 0) return { ok: false, isMissing: false, message: stderr.toString("utf8").trim() };
  return { ok: true, text: stdout.toString("utf8"), bytes: stdout };
}

function namesIn(text: string): readonly string[] {
  return text.split("\0").filter((name) => name !== "");
}

/** All in one process. A name with a line break cannot be asked for: such a file counts as new. */
function textsAt(folder: string, sha: string, paths: readonly string[]): ReadonlyMap<string, string> | null {
  const asked = paths.filter((path) => !path.includes("\n"));
  if (asked.length === 0) return new Map();
  const output = git(folder, ["cat-file", "--batch"], asked.map((path) => `${sha}:${path}\n`).join(""));
  if (!output.ok) return null;
  const texts = new Map<string, string>();
  let at = 0;
  for (const path of asked) {
    const end = output.bytes.indexOf(10, at);
    const header = output.bytes.subarray(at, end).toString("utf8");
    at = end + 1;
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    // "… missing": added since.
    if (size === undefined) continue;
    texts.set(path, output.bytes.subarray(at, at + Number(size)).toString("utf8"));
    at += Number(size) + 1;
  }
  return texts;
}
