// What is run, as arguments of `strataline run`. Never a shell string.

/** only: also when fresh. upstream, downstream: with all it comes from, or all that comes from it. stale: only where needed. */
export type RunReach = "only" | "upstream" | "downstream" | "stale";

export interface RunRequest {
  /** Absolute path of the project. */
  readonly root: string;
  /** What to run; all of the project for null. */
  readonly keys: readonly string[] | null;
  readonly reach: RunReach;
}

/** What keys are made of; nothing else can be quoted in a selection. */
const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.\-/]*$/;

export type RunArguments =
  { readonly ok: true; readonly args: readonly string[] } | { readonly ok: false; readonly message: string };

/** One asset that is clicked runs even when it is fresh; its neighbours, and all of the project, only as far as needed. */
export function runArguments({ root, keys, reach }: RunRequest): RunArguments {
  const wrong = keys?.find((key) => !KEY.test(key));
  if (wrong !== undefined)
    return { ok: false, message: `${JSON.stringify(wrong)} is not an asset key that can run.` };
  const select = keys === null ? [] : ["--select", keys.map((key) => selectionOf(key, reach)).join(" or ")];
  const force = keys !== null && reach === "only" ? ["--force"] : [];
  return { ok: true, args: ["run", "--json", ...select, ...force, "--cwd", root] };
}

function selectionOf(key: string, reach: RunReach): string {
  return `${reach === "upstream" ? "+" : ""}key:"${key}"${reach === "downstream" ? "+" : ""}`;
}

const REACHES: Readonly<Record<RunReach, string>> = {
  only: "",
  upstream: " with upstream",
  downstream: " with downstream",
  stale: " where stale",
};

/** For titles: "silver/orders", "3 assets with upstream", "all assets". */
export function runTitle({ keys, reach }: RunRequest): string {
  if (keys === null) return "all assets";
  const what = keys.length === 1 ? (keys[0] ?? "") : `${keys.length} assets`;
  return what + REACHES[reach];
}
