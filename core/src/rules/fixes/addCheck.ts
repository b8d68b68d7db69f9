// "Add a check": the smallest useful one, ready to be changed.
import type { Fix } from "../../diagnostics/index.ts";
import type { ProjectView } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { addOption } from "./addOption.ts";
import { importFromSdk } from "./imports.ts";

export function addCheck(view: ProjectView, definition: LinkedDefinition): Fix | null {
  const hasChecks = definition.checks.length > 0 || definition.hasUnknownChecks;
  if (definition.kind !== "asset" || hasChecks) return null;
  const option = addOption(view, definition, "checks: [check.rowCount({ min: 1 })]");
  if (option === null) return null;
  return {
    title: `Add a check to "${definition.id}"`,
    edits: [...importFromSdk(view, option.path, "check"), option],
  };
}
