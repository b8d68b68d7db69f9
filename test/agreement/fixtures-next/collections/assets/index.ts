export * as bronze from "./bronze.ts";
export * from "./silver.ts";
