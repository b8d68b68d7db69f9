import { defineConfig, medallion } from "strataline";

// Bronze, silver, gold. Assets are in assets/, tables go to .strataline/lake as Parquet files.
export default defineConfig({ layers: medallion() });
