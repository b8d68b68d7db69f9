import { source } from "strataline";
import { declareSources } from "../lib/index.ts";

declareSources(["erp_orders", "erp_customers"], (key) => source({ key, file: `data/${key}.csv` }));
