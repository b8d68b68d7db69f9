// The airlines behind the flights of 2001, as the FAA's strike reports write them. Strikes of others (military, cargo, business,
// regional partners) have no counterpart among the flights and must not be divided by them.

export const REPORTING_CARRIERS: readonly string[] = [
  "ALASKA AIRLINES",
  "ALOHA AIRLINES",
  "AMERICA WEST AIRLINES",
  "AMERICAN AIRLINES",
  "AMERICAN EAGLE AIRLINES",
  "CONTINENTAL AIRLINES",
  "DELTA AIR LINES",
  "NORTHWEST AIRLINES",
  "SOUTHWEST AIRLINES",
  "TRANS WORLD AIRLINES",
  "UNITED AIRLINES",
  "US AIRWAYS*",
];
