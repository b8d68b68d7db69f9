// The list of commands. Summaries stand here so that `--help` loads none of them.
import type { Command } from "../command.ts";

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "check",
    summary: "Find mistakes without running anything",
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "rules",
    summary: "Run the project's own rules alone",
    load: async () => (await import("./rules.ts")).rules,
  },
  {
    name: "graph",
    summary: "Print the graph of assets",
    load: async () => (await import("./graph.ts")).graph,
  },
  {
    name: "select",
    summary: "Print the keys that a selection means",
    load: async () => (await import("./select.ts")).select,
  },
  {
    name: "schedules",
    summary: "List what is declared to run when",
    load: async () => (await import("./schedules.ts")).schedules,
  },
  {
    name: "plan",
    summary: "Say what `run` would do, and why",
    load: async () => (await import("./plan.ts")).plan,
  },
  {
    name: "run",
    summary: "Materialize what is not fresh",
    load: async () => (await import("./run.ts")).run,
  },
  {
    name: "standby",
    summary: "Load the project and wait for one run, for editors",
    load: async () => (await import("./standby.ts")).standby,
  },
  {
    name: "runs",
    summary: "List past runs",
    load: async () => (await import("./runs.ts")).runs,
  },
  {
    name: "show",
    summary: "Print the stored rows of an asset",
    load: async () => (await import("./show.ts")).show,
  },
  {
    name: "keys",
    summary: "Write .strataline/keys.d.ts, so that TypeScript knows all keys",
    load: async () => (await import("./keys.ts")).keys,
  },
  {
    name: "lsp",
    summary: "Start the language server for an editor",
    load: async () => (await import("./lsp.ts")).lsp,
  },
];
