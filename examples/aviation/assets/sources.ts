// What others publish, and what is known of it. All files come with the npm package `vega-datasets` (BSD-3-Clause).
import { source } from "strataline";
import { SOURCES } from "../keys.ts";

export const flights = source({
  key: SOURCES.flights,
  description:
    "US domestic flights from 1 January to 30 June 2001, as the twelve large airlines report them to the Bureau of " +
    "Transportation Statistics: 3,000,000 rows. `delay` is minutes after the scheduled arrival, negative when early; " +
    "`date` is local. Midnight hours average 44 minutes late and more, so it is the actual departure, not the scheduled one. " +
    "Cancelled flights and the airline are not in the file.",
  file: "npm:vega-datasets/data/flights-3m.parquet",
  group: "flights",
  owners: ["team:operations"],
  tags: { publisher: "bts", grain: "flight" },
  kinds: ["parquet"],
});

export const airports = source({
  key: SOURCES.airports,
  description:
    "Airports of the United States and its territories: IATA code, name, city, state, latitude, longitude.",
  file: "npm:vega-datasets/data/airports.csv",
  group: "airports",
  owners: ["team:operations"],
  tags: { publisher: "faa", grain: "airport" },
  kinds: ["csv"],
});

export const birdStrikes = source({
  key: SOURCES.birdStrikes,
  description:
    "Wildlife strikes reported to the FAA from January 1990 to July 2002. The file is a selection: exactly 10,000 reports " +
    "of 50 airports. It compares airports with each other; it is not the number of all strikes.",
  file: "npm:vega-datasets/data/birdstrikes.csv",
  group: "wildlife",
  owners: ["team:safety"],
  tags: { publisher: "faa", grain: "report" },
  kinds: ["csv"],
});

export const dailyWeather = source({
  key: SOURCES.dailyWeather,
  description:
    "Daily weather of Seattle and New York, 2012 to 2015: eleven years after the flights, so it can tell what a week is " +
    "usually like, not what the weather was on a flight's day. Precipitation in mm, temperatures in °C. Wind is documented " +
    "as km/h, but the values (3 to 5 on average) are the m/s that NOAA reports.",
  file: "npm:vega-datasets/data/weather.csv",
  group: "weather",
  owners: ["team:operations"],
  tags: { publisher: "noaa", grain: "day" },
  kinds: ["csv"],
});

export const hourlyNormals = source({
  key: SOURCES.hourlyNormals,
  description:
    "Climate normals of Seattle: for each hour of a year the mean of 1981 to 2010, written as if it were 2010. Pressure in " +
    "hPa, temperature in °C, wind in m/s.",
  file: "npm:vega-datasets/data/seattle-weather-hourly-normals.csv",
  group: "weather",
  owners: ["team:operations"],
  tags: { publisher: "noaa", grain: "hour" },
  kinds: ["csv"],
});
