// Made by npm run generate from the types of the SDK: its functions and what may be given to them.

import type { OptionFact, SignatureFact } from "./signatureFacts.ts";

const options1: readonly OptionFact[] = [
  ["blocking?", 'Downstreams do not run when it fails with severity "error".'],
  ["severity?", 'Default "error".'],
  ["description?", null],
];

const options2: readonly OptionFact[] = [
  ["min?", null],
  ["max?", null],
];

const options3: readonly OptionFact[] = [["folder?", "Where the files are, relative to the project."]];

/** By name: "asset", "check.unique". */
export const SIGNATURES: Readonly<Record<string, SignatureFact>> = {
  asset: {
    doc: "Declares an asset: a table, file or value with a unique key, what it reads, and how it is computed.",
    parameters: [
      {
        name: "options",
        options: [
          ["key", 'Unique in the project: "silver/orders", or ["silver", "orders"].'],
          ["deps?", "`{ name: keyOrAsset }`: loaded and passed to `run` by name."],
          ["layer?", "Default: the first component of the key, when it is a layer's name."],
          ["io?", "Name of an IO manager of the config's `io`."],
          ["resources?", "Names of the config's `resources`; `run` gets them as `ctx.resources`."],
          [
            "pool?",
            "Name of a pool of the config's `pools`, which limits how many of its assets are computed at once.",
          ],
          ["priority?", "Of assets that could start, the one with the highest number does."],
          [
            "isolation?",
            '"process": computed in a process of its own, for what would keep all else waiting or might crash.',
          ],
          ["partitions?", 'How it is divided: `daily({ start: "2024-01-01" })`.'],
          [
            "schema?",
            "Any Standard Schema (zod, valibot, arktype) of one row, or of the whole value when `run` returns no rows.",
          ],
          ["checks?", null],
          ["retry?", null],
          ["timeout?", "Milliseconds for one attempt."],
          ["renamedFrom?", "Keys it had before: its history and data go on under the new one."],
          [
            "run?()",
            "Computes the asset: returns rows (array, iterable, async iterable), a `sql` query, or any JSON value.",
          ],
          ["query?", "Computes the asset by SQL; its `ref()`s are its deps."],
          ["description?", null],
          ["group?", null],
          ["owners?", "E-mail addresses or `team:name`."],
          ["tags?", null],
          ["kinds?", 'Technologies, for people and selections: "sql", "duckdb".'],
        ],
      },
    ],
  },
  check: {
    doc: null,
    parameters: [{ name: "name" }, { name: "evaluate" }, { name: "options?", options: options1 }],
  },
  "check.unique": {
    doc: "No two rows have the same values in these columns.",
    parameters: [{ name: "...columns" }],
  },
  "check.notNull": { doc: "No null in any of these columns.", parameters: [{ name: "...columns" }] },
  "check.accepted": {
    doc: "The column holds only these values, or null.",
    parameters: [{ name: "column" }, { name: "values" }, { name: "options?", options: options1 }],
  },
  "check.between": {
    doc: "The column lies between `min` and `max`, both included, or is null.",
    parameters: [
      { name: "column" },
      { name: "range", options: options2 },
      { name: "options?", options: options1 },
    ],
  },
  "check.rowCount": {
    doc: "The number of rows lies between `min` and `max`, both included.",
    parameters: [
      { name: "range", options: options2 },
      { name: "options?", options: options1 },
    ],
  },
  "check.sql": {
    doc: "The query selects the rows that violate; read the asset itself, and its deps, by `ref()`.",
    parameters: [{ name: "name" }, { name: "query" }, { name: "options?", options: options1 }],
  },
  defineConfig: {
    doc: "The default export of strataline.config.ts.",
    parameters: [
      {
        name: "options",
        options: [
          ["layers", null],
          ["assets?", "Globs of the files that declare assets, relative to the config."],
          [
            "io?",
            'IO managers by name; an asset without `io` uses "default", which is `lake()` when it is not given.',
          ],
          [
            "resources?",
            "What assets share while a run lasts, by name: values, or `resource({ setup, teardown })`.",
          ],
          [
            "userRules?",
            "Globs of files whose exports are rules of your own, made by `rule()`; relative to the config.",
          ],
          ["rules?", 'Severity per rule: `{ "skipped-layer": "off" }`.'],
          [
            "pools?",
            "How many assets of a pool (`asset({ pool })`) are computed at once, in all runs of this project together.",
          ],
          ["concurrency?", "Assets computed at the same time."],
          ["retry?", "For assets without `retry` of their own."],
          ["retention?", "How much history and data is kept."],
        ],
      },
    ],
  },
  layers: {
    doc: "Your own layers, first to last: names, or names with a title and description.",
    parameters: [{ name: "list" }],
  },
  link: {
    doc: "`url` must begin with http:// or https://.",
    parameters: [{ name: "url" }, { name: "title?" }],
  },
  markdown: { doc: null, parameters: [{ name: "text" }] },
  table: { doc: "A few rows to look at, not data: the first 50 are kept.", parameters: [{ name: "rows" }] },
  daily: {
    doc: "One partition a day, from `start` on.",
    parameters: [
      {
        name: "options",
        options: [
          ["start", 'The first partition begins here: "2024-01-01", or "2024-01-01T06:00".'],
          ["hourOffset?", "Hours after midnight, 0 to 23."],
          ["minuteOffset?", "Minutes after the hour, 0 to 59."],
          ["end?", "There is none that begins at or after it."],
          ["timezone?", 'IANA name: "Europe/Berlin".'],
          ["format?", 'How a partition\'s key is written, as in strftime: "%Y-%m-%d".'],
        ],
      },
    ],
  },
  dynamicPartitions: {
    doc: "Keys that are added while the pipeline lives, under a name that several assets may share.",
    parameters: [{ name: "name" }],
  },
  hourly: {
    doc: "One partition an hour, from `start` on.",
    parameters: [
      {
        name: "options",
        options: [
          ["start", 'The first partition begins here: "2024-01-01", or "2024-01-01T06:00".'],
          ["minuteOffset?", "Minutes after the hour, 0 to 59."],
          ["end?", "There is none that begins at or after it."],
          ["timezone?", 'IANA name: "Europe/Berlin".'],
          ["format?", 'How a partition\'s key is written, as in strftime: "%Y-%m-%d".'],
        ],
      },
    ],
  },
  monthly: {
    doc: "One partition a month, from `start` on.",
    parameters: [
      {
        name: "options",
        options: [
          ["start", 'The first partition begins here: "2024-01-01", or "2024-01-01T06:00".'],
          ["dayOffset?", "Day of the month, 1 (default) to 31."],
          ["hourOffset?", "Hours after midnight, 0 to 23."],
          ["minuteOffset?", "Minutes after the hour, 0 to 59."],
          ["end?", "There is none that begins at or after it."],
          ["timezone?", 'IANA name: "Europe/Berlin".'],
          ["format?", 'How a partition\'s key is written, as in strftime: "%Y-%m-%d".'],
        ],
      },
    ],
  },
  multiPartitions: {
    doc: 'Combinations: `multiPartitions({ date: daily({ start: "2024-01-01" }), region: staticPartitions(["emea"]) })`.',
    parameters: [{ name: "dimensions" }],
  },
  staticPartitions: {
    doc: 'A fixed list: `staticPartitions(["emea", "apac"])`.',
    parameters: [{ name: "keys" }],
  },
  timeWindow: {
    doc: "Partitions that begin when a cron expression says so.",
    parameters: [
      {
        name: "options",
        options: [
          ["cron", 'When partitions begin: "0 6 * * 1-5".'],
          ["start", 'The first partition begins here: "2024-01-01", or "2024-01-01T06:00".'],
          ["end?", "There is none that begins at or after it."],
          ["timezone?", 'IANA name: "Europe/Berlin".'],
          ["format?", 'How a partition\'s key is written, as in strftime: "%Y-%m-%d".'],
        ],
      },
    ],
  },
  weekly: {
    doc: "One partition a week, from `start` on; it begins on Sunday unless `dayOffset` says otherwise.",
    parameters: [
      {
        name: "options",
        options: [
          ["start", 'The first partition begins here: "2024-01-01", or "2024-01-01T06:00".'],
          ["dayOffset?", "Day of the week, 0 (Sunday, default) to 6."],
          ["hourOffset?", "Hours after midnight, 0 to 23."],
          ["minuteOffset?", "Minutes after the hour, 0 to 59."],
          ["end?", "There is none that begins at or after it."],
          ["timezone?", 'IANA name: "Europe/Berlin".'],
          ["format?", 'How a partition\'s key is written, as in strftime: "%Y-%m-%d".'],
        ],
      },
    ],
  },
  resource: {
    doc: "For `resources` of the config.",
    parameters: [
      {
        name: "options",
        options: [
          ["setup()", "Called once a run."],
          [
            "env?",
            "Any Standard Schema of an object of environment variables: `z.object({ PGPORT: z.coerce.number() })`.",
          ],
          [
            "secrets?",
            "Names of environment variables that it cannot do without, and whose values are never printed or stored.",
          ],
          [
            "teardown?()",
            "Called at the end of a run in which it was set up, also of one that failed or was cancelled.",
          ],
        ],
      },
    ],
  },
  rule: {
    doc: "Export it from a file that `userRules` of the config names.",
    parameters: [
      {
        name: "options",
        options: [
          ["code", 'Yours and the rule\'s name: "acme/owner-required".'],
          ["check()", null],
          ["severity?", 'Default "warning"; the config\'s `rules` may say otherwise.'],
          ["doc?", "Markdown: what and why."],
        ],
      },
    ],
  },
  schedule: {
    doc: "Declares when assets are materialized.",
    parameters: [
      {
        name: "options",
        options: [
          ["name", "Unique in the project."],
          ["cron", 'Five fields: "0 6 * * 1-5".'],
          ["timezone?", 'IANA name: "Europe/Berlin".'],
          ["select?", "A selection: `'layer:gold'`, `'+key:\"gold/revenue\"'`."],
          ["assets?", "Keys or assets."],
        ],
      },
    ],
  },
  dataProduct: {
    doc: "Declares who consumes the result: a dashboard, a model, a report.",
    parameters: [
      {
        name: "options",
        options: [
          ["key", null],
          ["deps", "What it is made of."],
          ["domain?", 'The part of the organisation it serves: "marketing".'],
          ["description?", null],
          ["group?", null],
          ["owners?", "E-mail addresses or `team:name`."],
          ["tags?", null],
          ["kinds?", 'Technologies, for people and selections: "sql", "duckdb".'],
        ],
      },
    ],
  },
  source: {
    doc: "Declares data that is made elsewhere and only read here.",
    parameters: [
      {
        name: "options",
        options: [
          ["key", null],
          [
            "file?",
            "Where the data is: a path relative to the project, or `npm:<package>/<path>` for a file of an installed package.",
          ],
          ["streaming?", "Data arrives all the time rather than in batches: shown in the lineage."],
          ["partitions?", 'How the data arrives: `daily({ start: "2024-01-01" })`.'],
          [
            "schema?",
            "Any Standard Schema of one row: validates rows when TypeScript reads them, and types them.",
          ],
          ["description?", null],
          ["group?", null],
          ["owners?", "E-mail addresses or `team:name`."],
          ["tags?", null],
          ["kinds?", 'Technologies, for people and selections: "sql", "duckdb".'],
        ],
      },
    ],
  },
  ref: {
    doc: "Reads an asset or source inside of `sql`; also declares it as a dep.",
    parameters: [{ name: "target" }],
  },
  json: {
    doc: "Any JSON value as a file per version.",
    parameters: [{ name: "options?", options: options3 }],
  },
  csv: {
    doc: "Tables as CSV files, one file per version.",
    parameters: [{ name: "options?", options: options3 }],
  },
  parquet: {
    doc: "Tables as Parquet files in a folder of your choice, one file per version: for other tools to read.",
    parameters: [{ name: "options?", options: options3 }],
  },
};
