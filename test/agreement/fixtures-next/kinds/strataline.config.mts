import { defineConfig, medallion } from "strataline";

export default defineConfig({ layers: medallion(), assets: ["assets/**/*"] });
