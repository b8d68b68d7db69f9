// What weather and delay have to do with each other, as far as these files can say.
import { asset, check, ref, sql } from "strataline";
import { z } from "zod";
import { FLIGHTS } from "../../keys.ts";

export const weatherAndDelay = asset({
  key: "gold/weather_and_delay",
  description:
    "Are flights later in weeks that are usually wet, windy or cold? Flights of 2001 that left Seattle or New York (JFK, LaGuardia, " +
    "Newark), week by week, beside the usual weather of that week (2012 to 2015). The weather of the days themselves is not in the " +
    "data: this shows seasons, not storms.",
  group: "weather",
  owners: ["team:operations"],
  tags: { grain: "city, week" },
  kinds: ["sql"],
  checks: [check.unique("city", "week"), check.rowCount({ min: 52, max: 52 })],
  query: sql`
    with departures as (
      select
        case origin when 'SEA' then 'Seattle' else 'New York' end as city,
        week,
        count(*)::integer as flights,
        round(avg(delay_minutes), 2) as mean_delay_minutes,
        round(avg(is_late::integer), 4) as late_share
      from ${ref(FLIGHTS)}
      where origin in ('SEA', 'JFK', 'LGA', 'EWR')
      group by all
    )
    select
      city,
      week,
      flights,
      mean_delay_minutes,
      late_share,
      round(wet_share, 3) as usual_wet_share,
      round(frost_share, 3) as usual_frost_share,
      round(mean_temperature_c, 1) as usual_temperature_c,
      round(mean_wind_mps, 2) as usual_wind_mps
    from departures
    join ${ref("silver/weekly_climate")} using (city, week)
    order by city, week
  `,
});

const Week = z.object({
  city: z.string(),
  late_share: z.number(),
  usual_wet_share: z.number(),
  usual_frost_share: z.number(),
  usual_temperature_c: z.number(),
  usual_wind_mps: z.number(),
});
type Week = z.infer<typeof Week>;

const Correlation = z.object({
  city: z.string(),
  weather: z.string(),
  weeks: z.number().int(),
  r: z.number().min(-1).max(1),
});
type Correlation = z.infer<typeof Correlation>;

const WEATHER = ["usual_wet_share", "usual_frost_share", "usual_temperature_c", "usual_wind_mps"] as const;

/** Pearson's r; 0 when one side does not vary. */
function correlation(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  xs.forEach((x, i) => {
    const [dx, dy] = [x - meanX, (ys[i] ?? meanY) - meanY];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return xx === 0 || yy === 0 ? 0 : Math.max(-1, Math.min(1, Number((xy / Math.sqrt(xx * yy)).toFixed(3))));
}

export const weatherDelayCorrelation = asset({
  key: "gold/weather_delay_correlation",
  description:
    "How closely does the share of late flights follow the usual weather? Pearson's r over 26 weeks for each city; below about 0.39 " +
    "in size it is indistinguishable from chance at 5 %.",
  group: "weather",
  owners: ["team:operations"],
  tags: { grain: "city, weather" },
  kinds: ["typescript"],
  deps: { weeks: weatherAndDelay },
  schema: Correlation,
  checks: [check.unique("city", "weather"), check.between("r", { min: -1, max: 1 })],
  run: ({ weeks }): Correlation[] => {
    const byCity = Map.groupBy(z.array(Week).parse(weeks), (week) => week.city);
    return [...byCity].flatMap(([city, rows]) =>
      WEATHER.map((weather) => ({
        city,
        weather,
        weeks: rows.length,
        r: correlation(
          rows.map((row) => row[weather]),
          rows.map((row) => row.late_share),
        ),
      })),
    );
  },
});

export const seattleDay = asset({
  key: "gold/seattle_day",
  description:
    "The course of a day at Seattle-Tacoma: delay of the flights that left in each hour, January to June 2001, and the normal weather " +
    "of those hours (1981 to 2010), weighted by flights. Both follow the clock: one does not explain the other.",
  group: "weather",
  owners: ["team:operations"],
  tags: { grain: "hour" },
  kinds: ["sql"],
  checks: [check.unique("hour_of_day"), check.between("normal_temperature_c", { min: -5, max: 30 })],
  query: sql`
    select
      flights.hour_of_day,
      count(*)::integer as flights,
      round(avg(flights.delay_minutes), 1) as mean_delay_minutes,
      round(avg(flights.is_late::integer), 4) as late_share,
      round(avg(normals.temperature_c), 1) as normal_temperature_c,
      round(avg(normals.wind_mps), 2) as normal_wind_mps
    from ${ref(FLIGHTS)} flights
    join ${ref("silver/seattle_normals")} normals
      on normals.month = month(flights.departed_at)
      and normals.day = day(flights.departed_at)
      and normals.hour_of_day = flights.hour_of_day
    where flights.origin = 'SEA'
    group by flights.hour_of_day
    order by flights.hour_of_day
  `,
});
