// Keys that several files share: go to definition and rename follow them from here.

/** The agencies that publish the raw files. */
const BTS = "bts";
const FAA = "faa";
const NOAA = "noaa";

export const SOURCES = {
  flights: `${BTS}/flights`,
  airports: `${FAA}/airports`,
  birdStrikes: `${FAA}/bird_strikes`,
  dailyWeather: `${NOAA}/daily_weather`,
  hourlyNormals: `${NOAA}/seattle_hourly_normals`,
} as const;

export const FLIGHTS = "silver/flights";
export const AIRPORTS = "silver/airports";
export const STRIKES_PER_10K_FLIGHTS = "gold/strikes_per_10k_flights";
