// The process in which the project's rules run: loads their files one after the other, calls each rule, and reports. Whoever
// started it ends it when a rule takes too long; when that one is gone, it ends itself, even in the middle of a loop.
import { isRule, type Rule, type RuleContext, type RuleSeverity } from "../authoring/rule.ts";
import { createModuleLoader, type ModuleLoader } from "../project/moduleLoader.ts";
import { endWithParent } from "../process/endWithParent.ts";
import { toRunError } from "../project/userError.ts";
import {
  MOST_FINDINGS,
  type Job,
  type Report,
  type RuleFile,
  type RuleHead,
  type RuleInput,
} from "./messages.ts";

const SEVERITIES: readonly string[] = ["error", "warning", "information", "hint"] satisfies RuleSeverity[];
const CODE = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;
class RuleError extends Error {
  override readonly name = "RuleError";
}

endWithParent();
process.on("disconnect", () => process.exit());
process.once("message", (job: Job) => {
  run(job).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

async function run({ root, input, files }: Job): Promise<void> {
  const context = contextOf(input);
  const loader = await createModuleLoader(root);
  for (const file of files) {
    await report({ kind: "begins", file: file.path, code: null });
    for (const { code, rule } of await rulesOf(file, loader, root)) {
      await report({ kind: "begins", file: file.path, code });
      await check(rule, file.path, context, root);
    }
    await report({ kind: "done", file: file.path });
  }
}

/** Resolves when it is on its way: a rule that loops right after must not keep it here. */
function report(message: Report): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}

/** Those that have not had their turn; a file that cannot be loaded, or has none, is reported. */
async function rulesOf(
  { path, skip }: RuleFile,
  loader: ModuleLoader,
  root: string,
): Promise<readonly { readonly code: string; readonly rule: Rule }[]> {
  try {
    const rules = exportedRules(await loader.load(path));
    if (rules.length === 0) throw new RuleError("It exports no rule: make one with `rule({ code, check })`.");
    return rules.map((rule) => ({ code: codeOf(rule), rule })).filter(({ code }) => !skip.includes(code));
  } catch (error) {
    await report({ kind: "failed", file: path, code: null, error: toRunError(error, root) });
    return [];
  }
}

/** Of every export, also in arrays. */
function exportedRules(module: unknown): readonly Rule[] {
  const found = new Set<Rule>();
  const visit = (value: unknown, depth: number): void => {
    if (isRule(value)) found.add(value);
    else if (typeof value === "object" && value !== null && depth < 3) {
      for (const inner of Object.values(value)) visit(inner, depth + 1);
    }
  };
  visit(module, 0);
  return [...found];
}

async function check(rule: Rule, file: string, context: RuleContext, root: string): Promise<void> {
  try {
    const head = headOf(rule);
    const findings: unknown[] = [];
    for (const finding of asIterable(await rule.check(context))) {
      findings.push(plain(finding));
      if (findings.length > MOST_FINDINGS) break;
    }
    await report({ kind: "found", file, rule: head, findings });
  } catch (error) {
    await report({ kind: "failed", file, code: codeOf(rule), error: toRunError(error, root) });
  }
}

function codeOf(rule: Rule): string {
  const code: unknown = rule.code;
  return String(code);
}

/** A user may not use TypeScript, so nothing is believed. */
function headOf({ code, severity = "warning", doc = "", check: body }: Rule): RuleHead {
  const given: Readonly<Record<string, unknown>> = { code, severity, doc };
  if (typeof given.code !== "string" || !CODE.test(given.code)) {
    throw new RuleError(`A rule's code is like "acme/owner-required"; not ${JSON.stringify(given.code)}.`);
  }
  if (!SEVERITIES.includes(severity)) {
    throw new RuleError(`"${severity}" is not a severity (${SEVERITIES.join(", ")}).`);
  }
  if (typeof body !== "function") throw new RuleError("`check` must be a function.");
  return { code, severity, doc: typeof given.doc === "string" ? given.doc : "" };
}

function asIterable(found: unknown): Iterable<unknown> {
  if (typeof found === "object" && found !== null && Symbol.iterator in found)
    return found as Iterable<unknown>;
  throw new RuleError("`check` must return its findings: an array, or what a generator yields.");
}

/** What can be sent; anything else is judged as the text it has. */
function plain(finding: unknown): unknown {
  try {
    const text = JSON.stringify(finding) as string | undefined;
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return String(finding);
  }
}

function contextOf({ graph, definitions, schedules }: RuleInput): RuleContext {
  const byKey = new Map([...definitions].reverse().map((definition) => [definition.key, definition]));
  const upstream = new Map<string, string[]>();
  const downstream = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, other: string): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [other]);
    else list.push(other);
  };
  for (const { from, to } of graph.edges) {
    add(upstream, to, from);
    add(downstream, from, to);
  }
  const none: readonly string[] = Object.freeze([]);
  deepFreeze([graph, definitions, schedules, ...upstream.values(), ...downstream.values()]);
  return Object.freeze({
    graph,
    definitions,
    schedules,
    definition: (key: string) => byKey.get(key),
    upstream: (key: string) => upstream.get(key) ?? none,
    downstream: (key: string) => downstream.get(key) ?? none,
  });
}

/** What one rule sees, the next must see too. */
function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
