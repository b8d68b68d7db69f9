// SQL as people write it: some common table expressions, joins, a window, cases and a grouping.
import type { Random } from "./random.ts";

const ALIASES = "abcdefghijklmnopqrstuvwxyz";
const MEASURES = ["amount", "quantity", "price", "discount", "score"] as const;
const DIMENSIONS = ["country", "channel", "currency", "status"] as const;

/** Lines of the template's text. `refs`: the expressions of what is read, each used once. */
export function writeQuery(random: Random, refs: readonly string[]): readonly string[] {
  const [first, ...others] = refs;
  const measure = random.pick(MEASURES);
  const [dimension = "country", other = "status"] = random.shuffled(DIMENSIONS);
  const lines = [
    "with base as (",
    "  select",
    "    id,",
    "    customer_id,",
    `    lower(trim(${dimension})) as ${dimension},`,
    `    ${other},`,
    `    coalesce(${measure}, 0)::decimal(18, 2) as ${measure},`,
    "    created_at::date as day",
    `  from ${first === undefined ? "read_csv('exports/*.csv')" : `\${ref(${first})}`}`,
    `  where ${other} not in ('test', 'internal') -- booked by the shop's own people`,
    ")",
  ];
  if (random.chance(0.6)) {
    lines.push(
      ", ranked as (",
      "  select",
      "    *,",
      "    row_number() over (partition by customer_id order by day desc, id) as place",
      "  from base",
      ")",
      ", latest as (select * from ranked where place = 1)",
    );
  }
  const from = lines.length > 12 ? "latest" : "base";
  lines.push(
    "select",
    `  t.${dimension},`,
    "  date_trunc('month', t.day)::date as month,",
    `  sum(t.${measure}) as ${measure},`,
    "  count(distinct t.customer_id) as customers,",
    `  case when sum(t.${measure}) > ${random.between(1, 90) * 1000} then 'large' else 'small' end as size,`,
    ...others.slice(0, 3).map((_, index) => `  max(${aliasOf(index)}.updated_at) as seen_${index + 1},`),
    `  quantile_cont(t.${measure}, 0.${random.between(50, 99)}) as high`,
    `from ${from} t`,
    ...others.map((target, index) => {
      const alias = aliasOf(index);
      return `left join \${ref(${target})} ${alias} on ${alias}.id = t.customer_id and ${alias}.${other} is not null`;
    }),
    `where t.day >= date '20${random.between(18, 25)}-01-01'`,
    "group by all",
    `having count(*) >= ${random.between(1, 9)}`,
    "order by 1, 2",
  );
  return lines;
}

function aliasOf(index: number): string {
  return index < ALIASES.length ? `${ALIASES.charAt(index)}x` : `j${index}`;
}
