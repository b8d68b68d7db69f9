// The runner's API, for the CLI.
export type * from "./api.ts";
export { openProject } from "./openProject.ts";
export type * from "./historyApi.ts";
