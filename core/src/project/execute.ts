// Does what statements say, in functions, loops and conditions. Where it is not known which way the code goes, both are
// followed under a doubt: what is declared there is uncertain, what is changed is unknown afterwards.
import type { Expr, Statement } from "../syntax/facts.ts";
import { named } from "./bindings.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Unresolved } from "./linked.ts";
import { withReverseNames } from "./literals.ts";
import { bindPattern } from "./patterns.ts";
import { Frame, siteIn, type Scope } from "./run.ts";
import { describeValue, truthiness, type Item, type Value } from "./values.ts";
import { itemsOf } from "./builtins/iterate.ts";
import { isSame } from "./operators.ts";

/** How a statement ended. "doubt": it may have left the function or loop, so that it is not known whether what follows runs. */
type Completion =
  | { readonly k: "normal" }
  | { readonly k: "break" }
  | { readonly k: "continue" }
  | { readonly k: "throw" }
  | { readonly k: "return"; readonly value: Value }
  | { readonly k: "doubt"; readonly reason: Unresolved; readonly returns: boolean };

const NORMAL: Completion = { k: "normal" };

/** The value that the body of a function returns. */
export function executeBody(evaluator: Evaluator, scope: Scope, body: readonly Statement[]): Value {
  const completion = executeAll(evaluator, scope, body);
  if (completion.k === "return") return completion.value;
  if (completion.k === "doubt" && completion.returns)
    return { k: "unresolved", unresolved: completion.reason };
  return { k: "undefined" };
}

/** `scope.frame` gets what the statements declare. */
function executeAll(evaluator: Evaluator, scope: Scope, body: readonly Statement[]): Completion {
  const { run } = evaluator;
  hoist(evaluator, scope, body);
  const doubts = run.doubts;
  let doubt: (Completion & { readonly k: "doubt" }) | undefined;
  for (const statement of body) {
    const completion = execute(evaluator, scope, statement);
    if (completion.k === "normal") continue;
    if (completion.k === "doubt") {
      // The rest is followed, but nobody knows whether it runs.
      doubt = { ...completion, returns: completion.returns || doubt?.returns === true };
      run.doubt(completion.reason);
      continue;
    }
    run.settle(doubts);
    if (!doubt) return completion;
    return { ...doubt, returns: doubt.returns || completion.k === "return" };
  }
  run.settle(doubts);
  return doubt ?? NORMAL;
}

/** Functions can be called before the statement that declares them. */
function hoist(evaluator: Evaluator, { frame, ...scope }: Scope, body: readonly Statement[]): void {
  if (!frame) return;
  for (const statement of body) {
    if (statement.k !== "function") continue;
    const value = evaluator.evaluate({ ...scope, frame }, statement.value);
    frame.declare(statement.name, named(value, statement.name));
  }
}

function executeBlock(evaluator: Evaluator, scope: Scope, body: readonly Statement[]): Completion {
  const frame = new Frame(scope.frame, evaluator.run.doubts);
  return executeAll(evaluator, { ...scope, frame }, body);
}

export function execute(evaluator: Evaluator, scope: Scope, statement: Statement): Completion {
  switch (statement.k) {
    case "variables":
      declareVariables(evaluator, scope, statement);
      return NORMAL;
    case "expression":
      evaluator.evaluate(scope, statement.value);
      return NORMAL;
    case "return": {
      const { value } = statement;
      return { k: "return", value: value ? evaluator.evaluate(scope, value) : { k: "undefined" } };
    }
    case "if":
      return executeIf(evaluator, scope, statement);
    case "block":
      return executeBlock(evaluator, scope, statement.body);
    case "forOf":
      return executeForOf(evaluator, scope, statement);
    case "for":
      return executeFor(evaluator, scope, statement);
    case "while":
      return executeWhile(evaluator, scope, statement);
    case "switch":
      return executeSwitch(evaluator, scope, statement);
    case "throw":
    case "break":
    case "continue":
      return { k: statement.k };
    case "members": {
      const value = evaluator.evaluate(scope, statement.value);
      const whole = statement.kind === "enum" ? withReverseNames(value) : value;
      if (scope.frame) declareIn(scope.frame, statement.name, whole);
      return NORMAL;
    }
    case "exportDefault": {
      const value = evaluator.evaluate(scope, statement.value);
      if (scope.frame) declareIn(scope.frame, "export default", value);
      return NORMAL;
    }
    case "unknown": {
      const reason = {
        site: siteIn(scope, statement),
        reason: `it is declared inside ${statement.reason}, which is only followed when the code runs`,
      };
      evaluator.doubting(reason, () => statement.inside.forEach((call) => evaluator.evaluate(scope, call)));
      return { k: "doubt", reason, returns: true };
    }
    // A function was declared before the others ran; imports and exports do nothing.
    case "function":
    case "import":
    case "export":
      return NORMAL;
  }
}

function declareVariables(
  evaluator: Evaluator,
  scope: Scope,
  statement: Statement & { readonly k: "variables" },
): void {
  const frame = statement.kind === "var" ? scope.frame?.functionFrame : scope.frame;
  for (const { pattern, value } of statement.declarations) {
    const whole: Value = value ? evaluator.evaluate(scope, value) : { k: "undefined" };
    const called = pattern.k === "name" ? named(whole, pattern.name) : whole;
    const item: Item = { value: called, site: siteIn(scope, value ?? pattern) };
    bindPattern(evaluator, scope, pattern, item, (name, bound) => {
      if (frame) declareIn(frame, name, bound);
    });
  }
}

export function declareIn(frame: Frame, name: string, value: Value): void {
  frame.declare(name, value);
}

/** Follows all ways under a doubt. */
function followAll(
  evaluator: Evaluator,
  reason: Unresolved,
  ways: readonly (() => Completion)[],
): Completion {
  const { run } = evaluator;
  const doubts = run.doubts;
  const ends = ways.map((follow) => {
    run.doubt(reason);
    const end = follow();
    run.settle(doubts);
    return end;
  });
  if (ends.every(({ k }) => k === "normal" || k === "throw")) return NORMAL;
  return {
    k: "doubt",
    reason,
    returns: ends.some((end) => end.k === "return" || (end.k === "doubt" && end.returns)),
  };
}

function whyUnknown(value: Value, scope: Scope, at: { readonly at: number }, what: string): Unresolved {
  if (value.k === "unresolved") return value.unresolved;
  return {
    site: siteIn(scope, at),
    reason: `${what} ${describeValue(value)} is only known when the code runs`,
  };
}

function executeIf(
  evaluator: Evaluator,
  scope: Scope,
  { test, then, otherwise }: Statement & { readonly k: "if" },
): Completion {
  const value = evaluator.evaluate(scope, test);
  const outcome = truthiness(value);
  if (outcome !== undefined) return executeBlock(evaluator, scope, outcome ? then : otherwise);
  return followAll(evaluator, whyUnknown(value, scope, test, "a condition on"), [
    () => executeBlock(evaluator, scope, then),
    () => executeBlock(evaluator, scope, otherwise),
  ]);
}

/** What the end of one round means for the loop; undefined: go on. */
function afterRound(end: Completion): Completion | undefined {
  switch (end.k) {
    case "normal":
    case "continue":
      return undefined;
    case "break":
      return NORMAL;
    case "doubt":
    case "return":
    case "throw":
      return end;
  }
}

function executeForOf(
  evaluator: Evaluator,
  scope: Scope,
  statement: Statement & { readonly k: "forOf" },
): Completion {
  const { run } = evaluator;
  const { pattern, of, body, isIn } = statement;
  const value = evaluator.evaluate(scope, of);
  const items = itemsOf(value, isIn);
  const round = (item: Item): Completion => {
    const frame = new Frame(scope.frame, run.doubts);
    const inside: Scope = { ...scope, frame };
    bindPattern(evaluator, inside, pattern, item, (name, bound) => declareIn(frame, name, bound));
    return executeAll(evaluator, inside, body);
  };
  const site = siteIn(scope, of);
  if (!items) {
    const reason = whyUnknown(value, scope, of, "a loop over");
    return followAll(evaluator, reason, [
      () => loopEnd(round({ value: { k: "unresolved", unresolved: reason }, site })),
    ]);
  }
  for (const item of items) {
    const end = afterRound(round(item));
    if (end?.k === "doubt") {
      // The loop may have ended here.
      run.doubt(end.reason);
      const at = items.indexOf(item);
      for (const rest of items.slice(at + 1)) round(rest);
      return end;
    }
    if (end) return end;
  }
  return NORMAL;
}

/** Whether a round left the function, as far as the code after the loop is concerned. */
function loopEnd(end: Completion): Completion {
  return end.k === "break" || end.k === "continue" ? NORMAL : end;
}

function executeFor(
  evaluator: Evaluator,
  scope: Scope,
  statement: Statement & { readonly k: "for" },
): Completion {
  const frame = new Frame(scope.frame, evaluator.run.doubts);
  const inside: Scope = { ...scope, frame };
  executeAll(evaluator, inside, statement.init);
  const { test, update, body } = statement;
  return repeat(evaluator, inside, {
    test,
    round: () => executeBlock(evaluator, inside, body),
    update: () => {
      if (update) evaluator.evaluate(inside, update);
    },
    isDo: false,
    statement,
  });
}

function executeWhile(
  evaluator: Evaluator,
  scope: Scope,
  statement: Statement & { readonly k: "while" },
): Completion {
  const { test, body, isDo } = statement;
  const round = (): Completion => executeBlock(evaluator, scope, body);
  return repeat(evaluator, scope, { test, round, update: () => undefined, isDo, statement });
}

interface Loop {
  readonly test: Expr | null;
  readonly round: () => Completion;
  readonly update: () => void;
  readonly isDo: boolean;
  readonly statement: { readonly at: number };
}

function repeat(
  evaluator: Evaluator,
  scope: Scope,
  { test, round, update, isDo, statement }: Loop,
): Completion {
  for (let isFirst = true; ; isFirst = false) {
    if (test && !(isDo && isFirst)) {
      const value = evaluator.evaluate(scope, test);
      const outcome = truthiness(value);
      if (outcome === false) return NORMAL;
      if (outcome === undefined) {
        const reason = whyUnknown(value, scope, statement, "a loop on");
        return followAll(evaluator, reason, [() => loopEnd(round())]);
      }
    }
    evaluator.step();
    const end = afterRound(round());
    if (end) return end;
    update();
  }
}

function executeSwitch(
  evaluator: Evaluator,
  scope: Scope,
  { subject, clauses }: Statement & { readonly k: "switch" },
): Completion {
  const value = evaluator.evaluate(scope, subject);
  const frame = new Frame(scope.frame, evaluator.run.doubts);
  const inside: Scope = { ...scope, frame };
  const from = (index: number): Completion => {
    const end = executeAll(
      evaluator,
      inside,
      clauses.slice(index).flatMap(({ body }) => body),
    );
    return end.k === "break" ? NORMAL : end;
  };
  for (const [index, { test }] of clauses.entries()) {
    if (!test) continue;
    const same = isSame(value, evaluator.evaluate(inside, test));
    if (same === true) return from(index);
    if (same === undefined) {
      const reason = whyUnknown(value, scope, subject, "a switch on");
      return followAll(
        evaluator,
        reason,
        clauses.map((_, at) => () => from(at)),
      );
    }
  }
  const otherwise = clauses.findIndex(({ test }) => test === null);
  return otherwise < 0 ? NORMAL : from(otherwise);
}
