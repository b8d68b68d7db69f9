import { defineConfig, json, lake, medallion } from "strataline";

export default defineConfig({
  layers: medallion(),
  assets: ["assets/**/*.ts"],
  io: {
    default: lake(),
    // For results that are a document, not a table.
    files: json(),
  },
});
