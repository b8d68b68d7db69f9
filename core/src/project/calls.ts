// Calls: of the SDK's functions, the language's, the user's own.
import type { CallExpr } from "../syntax/facts.ts";
import { evaluateGlobalCall } from "./builtins/globals.ts";
import { evaluateMethod } from "./builtins/methods.ts";
import type { Evaluator } from "./evaluate.ts";
import { callFunction, type Arguments } from "./functions.ts";
import type { Site } from "./linked.ts";
import { siteIn, type Scope } from "./run.ts";
import { evaluateSdkCall } from "./sdkCalls.ts";
import { describeValue, joined, unresolved, type ArrayValue, type Item, type Value } from "./values.ts";

export function evaluateCall(evaluator: Evaluator, scope: Scope, expr: CallExpr): Value {
  const { callee } = expr;
  const site = siteIn(scope, expr);
  let called: Value;
  if (callee.k === "member") {
    const known = evaluator.globalMember(scope, callee);
    // The object is evaluated once only: chains of calls would double the work at each link.
    const object = known ?? evaluator.objectOfCall(scope, callee);
    if (object.k === "text" || object.k === "array" || object.k === "number") {
      const property = evaluator.evaluate(scope, callee.property);
      const method = property.k === "text" ? joined(property.parts) : "";
      const { items } = evaluator.arguments(scope, expr);
      return callingBack(evaluator, expr, scope, () =>
        evaluateMethod(evaluator, object, method, items, site),
      );
    }
    called = evaluator.memberOf(object, scope, callee);
  } else called = evaluator.evaluate(scope, callee);
  return callValue(evaluator, called, scope, expr, site);
}

function callValue(evaluator: Evaluator, called: Value, scope: Scope, expr: CallExpr, site: Site): Value {
  switch (called.k) {
    case "sdk":
      return evaluateSdkCall(evaluator, called.name, scope, expr);
    case "global": {
      const { items } = evaluator.arguments(scope, expr);
      return callingBack(evaluator, expr, scope, () =>
        evaluateGlobalCall(evaluator, called.name, items, site, expr.isNew),
      );
    }
    case "function":
      if (expr.isNew)
        return unresolved(site, `an instance of ${called.name} is only known when the code runs`);
      return callFunction(evaluator, called, evaluator.arguments(scope, expr), site, { call: expr, scope });
    case "unresolved": {
      const { items } = evaluator.arguments(scope, expr);
      callingBack(evaluator, expr, scope, () => escape(evaluator, items, site));
      return called;
    }
    case "undefined":
    case "null":
      if (expr.isOptional === true) return { k: "undefined" };
      return unresolved(site, `${describeValue(called)} is called`);
    case "array":
    case "boolean":
    case "check":
    case "declaration":
    case "namespace":
    case "number":
    case "object":
    case "partitions":
    case "ref":
    case "sdkNamespace":
    case "sql":
    case "text":
      return unresolved(site, `${describeValue(called)} is called`);
  }
}

/** Does what a call does that may call functions it was given. */
function callingBack<T>({ run }: Evaluator, call: CallExpr, scope: Scope, follow: () => T): T {
  const outer = run.callingBack;
  run.callingBack = { call, scope };
  try {
    return follow();
  } finally {
    run.callingBack = outer;
  }
}

/** What is handed to code nobody knows may be called there, or not. */
function escape(evaluator: Evaluator, args: readonly Item[], site: Site): void {
  for (const { value } of args) {
    if (value.k !== "function" || value.value.body === null) continue;
    const name = value.name === "" ? "a function" : `the function \`${value.name}\``;
    const reason = {
      site,
      reason: `it is declared inside ${name}, which is called by code that is not followed`,
    };
    const others = { k: "unresolved", unresolved: reason } as const;
    evaluator.doubting(reason, () => void callFunction(evaluator, value, { items: [], others }, site, null));
  }
}

export function readArguments({ items, complete }: ArrayValue, expr: CallExpr, site: Site): Arguments {
  if (complete) return { items, others: { k: "undefined" } };
  // From an unknown spread on, nobody knows which argument is which.
  const at = items.findIndex(
    (item, index) => item.value.k === "unresolved" && expr.args[index]?.k === "spread",
  );
  const others = items[at]?.value ?? unresolved(site, "its arguments are only known when the code runs");
  return { items: items.slice(0, Math.max(at, 0)), others };
}
