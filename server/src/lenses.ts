// What stands above an asset: the actions this editor has a command for, and its last run in words.
import type { CodeLens, Command, Location } from "vscode-languageserver";
import type { AssetLens } from "@strataline/core";
import { lensText } from "./lensText.ts";
import { location, type Context } from "./toLsp.ts";
import type { View } from "./projects.ts";

/** Names the client registers; an editor without them gets the texts only. */
export const LENS_COMMANDS = {
  run: "strataline.run",
  runWithUpstream: "strataline.runWithUpstream",
  lineage: "strataline.openLineage",
  downstream: "strataline.peekDownstream",
  output: "strataline.showOutput",
} as const;

/** `commands`: those the editor has. `now`: epoch milliseconds. */
export function codeLenses(
  context: Context,
  view: View,
  commands: ReadonlySet<string>,
  now: number,
): readonly CodeLens[] {
  return view.snapshot.lenses(view.path, view.project.statuses.of).flatMap((lens) => {
    const range = view.lines.range(lens.span);
    const can = ({ command }: Command): boolean => commands.has(command);
    const texts = informing(context, lens, now).map((text) => (can(text) ? text : { ...text, command: "" }));
    return [...actions(context, lens).filter(can), ...texts].map((command) => ({ range, command }));
  });
}

function actions(context: Context, { key, runnable }: AssetLens): readonly Command[] {
  const target = targetOf(context, key);
  const run = { title: "▶ Run", command: LENS_COMMANDS.run, arguments: target };
  const runWithUpstream = {
    title: "▶ Run with upstream",
    command: LENS_COMMANDS.runWithUpstream,
    arguments: target,
  };
  const lineage = { title: "Lineage", command: LENS_COMMANDS.lineage, arguments: target };
  return runnable ? [run, runWithUpstream, lineage] : [lineage];
}

function informing(context: Context, lens: AssetLens, now: number): readonly Command[] {
  const place = (key: string): Location[] => {
    const name = context.snapshot.locate(key)?.name;
    return name === undefined ? [] : [location(context, name)];
  };
  const downstream = {
    title: `${lens.downstream.length} downstream`,
    command: LENS_COMMANDS.downstream,
    arguments: [place(lens.key)[0], lens.downstream.flatMap(place)],
  };
  if (lens.status === null) return [downstream];
  const title = lensText(lens.status, now);
  return [downstream, { title, command: LENS_COMMANDS.output, arguments: targetOf(context, lens.key) }];
}

function targetOf({ project }: Context, key: string): [{ readonly root: string; readonly key: string }] {
  return [{ root: project.info.root, key }];
}
