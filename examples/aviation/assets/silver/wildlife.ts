// Silver strike reports: at a known airport, by a known kind of operator.
import { asset, check, ref, sql } from "strataline";
import { z } from "zod";
import { REPORTING_CARRIERS } from "../../reference/carriers.ts";

const Carrier = z.object({ operator: z.string().min(1) });

export const reportingCarriers = asset({
  key: "silver/reporting_carriers",
  description: "The airlines whose flights are counted, as the strike reports write them.",
  group: "wildlife",
  owners: ["team:safety"],
  tags: { kind: "lookup" },
  kinds: ["typescript"],
  schema: Carrier,
  checks: [check.unique("operator"), check.rowCount({ min: 12, max: 12 })],
  run: () => REPORTING_CARRIERS.map((operator) => ({ operator })),
});

export const birdStrikes = asset({
  key: "silver/bird_strikes",
  description:
    "Strike reports with the airport's IATA code, whether the aircraft was damaged, and whether the operator is one of the " +
    "airlines whose flights we count. Costs are US dollars as reported; most reports name none, which counts as 0.",
  group: "wildlife",
  owners: ["team:safety"],
  kinds: ["sql"],
  checks: [
    check.notNull("iata", "flight_date"),
    check.accepted("wildlife_size", ["Small", "Medium", "Large"]),
    check.sql(
      "total cost is the sum of its parts",
      sql`select * from ${ref("silver/bird_strikes")} where cost_total <> cost_repair + cost_other`,
    ),
    check(
      "half of the reports or more are of airlines",
      ({ rows }) => {
        const share = rows.filter((row) => row.is_reporting_carrier === true).length / rows.length;
        return { passed: share >= 0.5, message: `${(share * 100).toFixed(1)} % are` };
      },
      { severity: "warning" },
    ),
  ],
  query: sql`
    select
      airports.iata,
      strikes.flight_date,
      strikes.time_of_day,
      strikes.phase,
      strikes.operator,
      carriers.operator is not null as is_reporting_carrier,
      strikes.species,
      strikes.wildlife_size,
      strikes.damage <> 'None' as is_damaging,
      strikes.cost_repair,
      strikes.cost_other,
      strikes.cost_total,
      strikes.speed_knots
    from ${ref("bronze/bird_strikes")} strikes
    join ${ref("silver/strike_airports")} airports using (airport_name)
    left join ${ref(reportingCarriers)} carriers using (operator)
  `,
});
