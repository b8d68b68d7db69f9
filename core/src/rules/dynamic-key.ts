// A key or dep that cannot be known without running the code.
import { narrow, siteId } from "../occurrences/index.ts";
import type { LinkedDefinition, LinkedFile, Site, Unresolved } from "../project/linked.ts";
import type { Finding, FileRule } from "./model.ts";

const HELP = "Write it as a literal, or from constants that can be read here.";

export const dynamicKey: FileRule = {
  code: "dynamic-key",
  scope: "file",
  isLocal: true,
  defaultSeverity: "information",
  doc: `A key or a dep cannot be known without running the code, so it is drawn dashed and left out of navigation, rename and
the other rules. Nothing is guessed.

\`\`\`ts
asset({ key: \`silver/\${process.env.NAME}\`, … }) // dynamic: only known when the code runs
const NAME = "orders";
asset({ key: \`silver/\${NAME}\`, … }) // ✓ "silver/orders"
\`\`\`

Literals, templates, concatenation, \`as const\` objects, enums and constants of other files can be read. The layer of an asset,
the targets and the cron string of a schedule are judged in the same way. \`strataline graph --runtime\` shows what running the
code says.`,

  *check({ definitions, schedules }: LinkedFile): Iterable<Finding> {
    const told = new Set<string>();
    const once = function* (what: string, { site, reason, isMistake }: Unresolved): Iterable<Finding> {
      if (isMistake === true || told.has(siteId(site))) return;
      told.add(siteId(site));
      yield { message: messageOf(what, reason), site, about: `${what}: ${reason}` };
    };
    for (const definition of definitions) {
      const { keyUnresolved, layerUnresolved, unresolvedDeps, id, binding, key } = definition;
      const name = key === null ? (binding ?? "this declaration") : id;
      if (keyUnresolved !== null)
        yield* dynamic(`The key of ${name}`, keyUnresolved, definition.keySite, definition);
      if (layerUnresolved !== null) {
        yield* dynamic(
          `The layer of ${name}`,
          layerUnresolved,
          definition.layerSite ?? definition.nameSite,
          definition,
        );
      }
      for (const unresolved of unresolvedDeps) yield* once(`A dep of ${name}`, unresolved);
    }
    for (const schedule of schedules) {
      const name = schedule.name ?? "this schedule";
      const { cronUnresolved, unresolvedTargets, nameSite } = schedule;
      if (cronUnresolved !== null)
        yield* dynamic(`The cron string of ${name}`, cronUnresolved, nameSite, schedule);
      for (const unresolved of unresolvedTargets) yield* once(`A target of ${name}`, unresolved);
    }
  },
};

/** Shown where the declaration says it, with the expression that stopped it when that is in another file. */
function* dynamic(
  what: string,
  { site, reason, isMistake }: Unresolved,
  own: Site,
  declaration: Pick<LinkedDefinition, "site" | "nameSite">,
): Iterable<Finding> {
  if (isMistake === true) return;
  const isHere = site.path === own.path;
  yield {
    message: messageOf(what, reason),
    site: narrow(isHere ? site : own, declaration),
    about: `${what}: ${reason}`,
    ...(!isHere && { related: () => [{ message: "This expression stopped it", site }] }),
  };
}

function messageOf(what: string, reason: string): string {
  return `${what} cannot be known without running the code, because ${reason}. ${HELP}`;
}
