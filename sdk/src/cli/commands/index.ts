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
    name: "status",
    summary: "Say what is fresh, and why the rest is not",
    load: async () => (await import("./status.ts")).status,
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
    name: "logs",
    summary: "Print what a past run said",
    load: async () => (await import("./logs.ts")).logs,
  },
  {
    name: "show",
    summary: "Print the stored rows of an asset",
    load: async () => (await import("./show.ts")).show,
  },
  {
    name: "versions",
    summary: "List the stored versions of an asset",
    load: async () => (await import("./versions.ts")).versions,
  },
  {
    name: "diff",
    summary: "Compare two versions of an asset, row by row",
    load: async () => (await import("./diff.ts")).diff,
  },
  {
    name: "lineage-of",
    summary: "Say what a version was made of",
    load: async () => (await import("./lineageOf.ts")).lineageOf,
  },
  {
    name: "rollback",
    summary: "Make an earlier version the current one",
    load: async () => (await import("./rollback.ts")).rollback,
  },
  {
    name: "gc",
    summary: "Delete what retention no longer keeps",
    load: async () => (await import("./gc.ts")).gc,
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
