// One row for each large airport, made of the other gold tables.
import { asset, check, ref, sql } from "strataline";
import { AIRPORTS, STRIKES_PER_10K_FLIGHTS } from "../../keys.ts";
import { airportTraffic } from "../silver/flights.ts";

export const airportScorecard = asset({
  key: "gold/airport_scorecard",
  description:
    "How does each large airport do? Traffic, punctuality of its arrivals, busiest hour and strike rate. `grade` A to E are fifths of the " +
    "airports by their share of late arrivals, A the most punctual. No strike rate where the strike file has no reports of the airport.",
  group: "airports",
  owners: ["team:operations", "team:safety"],
  tags: { grain: "airport", tier: "1" },
  kinds: ["sql"],
  checks: [
    check.unique("iata", { blocking: true }),
    check.accepted("grade", ["A", "B", "C", "D", "E"]),
    check.notNull("latitude", "longitude", "late_arrival_share"),
  ],
  query: sql`
    with traffic as (
      select
        iata,
        sum(flights)::integer as flights,
        sum(late_arrivals) / sum(arrivals) as late_arrival_share,
        sum(mean_arrival_delay * arrivals) / sum(arrivals) as mean_arrival_delay
      from ${ref(airportTraffic)}
      group by iata
    ),
    peak as (
      select iata, hour_of_day, departures_per_day from ${ref("gold/busiest_hours")} where rank = 1
    )
    select
      iata,
      airports.name,
      airports.city,
      airports.state,
      airports.latitude,
      airports.longitude,
      traffic.flights,
      round(traffic.late_arrival_share, 4) as late_arrival_share,
      round(traffic.mean_arrival_delay, 1) as mean_arrival_delay_minutes,
      substr('ABCDE', ntile(5) over (order by traffic.late_arrival_share), 1) as grade,
      peak.hour_of_day as busiest_hour,
      peak.departures_per_day as departures_in_busiest_hour,
      strikes.per_10k_flights as strikes_per_10k_flights
    from traffic
    join peak using (iata)
    join ${ref(AIRPORTS)} airports using (iata)
    left join ${ref(STRIKES_PER_10K_FLIGHTS)} strikes using (iata)
    order by traffic.flights desc
  `,
});
