// `npm run bench -- layout`: our layout and its peers on the same graphs, in one run. docs/bench.md says how to read it.
import { spawn } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../scratchProject.ts";
import type { Given } from "./child.ts";
import { engines } from "./engines/index.ts";
import { measureGoals } from "./goals.ts";
import { storedGraphs } from "./problem.ts";
import { crossingLines, headLine, ratioLines, textLine, type Row } from "./table.ts";

const QUICK = ["real-jaffle", "real-squared", "syn-200", "real-mattermost"];

export async function layout(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      goals: { type: "boolean", default: false },
      turned: { type: "boolean", default: false },
      engine: { type: "string", multiple: true, default: [] },
      edits: { type: "string", default: "3" },
      limit: { type: "string", default: "60" },
    },
  });
  const all = positionals.length > 0 ? positionals : storedGraphs();
  const files = values.quick ? all.filter((file) => QUICK.includes(basename(file, ".json"))) : all;
  if (values.goals) {
    await measureGoals(files, values.json);
    return;
  }
  const unknown = values.engine.filter((name) => !engines.some((engine) => engine.name === name));
  if (unknown.length > 0)
    throw new Error(
      `no engine "${unknown.join(", ")}": there are ${engines.map(({ name }) => name).join(", ")}`,
    );
  const chosen = engines.filter(({ name }) => values.engine.length === 0 || values.engine.includes(name));
  if (!values.json) {
    const load = loadavg()[0]?.toFixed(1) ?? "?";
    console.log(`Node ${process.versions.node}, ${availableParallelism()} cores, load ${load}\n`);
    for (const { name, what } of chosen) console.log(`${name.padEnd(17)}${what}`);
  }
  const rows: Row[] = [];
  const given = { turned: values.turned, edits: Number(values.edits) };
  const limit = Number(values.limit) * 1000;
  // What took too long for one graph would for a larger one: the rest of its minutes are worth more elsewhere.
  const tooSlow = new Set<string>();
  for (const file of files) {
    if (!values.json) console.log(`\n${basename(file, ".json")}\n${headLine}`);
    for (const { name } of chosen) {
      const row: Row = tooSlow.has(name)
        ? { graph: basename(file, ".json"), engine: name, failed: "not run: too slow on a smaller graph" }
        : await runEngine({ ...given, engine: name, file }, limit);
      if (row.failed?.startsWith("stopped") === true) tooSlow.add(name);
      rows.push(row);
      console.log(values.json ? JSON.stringify(row) : textLine(row));
    }
  }
  if (!values.json) for (const line of [...ratioLines(rows), ...crossingLines(rows)]) console.log(line);
}

/** `limit` is the time in ms for one layout, from result to result. */
function runEngine(given: Given, limit: number): Promise<Row> {
  // ELK and dagre recurse as deep as the graph: more stack than usual, so that they can finish.
  const options = ["--max-old-space-size=4096", "--stack-size=3900"];
  const child = spawn(
    process.execPath,
    [...options, join(root, "bench/layout/child.ts"), JSON.stringify(given)],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let row: Row = { graph: basename(given.file, ".json"), engine: given.engine };
  let rest = "";
  let lastError = "";
  return new Promise((resolve) => {
    let timer = setTimeout(stop, limit);
    function stop(): void {
      const part = row.coldMs === undefined ? "" : " in a later round";
      row = { ...row, failed: `stopped after ${limit / 1000} s${part}` };
      child.kill("SIGKILL");
    }
    child.stderr.on("data", (chunk: Buffer) => {
      lastError = chunk.toString().trim().split("\n").at(-1) ?? lastError;
    });
    child.stdout.on("data", (chunk: Buffer) => {
      clearTimeout(timer);
      timer = setTimeout(stop, limit);
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) row = { ...row, ...(JSON.parse(line) as Partial<Row>) };
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code !== 0 && row.failed === undefined) row = { ...row, failed: `ended: ${lastError}` };
      resolve(row);
    });
  });
}
