// Who uses the gold tables, and for what.
import { dataProduct } from "strataline";
import { STRIKES_PER_10K_FLIGHTS } from "../keys.ts";
import { busiestHours, headlineFigures, routeDelayByMonth } from "./gold/punctuality.ts";

export const punctualityReport = dataProduct({
  key: "products/punctuality_report",
  description: "The network planners' monthly report: which routes and hours to schedule differently.",
  deps: [
    routeDelayByMonth,
    busiestHours,
    headlineFigures,
    "gold/weather_delay_correlation",
    "gold/seattle_day",
  ],
  domain: "operations",
  owners: ["team:operations"],
  tags: { audience: "network planning", cadence: "monthly" },
});

export const airportSafetyBrief = dataProduct({
  key: "products/airport_safety_brief",
  description: "What airport managers get before the migration season.",
  deps: ["gold/airport_scorecard", STRIKES_PER_10K_FLIGHTS, "gold/strike_costs"],
  domain: "safety",
  owners: ["team:safety"],
  tags: { audience: "airport managers", cadence: "yearly" },
});
