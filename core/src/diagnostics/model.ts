// One finding, as plain data. The Problems panel and `strataline check` are two renderings of it.
import type { Location, Span, TextEdit } from "../text/index.ts";

export type Severity = "error" | "warning" | "information" | "hint";

export interface RelatedInformation {
  readonly message: string;
  readonly location: Location;
}

/** A change the user may choose. All edits are applied together. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Files made by this fix, with their whole text; the path does not exist yet. */
  readonly newFiles?: readonly { readonly path: string; readonly text: string }[];
  /** The obvious one: VS Code offers it for "Auto Fix". */
  readonly preferred?: boolean;
}

export interface Diagnostic {
  /** Kebab-case, an API: never renamed. */
  readonly code: string;
  readonly severity: Severity;
  /** What, where and the nearest right thing, in one or two sentences. Plain text. */
  readonly message: string;
  /** Which one it is of those with its code in its file, whatever moves around it: keys and names. For the baseline. */
  readonly about: string;
  readonly path: string;
  readonly span: Span;
  readonly related: readonly RelatedInformation[];
  /** Made when they are asked. */
  readonly fixes: readonly Fix[];
  /** The text is not used (`unnecessary`): editors fade it. */
  readonly unnecessary?: boolean;
}
