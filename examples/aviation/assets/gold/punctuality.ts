// When and where flights are late.
import { asset, check, ref, sql } from "strataline";
import { z } from "zod";
import { FLIGHTS } from "../../keys.ts";

export const routeDelayByMonth = asset({
  key: "gold/route_delay_by_month",
  description:
    "How late is each route, month by month? Directed routes with at least 30 flights in the month, about one a day: fewer say " +
    "more about a bad day than about the route.",
  group: "punctuality",
  owners: ["team:operations"],
  tags: { grain: "route, month" },
  kinds: ["sql"],
  checks: [
    check.unique("origin", "destination", "month", { blocking: true }),
    check.between("late_share", { min: 0, max: 1 }),
    check.between("flights", { min: 30 }),
  ],
  query: sql`
    select
      origin,
      destination,
      month,
      any_value(distance_miles) as distance_miles,
      count(*)::integer as flights,
      round(avg(delay_minutes), 1) as mean_delay_minutes,
      median(delay_minutes) as median_delay_minutes,
      round(avg(is_late::integer), 4) as late_share
    from ${ref(FLIGHTS)}
    group by origin, destination, month
    having count(*) >= 30
    order by origin, destination, month
  `,
});

export const busiestHours = asset({
  key: "gold/busiest_hours",
  description:
    "At which hours of the day do most flights leave an airport, and how late do those arrive? Airports with at least 10,000 departures " +
    "in the half year; `rank` 1 is the busiest hour. Hours are of the actual departure, local time: late flights fill the evening.",
  group: "punctuality",
  owners: ["team:operations"],
  tags: { grain: "airport, hour" },
  kinds: ["sql"],
  checks: [
    check.unique("iata", "hour_of_day"),
    check.between("hour_of_day", { min: 0, max: 23 }),
    check.sql(
      "every airport has one busiest hour",
      sql`select iata from ${ref("gold/busiest_hours")} group by iata having count(*) filter (rank = 1) <> 1`,
    ),
  ],
  query: sql`
    with hours as (
      select
        origin as iata,
        hour_of_day,
        count(*) / 181 as departures_per_day,
        avg(is_late::integer) as late_share,
        sum(count(*)) over (partition by origin) as airport_departures
      from ${ref(FLIGHTS)}
      group by origin, hour_of_day
    )
    select
      iata,
      hour_of_day,
      (row_number() over (partition by iata order by departures_per_day desc, hour_of_day))::integer as rank,
      round(departures_per_day, 2) as departures_per_day,
      round(late_share, 4) as late_share
    from hours
    where airport_departures >= 10_000
    order by iata, rank
  `,
});

const RouteMonth = z.object({
  origin: z.string(),
  destination: z.string(),
  flights: z.number(),
  late_share: z.number(),
});

const RouteShare = z.object({ route: z.string(), late_share: z.number().min(0).max(1) });
const Headline = z.object({
  routes: z.number().int(),
  flights: z.number().int(),
  late_share: z.number().min(0).max(1),
  most_punctual_route: RouteShare.nullable(),
  least_punctual_route: RouteShare.nullable(),
});
type Headline = z.infer<typeof Headline>;

/** Four digits are more than the data carry. */
function share(value: number): number {
  return Number(value.toFixed(4));
}

export const headlineFigures = asset({
  key: "gold/headline_figures",
  description:
    "The half year in five figures, for the first screen of a dashboard: one JSON document, no table.",
  group: "punctuality",
  owners: ["team:operations"],
  kinds: ["typescript", "json"],
  io: "files",
  deps: { routes: routeDelayByMonth },
  schema: Headline,
  checks: [
    check<Headline>("a best and a worst route are known", ({ value }) => {
      const { most_punctual_route, least_punctual_route } = Headline.parse(value);
      return most_punctual_route !== null && least_punctual_route !== null;
    }),
  ],
  run: ({ routes }): Headline => {
    const months = z.array(RouteMonth).parse(routes);
    const total = new Map<string, { flights: number; late: number }>();
    for (const month of months) {
      const route = `${month.origin}-${month.destination}`;
      const sum = total.get(route) ?? { flights: 0, late: 0 };
      sum.flights += month.flights;
      sum.late += month.flights * month.late_share;
      total.set(route, sum);
    }
    const byShare = [...total]
      .filter(([, sum]) => sum.flights >= 6 * 30)
      .map(([route, sum]) => ({ route, late_share: share(sum.late / sum.flights) }))
      .sort((a, b) => a.late_share - b.late_share);
    const flights = months.reduce((sum, month) => sum + month.flights, 0);
    const late = months.reduce((sum, month) => sum + month.flights * month.late_share, 0);
    return {
      routes: total.size,
      flights,
      late_share: share(late / flights),
      most_punctual_route: byShare[0] ?? null,
      least_punctual_route: byShare.at(-1) ?? null,
    };
  },
});
