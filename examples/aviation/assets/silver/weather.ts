// Silver weather: what a week, or an hour, of the year is usually like.
import { asset, check, ref, sql } from "strataline";

export const weeklyClimate = asset({
  key: "silver/weekly_climate",
  description:
    "The usual weather of each seven-day week of a year in Seattle and New York, from the four years 2012 to 2015: 28 days a week. " +
    "`wet_share` is the share of days with at least 1 mm of rain or snow water; `frost_share` that of days with a minimum below 0 °C.",
  group: "weather",
  owners: ["team:operations"],
  kinds: ["sql"],
  checks: [
    check.unique("city", "week", { blocking: true }),
    check.between("wet_share", { min: 0, max: 1 }),
    check.between("days", { min: 4, max: 28 }),
  ],
  query: sql`
    select
      location as city,
      ((dayofyear(date) - 1) // 7 + 1)::tinyint as week,
      count(*)::integer as days,
      avg((precipitation >= 1)::integer) as wet_share,
      avg((temp_min < 0)::integer) as frost_share,
      avg((temp_max + temp_min) / 2) as mean_temperature_c,
      avg(wind) as mean_wind_mps
    from ${ref("bronze/daily_weather")}
    group by city, week
    order by city, week
  `,
});

export const seattleNormals = asset({
  key: "silver/seattle_normals",
  description:
    "Climate normals of Seattle by month, day and hour: without a year, because they are of no one year.",
  group: "weather",
  owners: ["team:operations"],
  kinds: ["sql"],
  checks: [
    check.unique("month", "day", "hour_of_day", { blocking: true }),
    check.between("temperature_c", { min: -10, max: 40 }),
  ],
  query: sql`
    select
      month(date)::tinyint as month,
      day(date)::tinyint as day,
      hour(date)::tinyint as hour_of_day,
      temperature as temperature_c,
      wind as wind_mps,
      pressure as pressure_hpa
    from ${ref("bronze/hourly_normals")}
  `,
});
