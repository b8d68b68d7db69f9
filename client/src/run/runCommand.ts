// What is run, as arguments of `strataline run`. Never a shell string.

export interface RunRequest {
  /** Absolute path of the project. */
  readonly root: string;
  /** What to run; all of the project for null. */
  readonly keys: readonly string[] | null;
  readonly withUpstream: boolean;
}

/** What keys are made of; nothing else can be quoted in a selection. */
const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.\-/]*$/;

export type RunArguments =
  { readonly ok: true; readonly args: readonly string[] } | { readonly ok: false; readonly message: string };

/** One asset that is clicked runs even when it is fresh; upstreams, and all of the project, only as far as needed. */
export function runArguments({ root, keys, withUpstream }: RunRequest): RunArguments {
  const wrong = keys?.find((key) => !KEY.test(key));
  if (wrong !== undefined)
    return { ok: false, message: `${JSON.stringify(wrong)} is not an asset key that can run.` };
  const select = keys === null ? [] : ["--select", selectionOf(keys, withUpstream)];
  const force = keys !== null && !withUpstream ? ["--force"] : [];
  return { ok: true, args: ["run", "--json", ...select, ...force, "--cwd", root] };
}

function selectionOf(keys: readonly string[], withUpstream: boolean): string {
  return keys.map((key) => `${withUpstream ? "+" : ""}key:"${key}"`).join(" or ");
}

/** For titles: "silver/orders", "3 assets", "all assets". */
export function runTitle({ keys, withUpstream }: RunRequest): string {
  if (keys === null) return "all assets";
  const what = keys.length === 1 ? (keys[0] ?? "") : `${keys.length} assets`;
  return withUpstream ? `${what} with upstream` : what;
}
