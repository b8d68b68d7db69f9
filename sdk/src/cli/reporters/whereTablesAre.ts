// The last lines of a run: where the tables are, and how to look at one.
import { relative } from "node:path";
import type { LoadedProject } from "../../runner/index.ts";
import type { Terminal } from "../terminal.ts";

export function whereTablesAre(loaded: LoadedProject, terminal: Terminal): string {
  const { root, graph } = loaded;
  const locations = loaded.locations();
  const tables = graph.nodes.filter(({ key }) => locations.get(key)?.endsWith(".parquet") === true);
  const example = tables.find(({ layer }) => layer === graph.layers.at(-1)?.name) ?? tables[0];
  if (example === undefined) return "";
  const here = relative(terminal.cwd, root).replaceAll("\\", "/");
  const path = (inside: string): string => (here === "" ? inside : `${here}/${inside}`);
  return [
    `Tables are in ${terminal.color.cyan(path(".strataline/lake"))}, as Parquet files. To look at one:`,
    `  strataline show ${example.key}${here === "" ? "" : ` --cwd ${here}`}`,
    `  duckdb -c "select * from '${path(locations.get(example.key) ?? "")}'"`,
    "",
  ].join("\n");
}
