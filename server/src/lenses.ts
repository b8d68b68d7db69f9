// What stands above a declaration: the actions this editor has a command for, and its last run in words. Lenses are listed
// without their texts, which are made for those that are seen.
import type { CodeLens, Command, Location } from "vscode-languageserver";
import type { AssetStatus } from "@strataline/core";
import { lensText, sharedLensText } from "./lensText.ts";
import type { Projects, View } from "./projects.ts";
import { location, type Context } from "./toLsp.ts";

/** Names the client registers; an editor without them gets the texts only. */
export const LENS_COMMANDS = {
  run: "strataline.run",
  runWithUpstream: "strataline.runWithUpstream",
  lineage: "strataline.openLineage",
  downstream: "strataline.peekDownstream",
  status: "strataline.showOutput",
  schedule: "strataline.peekDownstream",
} as const;

type What = keyof typeof LENS_COMMANDS;

/** What `codeLens/resolve` gets back. */
interface LensData {
  readonly what: What;
  readonly root: string;
  /** The assets it is about: several where a factory or a loop declares them at once. */
  readonly keys: readonly string[];
  readonly path: string;
  /** Of a schedule: its position in the file. */
  readonly at: number;
}

/** `commands`: those the editor has. */
export function listLenses(view: View, commands: ReadonlySet<string>): readonly CodeLens[] {
  const { snapshot, path, lines, project } = view;
  return snapshot.lenses(path).flatMap((lens) => {
    const range = lines.range(lens.span);
    const of = (what: What, keys: readonly string[], at = 0): CodeLens => ({
      range,
      data: { what, root: project.info.root, keys, path, at } satisfies LensData,
    });
    if (lens.kind === "schedule") return [of("schedule", [], lens.at)];
    const { keys, runnable } = lens;
    const can = (what: What): boolean => commands.has(LENS_COMMANDS[what]);
    const runs = (["run", "runWithUpstream"] as const).filter(() => runnable.length > 0);
    const isKnown = keys.some((key) => project.statuses.of(key) !== undefined);
    return [
      ...runs.filter(can).map((what) => of(what, runnable)),
      ...(can("lineage") ? [of("lineage", keys)] : []),
      of("downstream", keys),
      ...(isKnown ? [of("status", keys)] : []),
    ];
  });
}

/** `now`: epoch milliseconds. */
export function resolveLens(
  projects: Projects,
  lens: CodeLens,
  commands: ReadonlySet<string>,
  now: number,
): CodeLens {
  const data = lens.data as LensData;
  const project = projects.byRoot(data.root);
  if (project === undefined) return { ...lens, command: { title: "", command: "" } };
  const command = commandOf({ projects, project, snapshot: project.snapshot() }, data, now);
  return { ...lens, command: commands.has(command.command) ? command : { ...command, command: "" } };
}

function commandOf(context: Context, data: LensData, now: number): Command {
  const { what, keys } = data;
  const { statuses, info } = context.project;
  const [key = ""] = keys;
  const target = keys.length === 1 ? { root: info.root, key } : { root: info.root, keys };
  const command = (title: string, ...args: unknown[]): Command => ({
    title,
    command: LENS_COMMANDS[what],
    arguments: args,
  });
  switch (what) {
    case "run":
      return command(keys.length === 1 ? "▶ Run" : `▶ Run ${keys.length} assets`, target);
    case "runWithUpstream":
      return command(`▶ Run ${keys.length === 1 ? "" : `${keys.length} `}with upstream`, target);
    case "lineage":
      return command("Lineage", target);
    case "downstream": {
      const readers = readersOf(context, keys);
      return command(
        `${readers.length} downstream`,
        place(context, key)[0],
        readers.flatMap((one) => place(context, one)),
      );
    }
    case "status": {
      const known = keys.flatMap((one) => statuses.of(one) ?? []);
      return command(statusText(known, now), target);
    }
    case "schedule": {
      const scheduled = context.snapshot.scheduledKeys(data.path, data.at);
      const places = scheduled.flatMap((one) => place(context, one));
      return command(counted(scheduled.length), places[0], places);
    }
  }
}

function statusText(known: readonly AssetStatus[], now: number): string {
  const [only, ...others] = known;
  return only !== undefined && others.length === 0 ? lensText(only, now) : sharedLensText(known);
}

/** Who reads any of them, besides themselves. */
function readersOf({ snapshot }: Context, keys: readonly string[]): readonly string[] {
  const readers = keys.flatMap((key) => snapshot.consumers(key).map(({ item }) => item.key));
  const own = new Set(keys);
  return [...new Set(readers)].filter((reader) => keys.length === 1 || !own.has(reader)).sort();
}

function place(context: Context, key: string): Location[] {
  const name = context.snapshot.locate(key)?.name;
  return name === undefined ? [] : [location(context, name)];
}

function counted(assets: number): string {
  return `${assets} ${assets === 1 ? "asset" : "assets"}`;
}
