// What one file says, without knowing any other file: one unit for each top-level statement, with symbolic expressions and
// statements for everything that keys, deps and options may depend on. No `ts.Node` leaves this folder.
//
// A unit's `shape` is compared deeply: equal shape means that what is derived from it stays as it is, and only positions are
// replaced. So no offset is ever inside a shape: an expression carries `at`, an index into its unit's `spans`, and these are
// relative to the unit's start. Typing in one unit changes nothing of the others.

/** An index into `Unit.spans`. Numbered in source order, so that typing in a body moves spans but not indexes. */
export type SpanIndex = number;

export interface FileFacts {
  /** In source order. */
  readonly units: readonly Unit[];
  /** Offsets at which the units start. */
  readonly starts: readonly number[];
  /** Imported names that nothing in the file uses: compilers leave such an import out, and its module is not loaded for it. */
  readonly unused: readonly string[];
  /** First syntax errors, for the file's own diagnostics ("the rest of the file may be read wrongly"). */
  readonly syntaxErrors: readonly {
    readonly start: number;
    readonly end: number;
    readonly message: string;
  }[];
}

export interface Unit {
  /** Unique in its file, and the same as long as the statement declares the same: other statements may come and go. */
  readonly id: string;
  readonly shape: UnitShape;
  /** start, end, start, end …, relative to the unit: the span of index i is `spans[2 * i]` to `spans[2 * i + 1]`. */
  readonly spans: readonly number[];
  /** Characters from its start to its end. */
  readonly length: number;
  /** Its text cannot be read at the moment: this is what it said before. */
  readonly isOlder?: true;
}

export interface UnitShape {
  readonly statement: Statement;
  /** The JSDoc comment before it, up to its first tag. */
  readonly doc?: string;
  /** `@strataline asset` in that comment: calls of the function it declares declare an asset. */
  readonly tag?: string;
  /** Names whose contents or values it changes after their declaration: `KEYS.a = …`, `all.push(…)`, `n += 1`. */
  readonly changes?: readonly Change[];
}

export interface Change {
  readonly name: string;
  /** In the body of a function, so that it is not known when it happens. Inline callbacks (`list.forEach(…)`) are no such body. */
  readonly isDeferred: boolean;
}

export interface ImportFact {
  /** Local name; "" for a bare `import "x"`. */
  readonly local: string;
  /** Name in the other module; "default", or "*" for a namespace. */
  readonly imported: string;
  readonly at: SpanIndex;
  readonly typeOnly: boolean;
}

export interface ExportFact {
  /** Exported name; "*" for `export * from`. */
  readonly name: string;
  /** Local binding it exports, or the name in `from`; "*" for `export * as ns from` and `export * from`. */
  readonly local: string;
  readonly at: SpanIndex;
}

/** How a statement that declares names exports them. */
export type Exported = "no" | "named" | "default";

/** Closed union: every reader ends in `unreachable`. */
export type Statement =
  | {
      readonly k: "import";
      readonly specifier: string;
      readonly specifierAt: SpanIndex;
      readonly names: readonly ImportFact[];
    }
  | {
      readonly k: "export";
      readonly names: readonly ExportFact[];
      readonly from: string | null;
      readonly fromAt: SpanIndex;
    }
  | { readonly k: "exportDefault"; readonly value: Expr; readonly at: SpanIndex }
  | {
      readonly k: "variables";
      readonly kind: "const" | "let" | "var";
      readonly declarations: readonly VariableFact[];
      readonly exported: Exported;
      readonly at: SpanIndex;
    }
  | {
      readonly k: "function";
      readonly name: string;
      readonly nameAt: SpanIndex;
      readonly value: FunctionExpr;
      readonly exported: Exported;
      readonly at: SpanIndex;
    }
  /** Classes and enums: constants with the members that can be read. */
  | {
      readonly k: "members";
      readonly kind: "class" | "enum";
      readonly name: string;
      readonly nameAt: SpanIndex;
      readonly value: Expr;
      readonly exported: Exported;
      readonly at: SpanIndex;
    }
  | { readonly k: "expression"; readonly value: Expr }
  | { readonly k: "block"; readonly body: readonly Statement[] }
  | {
      readonly k: "if";
      readonly test: Expr;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly k: "forOf";
      readonly isIn: boolean;
      readonly pattern: Pattern;
      readonly of: Expr;
      readonly body: readonly Statement[];
      readonly at: SpanIndex;
    }
  | {
      readonly k: "for";
      readonly init: readonly Statement[];
      readonly test: Expr | null;
      readonly update: Expr | null;
      readonly body: readonly Statement[];
      readonly at: SpanIndex;
    }
  | {
      readonly k: "while";
      readonly test: Expr;
      readonly isDo: boolean;
      readonly body: readonly Statement[];
      readonly at: SpanIndex;
    }
  | {
      readonly k: "switch";
      readonly subject: Expr;
      /** `test` is null for `default:`. */
      readonly clauses: readonly { readonly test: Expr | null; readonly body: readonly Statement[] }[];
    }
  | { readonly k: "return"; readonly value: Expr | null }
  | { readonly k: "throw"; readonly at: SpanIndex }
  | { readonly k: "break" }
  | { readonly k: "continue" }
  /** Code that is not followed: `reason` is for people. */
  | {
      readonly k: "unknown";
      readonly reason: string;
      readonly inside: readonly Expr[];
      readonly at: SpanIndex;
    };

interface VariableFact {
  readonly pattern: Pattern;
  /** null: declared without a value. */
  readonly value: Expr | null;
}

/** What a declaration or parameter binds. */
export type Pattern =
  | { readonly k: "name"; readonly name: string; readonly at: SpanIndex }
  | {
      readonly k: "object";
      readonly properties: readonly { readonly name: Expr; readonly target: PatternElement }[];
      readonly rest: Pattern | null;
      readonly at: SpanIndex;
    }
  | {
      readonly k: "array";
      /** null for a hole. */
      readonly items: readonly (PatternElement | null)[];
      readonly rest: Pattern | null;
      readonly at: SpanIndex;
    };

export interface PatternElement {
  readonly pattern: Pattern;
  /** Used when the value is undefined. */
  readonly otherwise: Expr | null;
}

export interface FunctionExpr {
  readonly k: "function";
  readonly name: string;
  readonly parameters: readonly PatternElement[];
  readonly rest: Pattern | null;
  /** An expression for `() => value`. null: it is never followed (`run`, checks), or cannot be: see `reason`. */
  readonly body: readonly Statement[] | Expr | null;
  /** Why it cannot be followed: "an async function". */
  readonly reason?: string;
  readonly at: SpanIndex;
}

/** A symbolic expression. Closed union: every reader ends in `unreachable`. `at` is the span of the expression itself. */
export type Expr =
  | {
      readonly k: "string";
      readonly value: string;
      readonly at: SpanIndex;
      /** between the quotes; absent when escapes make text and value differ */ readonly textAt?: SpanIndex;
    }
  | { readonly k: "number"; readonly value: number; readonly at: SpanIndex }
  | { readonly k: "boolean"; readonly value: boolean; readonly at: SpanIndex }
  | { readonly k: "null"; readonly at: SpanIndex }
  | { readonly k: "undefined"; readonly at: SpanIndex }
  | { readonly k: "template"; readonly parts: readonly Expr[]; readonly at: SpanIndex }
  | {
      /** Its texts are code of another language: they are not kept. */
      readonly k: "tagged";
      readonly tag: Expr;
      readonly values: readonly Expr[];
      readonly at: SpanIndex;
    }
  | {
      readonly k: "binary";
      readonly op: string;
      readonly left: Expr;
      readonly right: Expr;
      readonly at: SpanIndex;
    }
  | { readonly k: "unary"; readonly op: string; readonly value: Expr; readonly at: SpanIndex }
  | {
      readonly k: "conditional";
      readonly test: Expr;
      readonly then: Expr;
      readonly otherwise: Expr;
      readonly at: SpanIndex;
    }
  | { readonly k: "name"; readonly name: string; readonly at: SpanIndex }
  | {
      readonly k: "member";
      readonly object: Expr;
      readonly property: Expr;
      readonly at: SpanIndex;
      /** of the property name */ readonly propertyAt: SpanIndex;
      /** `object?.property` */ readonly isOptional?: true;
    }
  | { readonly k: "array"; readonly items: readonly Expr[]; readonly at: SpanIndex }
  | { readonly k: "spread"; readonly value: Expr; readonly at: SpanIndex }
  | { readonly k: "object"; readonly entries: readonly ObjectEntry[]; readonly at: SpanIndex }
  | CallExpr
  | FunctionExpr
  /** `target = value`, `target += value`, `target++` (as `+= 1`, whose own value is not followed). */
  | {
      readonly k: "assign";
      readonly op: string;
      readonly target: Expr;
      readonly value: Expr;
      readonly at: SpanIndex;
    }
  | { readonly k: "sequence"; readonly items: readonly Expr[]; readonly at: SpanIndex }
  /** Code that is not followed: `reason` is for people ("an await expression"). `inside`: parts that may declare. */
  | {
      readonly k: "unknown";
      readonly reason: string;
      readonly inside?: readonly Expr[];
      readonly at: SpanIndex;
    };

export interface CallExpr {
  readonly k: "call";
  readonly callee: Expr;
  readonly args: readonly Expr[];
  readonly isNew: boolean;
  readonly at: SpanIndex;
  /** `callee?.()` */
  readonly isOptional?: true;
}

export type ObjectEntry =
  | {
      readonly k: "property";
      readonly name: Expr;
      readonly value: Expr;
      readonly at: SpanIndex;
      /** `{ customers }` */ readonly shorthand: boolean;
    }
  | { readonly k: "spread"; readonly value: Expr; readonly at: SpanIndex };
