// A schedule, or partitions, with a cron string or a time zone that means nothing.
import { looksLikeTimeZone, parseCron } from "../cron/index.ts";
import type { LinkedFile, LinkedPartitions, Site } from "../project/linked.ts";
import type { FileRule, Finding } from "./model.ts";
import { changeText } from "./named.ts";

export const invalidCron: FileRule = {
  code: "invalid-cron",
  scope: "file",
  isLocal: true,
  defaultSeverity: "error",
  doc: `A cron string is not valid, or a time zone is not written as one. A cron string has five fields (minute, hour, day of month,
month, day of week) with numbers, names, lists, ranges and steps, \`L\` for the last day of a month, or is one of \`@hourly\`,
\`@daily\`, \`@weekly\`, \`@monthly\`, \`@yearly\`.

\`\`\`ts
schedule({ cron: "60 * * * *", … }) // ✗ the minute is 0 to 59, not 60
schedule({ cron: "0 * * * *", … }) // ✓
schedule({ cron: "@daily", timezone: "Europe Berlin", … }) // ✗ written as in "Europe/Berlin"
\`\`\``,

  *check({ definitions, schedules }: LinkedFile): Iterable<Finding> {
    for (const { name, cron, timezone } of schedules) {
      const owner = name ?? "a schedule";
      if (cron !== null) yield* checkCron(cron.text, cron.site, owner, true);
      if (timezone !== null) yield* checkTimeZone(timezone.text, timezone.site, owner);
    }
    for (const { id, partitions } of definitions) {
      for (const one of allPartitions(partitions)) {
        if (one.cron !== null) yield* checkCron(one.cron, one.site, id, false);
        if (one.timezone !== null) yield* checkTimeZone(one.timezone, one.site, id);
      }
    }
  },
};

function* checkCron(text: string, site: Site, owner: string, isWrittenThere: boolean): Iterable<Finding> {
  const parsed = parseCron(text);
  if (parsed.ok) return;
  const { message, nearest } = parsed;
  const hasHint = nearest === null || message.includes(`"${nearest}"`);
  yield {
    message: hasHint ? message : `${message} Nearest right one: "${nearest}".`,
    site,
    about: `${owner}: ${text}`,
    fixes: (view) => (nearest === null || !isWrittenThere ? [] : changeText(view, { text, site }, nearest)),
  };
}

function* checkTimeZone(text: string, site: Site, owner: string): Iterable<Finding> {
  if (looksLikeTimeZone(text)) return;
  yield {
    message: `"${text}" is no time zone. Write a name of the IANA list, as in "Europe/Berlin" or "UTC".`,
    site,
    about: `${owner}: ${text}`,
  };
}

function allPartitions(partitions: LinkedPartitions | null): readonly LinkedPartitions[] {
  return partitions === null ? [] : [partitions, ...Object.values(partitions.dimensions)];
}
