// How severe a finding is in this project: the rule's default, or what the config says.
import type { Severity } from "../diagnostics/index.ts";

export const SETTINGS = ["off", "hint", "information", "warning", "error"] as const;
type Setting = (typeof SETTINGS)[number];

export function isSetting(value: string): value is Setting {
  return (SETTINGS as readonly string[]).includes(value);
}

/** null: the rule is off. An unknown setting changes nothing (`unknown-rule` reports it). */
export function severityOf(
  rule: { readonly code: string; readonly defaultSeverity: Severity },
  settings: Readonly<Record<string, string>>,
): Severity | null {
  const setting = Object.hasOwn(settings, rule.code) ? settings[rule.code] : undefined;
  if (setting === undefined || !isSetting(setting)) return rule.defaultSeverity;
  return setting === "off" ? null : setting;
}
