import { asset } from "strataline";
import { FLAGS, LIMIT } from "../lib/flags.ts";

export const orders = asset({
  key: FLAGS.stage === "prod" ? "bronze/orders" : "bronze/orders_dev",
  run: () => [],
});

if (FLAGS.withHistory) {
  asset({ key: "silver/history", deps: { orders }, run: () => [] });
} else {
  asset({ key: "silver/no_history", run: () => [] });
}

FLAGS.withForecast && asset({ key: "gold/forecast", run: () => [] });
export const summary = LIMIT ?? asset({ key: "gold/summary", deps: ["silver/history"], run: () => [] });

switch (FLAGS.stage as string) {
  case "dev":
    asset({ key: "gold/dev_only", run: () => [] });
    break;
  case "prod":
    asset({ key: "gold/alerts", deps: FLAGS.withHistory ? ["silver/history"] : [], run: () => [] });
  // falls through
  default:
    asset({
      key: "gold/always",
      deps: [...(FLAGS.withForecast ? ["gold/forecast"] : []), "gold/summary"],
      run: () => [],
    });
}

function layerOf(rows: number): string {
  if (rows > 1_000) return "gold";
  else if (rows > 10) return "silver";
  return "bronze";
}

asset({ key: `${layerOf(5_000)}/large`, layer: layerOf(100), run: () => [] });
