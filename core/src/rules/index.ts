export { addCheck } from "./fixes/addCheck.ts";
export { removeDep } from "./fixes/removeDep.ts";
export { SETTINGS } from "./severity.ts";
export { allRules } from "./all.ts";
export { findProblems, findProblemsInSteps, type Findings } from "./findings.ts";
export { DiagnosticsMemory } from "./diagnostics.ts";
export type { ProjectDiagnostics } from "./lastAnswer.ts";
export type * from "./model.ts";
