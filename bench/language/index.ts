// `npm run bench -- language`: the figures of issue 3, "Speed and memory", each beside its goal. docs/bench.md says how to read
// them.
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { checkServer } from "./editor.ts";
import { toJson, toText } from "./figure.ts";
import { burst } from "./measures/burst.ts";
import { coldIndex } from "./measures/coldIndex.ts";
import { inProcess } from "./measures/inProcess.ts";
import { keystrokes } from "./measures/keystrokes.ts";
import type { Bench, Measure } from "./measures/measure.ts";
import { memory } from "./measures/memory.ts";
import { peers } from "./measures/peers.ts";
import { realGraphs } from "./measures/realGraphs.ts";
import { requests } from "./measures/requests.ts";
import { serverStart } from "./measures/serverStart.ts";
import { printProfile } from "./profile.ts";
import { HUB, scratchWorkspace } from "./scratchWorkspace.ts";
import { keysOf } from "./workspace/generate.ts";

const measures: readonly Measure[] = [
  coldIndex,
  serverStart,
  peers,
  inProcess,
  keystrokes,
  requests,
  burst,
  memory,
  realGraphs,
];

const HUB_READERS = 1_000;

export async function language(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      graph: { type: "string", default: "syn-10000" },
      assets: { type: "string", default: "10000" },
      rounds: { type: "string", default: "7" },
      samples: { type: "string", default: "300" },
      edits: { type: "string", default: "10000" },
      only: { type: "string", multiple: true, default: [] },
      profile: { type: "boolean", default: false },
    },
  });
  const chosen = measures.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
  const unknown = values.only.filter((name) => !measures.some((measure) => measure.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `no measure "${unknown.join(", ")}": there are ${measures.map(({ name }) => name).join(", ")}`,
    );
  }
  const say = (line: string): void => console.error(line);
  const warning = checkServer();
  if (warning !== null) say(`warning: ${warning}`);

  using workspace = scratchWorkspace({
    graph: values.graph,
    assets: numberOf(values.assets, "--assets"),
    hubReaders: HUB_READERS,
  });
  if (values.profile) {
    await printProfile(workspace.folder);
    return;
  }
  const bench: Bench = {
    workspace,
    rounds: numberOf(values.rounds, "--rounds"),
    samples: numberOf(values.samples, "--samples"),
    edits: numberOf(values.edits, "--edits"),
    hub: keysOf(workspace.graph).get(HUB) ?? null,
  };
  say(
    `Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1) ?? "?"}; ` +
      `${workspace.graph.nodes.length} assets in ${workspace.modules.length} files\n`,
  );
  for (const measure of chosen) {
    for await (const figure of measure.run(bench)) console.log(values.json ? toJson(figure) : toText(figure));
  }
}

function numberOf(text: string, option: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} takes a whole number, not "${text}"`);
  return value;
}
