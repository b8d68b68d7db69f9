// Bronze: the files as delivered. Names and types are made regular; no row is judged or dropped.
import { asset, check, ref, sql } from "strataline";
import { SOURCES } from "../keys.ts";

export const flights = asset({
  key: "bronze/flights",
  description: "Flights as reported, one row each.",
  group: "flights",
  owners: ["team:operations"],
  kinds: ["sql"],
  checks: [
    check.rowCount({ min: 3_000_000 }, { blocking: true }),
    check.notNull("date", "delay", "distance", "origin", "destination"),
  ],
  query: sql`
    select date, delay, distance, origin, destination
    from ${ref(SOURCES.flights)}
  `,
});

export const airports = asset({
  key: "bronze/airports",
  description: "Airports as published.",
  group: "airports",
  owners: ["team:operations"],
  kinds: ["sql"],
  checks: [check.unique("iata", { blocking: true }), check.notNull("latitude", "longitude")],
  query: sql`select * from ${ref(SOURCES.airports)}`,
});

export const birdStrikes = asset({
  key: "bronze/bird_strikes",
  description: "Strike reports as filed, with column names that need no quotes.",
  group: "wildlife",
  owners: ["team:safety"],
  kinds: ["sql"],
  checks: [check.rowCount({ min: 10_000 }), check.notNull("airport_name", "flight_date")],
  query: sql`
    select
      "Airport Name" as airport_name,
      "Origin State" as state,
      "Flight Date" as flight_date,
      "Time of day" as time_of_day,
      "Phase of flight" as phase,
      "Aircraft Make Model" as aircraft,
      "Aircraft Airline Operator" as operator,
      "Wildlife Species" as species,
      "Wildlife Size" as wildlife_size,
      "Effect Amount of damage" as damage,
      "Cost Repair" as cost_repair,
      "Cost Other" as cost_other,
      "Cost Total $" as cost_total,
      "Speed IAS in knots" as speed_knots
    from ${ref(SOURCES.birdStrikes)}
  `,
});

export const dailyWeather = asset({
  key: "bronze/daily_weather",
  description: "Daily weather of two cities as published.",
  group: "weather",
  owners: ["team:operations"],
  kinds: ["sql"],
  checks: [check.unique("location", "date"), check.accepted("location", ["Seattle", "New York"])],
  query: sql`select * from ${ref(SOURCES.dailyWeather)}`,
});

export const hourlyNormals = asset({
  key: "bronze/hourly_normals",
  description: "Hourly climate normals of Seattle as published.",
  group: "weather",
  owners: ["team:operations"],
  kinds: ["sql"],
  checks: [check.unique("date"), check.rowCount({ min: 8_759, max: 8_784 })],
  query: sql`select * from ${ref(SOURCES.hourlyNormals)}`,
});
