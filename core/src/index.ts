// The composition root: what the shells (server, CLI) may use of core.
export * from "./text/index.ts";
export * from "./keys/index.ts";
export * from "./diagnostics/index.ts";
export * from "./cron/index.ts";
export * from "./graph/index.ts";
export type * from "./features/model.ts";
export * from "./features/keyRegistry.ts";
export * from "./features/lineage/impact.ts";
export * from "./features/lineage/importers.ts";
export * from "./features/lineage/staleness.ts";
export type * from "./project/host.ts";
export type * from "./project/linked.ts";
export type * from "./project/snapshot.ts";
export * from "./createProject.ts";
export { allRules } from "./rules/index.ts";
export { severityOf } from "./rules/severity.ts";
export { findSuppressions, suppressionOf } from "./rules/suppression.ts";
export { isUserCode } from "./rules/userCode.ts";
