// The package `strataline`: what a pipeline is written with. No engine is loaded by importing it.
export { asset } from "./authoring/asset.ts";
export { check } from "./authoring/check.ts";
export { defineConfig, layers, medallion, snowflake } from "./authoring/config.ts";
export { link, markdown, table } from "./authoring/metadata.ts";
export {
  daily,
  dynamicPartitions,
  hourly,
  monthly,
  multiPartitions,
  staticPartitions,
  timeWindow,
  weekly,
} from "./authoring/partitions.ts";
export { resource } from "./authoring/resource.ts";
export { rule } from "./authoring/rule.ts";
export { schedule } from "./authoring/schedule.ts";
export { dataProduct, source } from "./authoring/source.ts";
export { ref, sql } from "./authoring/sql.ts";
export { json } from "./io/json.ts";
export { csv, lake, parquet } from "./io/lake.ts";
export { memory } from "./io/memory.ts";

export type { Bound, Check, CheckArgs, CheckOptions, CheckOutcome } from "./authoring/check.ts";
export type { Config, ConfigOptions, LayerDefinition, Layers, RuleSetting } from "./authoring/config.ts";
export type { AnyDefinition, Asset, DataProduct, Source } from "./authoring/definition.ts";
export type { KeyInput } from "./authoring/key.ts";
export type { Link, Markdown, Metadata, MetadataTable, MetadataValue } from "./authoring/metadata.ts";
export type { AssetOptions, InputsOf, RetryPolicy, RunContext } from "./authoring/options.ts";
export type {
  DailyOptions,
  DynamicPartitions,
  HourlyOptions,
  MonthlyOptions,
  MultiPartitions,
  Partitions,
  StaticPartitions,
  TimeWindowOptions,
  TimeWindowPartitions,
  WeeklyOptions,
} from "./authoring/partitions.ts";
export type { Resource, ResourceOptions } from "./authoring/resource.ts";
export type {
  Rule,
  RuleContext,
  RuleDefinition,
  RuleFinding,
  RuleGraph,
  RuleOptions,
  RuleSchedule,
  RuleSeverity,
} from "./authoring/rule.ts";
export type { Schedule, ScheduleOptions } from "./authoring/schedule.ts";
export type { AssetRegistry, InferOutput, KnownKey, ResourceRegistry, Row } from "./authoring/registry.ts";
export type { DataProductOptions, SourceOptions } from "./authoring/source.ts";
export type { FolderOptions } from "./io/lake.ts";
export type { Ref, SqlQuery, SqlValue } from "./authoring/sql.ts";
export type { StandardSchema } from "./authoring/standardSchema.ts";
export type {
  Column,
  Engine,
  IoContext,
  IoManager,
  Leftovers,
  LoadedTable,
  Output,
  Stored,
  WriteContext,
} from "./io/ioManager.ts";
