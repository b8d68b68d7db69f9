// Evaluates every asset module and gathers what it declares. A module that fails is a problem, not the end: the others load.
import { findCycles, nearestKeys } from "@strataline/core/graph";
import { nearestName } from "@strataline/core/keys";
import type { AssetGraph } from "@strataline/core";
import { listenToDeclarations } from "../authoring/collector.ts";
import { DEFINITION, type AnyDefinition } from "../authoring/definition.ts";
import type { Schedule } from "../authoring/schedule.ts";
import type { ProjectProblem } from "../runner/api.ts";
import type { FullConfig } from "./resolveConfig.ts";
import { graphOf } from "./graphOf.ts";
import type { ModuleLoader } from "./moduleLoader.ts";
import { toRunError } from "./userError.ts";

export interface Loaded {
  /** The first of each key, by file and order of evaluation. */
  readonly byKey: ReadonlyMap<string, AnyDefinition>;
  readonly graph: AssetGraph;
  readonly schedules: readonly Schedule[];
  readonly problems: readonly ProjectProblem[];
}

/** `files`: relative to the root, in the order in which they are loaded. */
export async function loadDefinitions(
  files: readonly string[],
  loader: ModuleLoader,
  config: FullConfig,
  root: string,
): Promise<Loaded> {
  const found: { readonly definition: AnyDefinition; readonly file: string }[] = [];
  const schedules: { readonly schedule: Schedule; readonly file: string }[] = [];
  const problems: ProjectProblem[] = [];
  let file = "";
  // Modules imported by the first that needs them are evaluated once, so a definition is heard once.
  const stop = listenToDeclarations({
    definition: (definition) => found.push({ definition, file }),
    schedule: (schedule) => schedules.push({ schedule, file }),
  });
  try {
    for (file of files) {
      try {
        await loader.load(file);
      } catch (error) {
        problems.push(moduleProblem(error, file, root));
      }
    }
  } finally {
    stop();
  }
  const definitions = found.map(({ definition }) => definition);
  const graph = graphOf(definitions, config.layers);
  const byKey = new Map([...definitions].reverse().map((definition) => [definition.key, definition]));
  for (const item of found) problems.push(...definitionProblems(item.definition, item.file, config));
  problems.push(...duplicateProblems(found), ...cycleProblems(graph), ...scheduleProblems(schedules, byKey));
  return { byKey, graph, schedules: schedules.map(({ schedule }) => schedule), problems };
}

export function moduleProblem(error: unknown, file: string, root: string): ProjectProblem {
  const { message, location } = toRunError(error, root);
  const place = location ?? { file };
  return { code: "moduleFailed", message: `${file} cannot be loaded: ${message}`, ...place };
}

function definitionProblems(definition: AnyDefinition, file: string, config: FullConfig): ProjectProblem[] {
  const name =
    definition.key === "" ? `A ${definition[DEFINITION]} in ${file}` : `"${short(definition.key)}"`;
  const messages = [...definition.problems];
  if (definition[DEFINITION] === "asset") {
    const { io, checks, resources, pool } = definition;
    if (io !== null && !config.io.has(io)) {
      messages.push(`The config has no IO manager "${io}"; it has ${[...config.io.keys()].join(", ")}.`);
    }
    messages.push(...resources.flatMap((name) => unknownName("resource", name, config.resources)));
    if (pool !== null) messages.push(...unknownName("pool", pool, config.pools));
    const names = checks.map((check) => check.name);
    const twice = names.find((check, i) => names.indexOf(check) !== i);
    if (twice !== undefined) messages.push(`It has two checks named "${twice}".`);
  }
  return messages.map((message) => ({ code: "invalidDefinition", message: `${name}: ${message}`, file }));
}

function unknownName(
  what: "resource" | "pool",
  name: string,
  configured: ReadonlyMap<string, unknown>,
): readonly string[] {
  if (configured.has(name)) return [];
  const known = [...configured.keys()];
  const near = nearestName(name, known);
  const hint =
    near !== null
      ? ` Did you mean "${near}"?`
      : known.length === 0
        ? ` Add \`${what}s: { … }\` to the config.`
        : ` It has ${known.join(", ")}.`;
  return [`The config has no ${what} "${name}".${hint}`];
}

function scheduleProblems(
  found: readonly { readonly schedule: Schedule; readonly file: string }[],
  byKey: ReadonlyMap<string, AnyDefinition>,
): ProjectProblem[] {
  const names = new Set<string>();
  return found.flatMap(({ schedule, file }) => {
    const { name, assets, problems } = schedule;
    const messages = [
      ...problems,
      ...(name !== "" && names.has(name) ? ["Another schedule has this name."] : []),
      ...(assets ?? []).flatMap((key) => wrongTarget(key, byKey)),
    ];
    names.add(name);
    const what = name === "" ? `A schedule in ${file}` : `The schedule "${name}"`;
    return messages.map((message) => ({ code: "invalidDefinition", message: `${what}: ${message}`, file }));
  });
}

function wrongTarget(key: string, byKey: ReadonlyMap<string, AnyDefinition>): readonly string[] {
  const kind = byKey.get(key)?.[DEFINITION];
  if (kind === "asset") return [];
  if (kind !== undefined)
    return [`"${short(key)}" is a ${kind === "source" ? "source" : "data product"}: nothing computes it.`];
  const near = nearestKeys(key, [...byKey.keys()], 1)[0];
  return [`No asset has the key "${short(key)}".${near === undefined ? "" : ` Did you mean "${near}"?`}`];
}

function duplicateProblems(
  found: readonly { readonly definition: AnyDefinition; readonly file: string }[],
): ProjectProblem[] {
  const files = new Map<string, string[]>();
  for (const { definition, file } of found) {
    files.set(definition.key, [...(files.get(definition.key) ?? []), file]);
  }
  return [...files].flatMap(([key, places]): ProjectProblem[] => {
    const [first, second] = places;
    if (second === undefined || key === "") return [];
    const where = [...new Set(places)].join(" and ");
    return [
      {
        code: "duplicateKey",
        message: `The key "${key}" is declared ${places.length} times, in ${where}.`,
        file: first ?? second,
      },
    ];
  });
}

function cycleProblems(graph: AssetGraph): ProjectProblem[] {
  return findCycles(graph).map((keys) => ({
    code: "cycle",
    message: `These assets read each other in a circle: ${[...keys, keys[0] ?? ""].join(" → ")}.`,
  }));
}

/** A key of any length in a message of one line. */
function short(key: string): string {
  return key.length > 80 ? `${key.slice(0, 80)}…` : key;
}
