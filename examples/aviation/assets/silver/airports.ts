// Silver airports: the reference that other tables join to, and the names by which the strike reports call them.
import { asset, check } from "strataline";
import { z } from "zod";
import { AIRPORTS } from "../../keys.ts";
import { STRIKE_AIRPORTS } from "../../reference/strikeAirports.ts";

const RawAirport = z.object({
  iata: z.string(),
  name: z.string(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  country: z.string(),
  latitude: z.number(),
  longitude: z.number(),
});

const Airport = z.object({
  iata: z.string().regex(/^[A-Z0-9]{3,4}$/),
  name: z.string().min(1),
  city: z.string().nullable(),
  state: z.string().nullable(),
  country: z.string(),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
type Airport = z.infer<typeof Airport>;

/** The agency shortens as it likes: "Intl", "Int'l". */
function spellOut(name: string): string {
  return name.replace(/\bInt(?:'|erna)?t?(?:iona)?l\b/, "International").trim();
}

export const airports = asset({
  key: AIRPORTS,
  description: "Airports by IATA code, with names spelled out.",
  group: "airports",
  owners: ["team:operations"],
  kinds: ["typescript"],
  deps: { raw: "bronze/airports" },
  schema: Airport,
  checks: [
    check.unique("iata", { blocking: true }),
    check<Airport>("names are spelled out", ({ rows }) =>
      rows.every((airport) => !/\bIntl\b/.test(airport.name)),
    ),
  ],
  run: ({ raw }): Airport[] =>
    z
      .array(RawAirport)
      .parse(raw)
      .map((airport) => ({ ...airport, name: spellOut(airport.name) })),
});

const StrikeAirport = z.object({ airport_name: z.string(), iata: z.string().length(3) });

export const strikeAirports = asset({
  key: "silver/strike_airports",
  description:
    "How strike reports call an airport, and its IATA code. Names agree with no other list, so the 49 civil ones were matched by " +
    "hand; Barksdale Air Force Base has no airline flights and is left out.",
  group: "wildlife",
  owners: ["team:safety"],
  tags: { kind: "lookup" },
  kinds: ["typescript"],
  deps: { airports },
  schema: StrikeAirport,
  checks: [check.unique("airport_name", { blocking: true }), check.unique("iata")],
  run: ({ airports }) => {
    const known = new Set(airports.map((airport) => airport.iata));
    return Object.entries(STRIKE_AIRPORTS)
      .filter(([, iata]) => known.has(iata))
      .map(([airport_name, iata]) => ({ airport_name, iata }));
  },
});
