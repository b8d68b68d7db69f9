// `strataline schedules`: what is declared to run when. Reads text only; nothing here starts a schedule.
import {
  isKnownTimeZone,
  nextTicks,
  parseCron,
  select,
  type LinkedSchedule,
  type Range,
  type Snapshot,
} from "@strataline/core";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { projectRoot } from "../projectRoot.ts";
import { plural } from "../quantities.ts";
import { readProject } from "../staticProject.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";

export const schedules: Command = {
  spec: {
    positionals: [],
    options: { format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] } },
    examples: [
      { line: "strataline schedules", does: "what is materialized when" },
      { line: "strataline schedules --format json", does: "for programs" },
    ],
  },
  run: (args, terminal) => {
    const place = projectRoot(args, terminal);
    if (place === null) return Promise.resolve(ExitCode.usage);
    const snapshot = readProject(place);
    const listed = snapshot.linked.schedules.map((schedule) => listedSchedule(schedule, snapshot));
    if (args.value("format") === "json") {
      terminal.out(`${JSON.stringify({ schemaVersion: 1, schedules: listed }, null, 2)}\n`);
    } else printText(listed, terminal);
    return Promise.resolve(ExitCode.ok);
  },
};

/** Publicly documented (docs/protocol.md), do not change. What cannot be known without running the code is null. */
interface ListedSchedule {
  readonly name: string | null;
  readonly cron: string | null;
  readonly timezone: string;
  /** The keys it names; null when it selects, or when one of them cannot be known. */
  readonly assets: readonly string[] | null;
  readonly select: string | null;
  /** The assets it means now. */
  readonly keys: readonly string[] | null;
  /** Why `keys` is null. */
  readonly problem: string | null;
  /** Its next ticks, in UTC; null when cron expression or time zone are not known, or wrong. */
  readonly next: readonly string[] | null;
  readonly file: string;
  readonly range: Range;
}

/** Ticks that are told. */
const NEXT = 3;

function listedSchedule(schedule: LinkedSchedule, snapshot: Snapshot): ListedSchedule {
  const { name, cron, timezone, targets, unresolvedTargets, selection, site } = schedule;
  const [unresolved] = unresolvedTargets;
  const isNamed = selection === null;
  const named = targets.map(({ key }) => key.key);
  const found = isNamed ? { keys: named, problem: null } : selected(selection.text, snapshot);
  const assets = isNamed && unresolved === undefined ? named : null;
  return {
    name,
    cron: cron?.text ?? null,
    timezone: timezone?.text ?? "UTC",
    assets,
    select: selection?.text ?? null,
    ...(unresolved === undefined ? found : { keys: null, problem: unresolved.reason }),
    next: cron === null ? null : ticksOf(cron.text, timezone?.text ?? "UTC"),
    file: site.path,
    range: snapshot.lines(site.path).range(snapshot.span(site)),
  };
}

function ticksOf(cron: string, timezone: string): readonly string[] | null {
  const parsed = parseCron(cron);
  if (!parsed.ok || !isKnownTimeZone(timezone)) return null;
  return nextTicks(parsed.cron, timezone, Date.now(), NEXT).map((tick) => new Date(tick).toISOString());
}

function selected(expression: string, { graph }: Snapshot): Pick<ListedSchedule, "keys" | "problem"> {
  const found = select(graph, expression);
  if (!found.ok) return { keys: null, problem: found.message };
  const assets = new Set(graph.nodes.filter(({ kind }) => kind === "asset").map(({ key }) => key));
  return { keys: found.keys.filter((key) => assets.has(key)), problem: null };
}

function printText(listed: readonly ListedSchedule[], terminal: Terminal): void {
  if (listed.length === 0) {
    terminal.out('There are no schedules: `schedule({ name, cron, select: "layer:gold" })` declares one.\n');
    return;
  }
  const rows = listed.map((schedule) => [
    schedule.name ?? "?",
    schedule.cron ?? "?",
    schedule.timezone,
    schedule.next?.[0]?.slice(0, 16).replace("T", " ") ?? "?",
    targetText(schedule),
    `${schedule.file}:${schedule.range.start.line + 1}`,
  ]);
  terminal.out(formatTable(COLUMNS, rows, terminal.color));
  for (const { name, problem } of listed) {
    if (problem !== null) terminal.err(`${terminal.color.yellow("warning")}: ${name ?? "?"}: ${problem}\n`);
  }
}

const COLUMNS = [
  { title: "Schedule" },
  { title: "Cron" },
  { title: "Time zone" },
  { title: "Next (UTC)" },
  { title: "Materializes" },
  { title: "Declared in" },
];

function targetText({ assets, select: expression, keys }: ListedSchedule): string {
  const count = keys === null ? "?" : plural(keys.length, "asset");
  if (expression !== null) return `${expression} (${count})`;
  return assets === null ? "?" : assets.join(", ");
}
