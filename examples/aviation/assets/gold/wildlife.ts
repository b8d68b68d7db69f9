// What animals and aircraft do to each other.
import { asset, check, ref, sql } from "strataline";
import { z } from "zod";
import { STRIKES_PER_10K_FLIGHTS } from "../../keys.ts";

export const strikeCounts = asset({
  key: "gold/strike_counts",
  description:
    "Strikes and flights by airport over the same half year, January to June 2001, and the same twelve airlines: the two files " +
    "overlap nowhere else. A flight counts at both of its airports. Airports of the strike file with at least 1,000 flights: all but Atlantic City, Teterboro and Barksdale.",
  group: "wildlife",
  owners: ["team:safety"],
  tags: { grain: "airport" },
  kinds: ["sql"],
  checks: [
    check.unique("iata"),
    check.between("flights", { min: 1_000 }),
    check.between("strikes", { min: 0 }),
  ],
  query: sql`
    with strikes as (
      select iata, count(*) as strikes, count(*) filter (is_damaging) as damaging
      from ${ref("silver/bird_strikes")}
      where is_reporting_carrier and flight_date between date '2001-01-01' and date '2001-06-30'
      group by iata
    ),
    traffic as (
      select iata, sum(flights) as flights
      from ${ref("silver/airport_traffic")}
      group by iata
      having sum(flights) >= 1_000
    )
    select
      iata,
      airports.name,
      coalesce(strikes, 0)::integer as strikes,
      coalesce(damaging, 0)::integer as damaging_strikes,
      traffic.flights::integer as flights
    from ${ref("silver/strike_airports")}
    join ${ref("silver/airports")} airports using (iata)
    join traffic using (iata)
    left join strikes using (iata)
    order by iata
  `,
});

const StrikeCount = z.object({
  iata: z.string(),
  name: z.string(),
  strikes: z.number(),
  damaging_strikes: z.number(),
  flights: z.number(),
});

const StrikeRate = StrikeCount.extend({
  per_10k_flights: z.number().nonnegative(),
  low: z.number().nonnegative(),
  high: z.number().nonnegative(),
});
type StrikeRate = z.infer<typeof StrikeRate>;

/** Byar's approximation of the exact 95 % interval of a Poisson count. */
function poissonInterval(count: number): { low: number; high: number } {
  const z95 = 1.96;
  const bound = (n: number, sign: number): number =>
    n * (1 - 1 / (9 * n) + (sign * z95) / (3 * Math.sqrt(n))) ** 3;
  return { low: count === 0 ? 0 : bound(count, -1), high: bound(count + 1, 1) };
}

export const strikesPer10kFlights = asset({
  key: STRIKES_PER_10K_FLIGHTS,
  description:
    "Where do birds strike most often for the traffic there is? Reported strikes per 10,000 flights, January to June 2001, with the 95 % " +
    "interval of the count: an airport has a handful of reports, so most differences between neighbours in the list are chance.",
  group: "wildlife",
  owners: ["team:safety"],
  tags: { grain: "airport" },
  kinds: ["typescript"],
  deps: { counts: strikeCounts },
  schema: StrikeRate,
  checks: [
    check.unique("iata", { blocking: true }),
    check<StrikeRate>("the interval holds the rate", ({ rows }) =>
      rows.every((row) => row.low <= row.per_10k_flights && row.per_10k_flights <= row.high),
    ),
  ],
  run: ({ counts }): StrikeRate[] =>
    z
      .array(StrikeCount)
      .parse(counts)
      .map((count) => {
        const rate = (strikes: number): number => Number(((strikes / count.flights) * 10_000).toFixed(2));
        const { low, high } = poissonInterval(count.strikes);
        return { ...count, per_10k_flights: rate(count.strikes), low: rate(low), high: rate(high) };
      })
      .sort((a, b) => b.per_10k_flights - a.per_10k_flights),
});

export const strikeCosts = asset({
  key: "gold/strike_costs",
  description:
    "When is a strike expensive? All reports, 1990 to 2002, all operators, by the animal's size and the phase of flight. Costs in US " +
    "dollars, not corrected for inflation; only 2 % of the reports name one, so totals are a lower bound.",
  group: "wildlife",
  owners: ["team:safety"],
  tags: { grain: "size, phase" },
  kinds: ["sql"],
  checks: [check.unique("wildlife_size", "phase"), check.between("damaging_share", { min: 0, max: 1 })],
  query: sql`
    select
      wildlife_size,
      phase,
      count(*)::integer as reports,
      round(avg(is_damaging::integer), 4) as damaging_share,
      count(*) filter (cost_total > 0)::integer as reports_with_cost,
      sum(cost_total)::double as total_cost_usd,
      max(cost_total)::double as highest_cost_usd
    from ${ref("silver/bird_strikes")}
    group by wildlife_size, phase
    order by total_cost_usd desc
  `,
});
