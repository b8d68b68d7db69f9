// What one file says, without its bodies and without knowing any other file: symbolic expressions for everything that
// keys, deps and options may depend on. No `ts.Node` leaves this folder.
//
// `shape` is compared deeply: equal shape means that the graph and all cross-file findings stay as they are, and only
// `spans` are replaced. So no offset is ever inside `shape`: an expression carries `at`, an index into `spans`.

/** An index into `FileFacts.spans`. Numbered in source order of the facts, so that typing in a body moves spans but not indexes. */
export type SpanIndex = number;

export interface FileFacts {
  readonly shape: FileShape;
  /** start, end, start, end …: the span of index i is `spans[2 * i]` to `spans[2 * i + 1]`. */
  readonly spans: readonly number[];
  /** First syntax errors, for the file's own diagnostics ("the rest of the file may be read wrongly"). */
  readonly syntaxErrors: readonly {
    readonly start: number;
    readonly end: number;
    readonly message: string;
  }[];
}

export interface FileShape {
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /** Top-level bindings: const, let, function, class, enum, and destructured names. */
  readonly bindings: readonly BindingFact[];
  /** Top-level expression statements: `asset({…})`. */
  readonly statements: readonly Expr[];
  /** Calls inside functions, loops and conditions that may declare an asset: they are not followed (yet), but never forgotten. */
  readonly nested: readonly NestedCall[];
}

export interface NestedCall {
  readonly call: Expr;
  /** What it stands in, for people: "the function `makeOrders`", "a loop". */
  readonly within: string;
  /** Name of the declaration it stands in; "" when there is none. */
  readonly name: string;
}

export interface ImportFact {
  readonly specifier: string;
  readonly specifierAt: SpanIndex;
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
  readonly from?: string;
  /** `export default <expression>`: the expression itself. */
  readonly value?: Expr;
  readonly at: SpanIndex;
}

export interface BindingFact {
  readonly name: string;
  readonly at: SpanIndex;
  readonly kind: "const" | "let" | "function" | "class" | "enum";
  readonly value: Expr;
  /** The whole declaration statement: what a code version hashes. */
  readonly declarationAt: SpanIndex;
  /** Description from the JSDoc comment before it, if any. */
  readonly doc?: string;
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
      readonly k: "tagged";
      readonly tag: Expr;
      readonly strings: readonly string[];
      readonly values: readonly Expr[];
      readonly at: SpanIndex;
    }
  | {
      readonly k: "binary";
      readonly op: BinaryOperator;
      readonly left: Expr;
      readonly right: Expr;
      readonly at: SpanIndex;
    }
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
    }
  | { readonly k: "array"; readonly items: readonly Expr[]; readonly at: SpanIndex }
  | { readonly k: "spread"; readonly value: Expr; readonly at: SpanIndex }
  | { readonly k: "object"; readonly entries: readonly ObjectEntry[]; readonly at: SpanIndex }
  | {
      readonly k: "call";
      readonly callee: Expr;
      readonly args: readonly Expr[];
      readonly isNew: boolean;
      readonly at: SpanIndex;
    }
  | { readonly k: "function"; readonly name: string; readonly at: SpanIndex }
  /** Code that is not followed: `reason` is for people ("an await expression", "a call of a method"). */
  | { readonly k: "unknown"; readonly reason: string; readonly at: SpanIndex };

export type BinaryOperator = "+" | "??" | "||" | "&&" | "===" | "!==";

export type ObjectEntry =
  | {
      readonly k: "property";
      readonly name: Expr;
      readonly value: Expr;
      readonly at: SpanIndex;
      /** `{ customers }` */ readonly shorthand: boolean;
    }
  | { readonly k: "spread"; readonly value: Expr; readonly at: SpanIndex };
