// Silver flights: what can be trusted, with the columns that every question needs.
import { asset, check, ref, sql } from "strataline";
import { FLIGHTS } from "../../keys.ts";
import { flights as rawFlights } from "../bronze.ts";

export const flights = asset({
  key: FLIGHTS,
  description:
    "Flights of January to June 2001. Late means 15 minutes or more after schedule, as the BTS counts. Left out: three flights " +
    "that would have arrived more than two hours early (a day was lost in the report) and six stamped midnight of 1 July. " +
    "`week` counts seven-day weeks from 1 January, so that years can be compared.",
  group: "flights",
  owners: ["team:operations"],
  kinds: ["sql"],
  checks: [
    check.rowCount({ min: 2_999_000 }, { blocking: true }),
    check.between("delay_minutes", { min: -120, max: 1_800 }, { blocking: true }),
    check.between("distance_miles", { min: 1, max: 5_200 }),
    check.between("week", { min: 1, max: 26 }),
    check.sql("no flight ends where it began", sql`select * from ${ref(FLIGHTS)} where origin = destination`),
  ],
  query: sql`
    select
      date as departed_at,
      date_trunc('month', date)::date as month,
      ((dayofyear(date) - 1) // 7 + 1)::tinyint as week,
      hour(date)::tinyint as hour_of_day,
      origin,
      destination,
      distance::smallint as distance_miles,
      delay::smallint as delay_minutes,
      delay >= 15 as is_late
    from ${ref(rawFlights)}
    where delay >= -120 and date < timestamp '2001-07-01'
  `,
});

export const airportTraffic = asset({
  key: "silver/airport_traffic",
  description:
    "Flights by airport and month. A flight counts at both of its airports: `flights` is departures plus arrivals. `late_arrivals` " +
    "and `mean_arrival_delay` are about the flights that came in.",
  group: "airports",
  owners: ["team:operations"],
  kinds: ["sql"],
  checks: [check.unique("iata", "month", { blocking: true }), check.between("flights", { min: 1 })],
  query: sql`
    with movements as (
      select origin as iata, month, 1 as departure, null as delay, null as is_late from ${ref(FLIGHTS)}
      union all
      select destination, month, 0, delay_minutes, is_late from ${ref(FLIGHTS)}
    )
    select
      iata,
      month,
      count(*)::integer as flights,
      sum(departure)::integer as departures,
      (count(*) - sum(departure))::integer as arrivals,
      count(*) filter (is_late)::integer as late_arrivals,
      avg(delay) as mean_arrival_delay
    from movements
    group by iata, month
    order by iata, month
  `,
});
