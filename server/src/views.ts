// What most handlers begin with: the document's view, and the offset of the position.
import type { CancellationToken, ResponseError } from "vscode-languageserver";
import { offset, type DocumentParams, type PositionParams } from "./fromLsp.ts";
import type { Guard } from "./guard.ts";
import type { Projects, View } from "./projects.ts";
import type { Context } from "./toLsp.ts";

type Handler<P, R> = (params: P, token: CancellationToken) => R | ResponseError<never>;

export interface Views {
  readonly contextOf: (view: Pick<View, "project" | "snapshot">) => Context;
  /** A request about a document: `empty` where no project has it. */
  readonly inView: <P extends DocumentParams, R>(
    empty: R,
    answer: (view: View, params: P) => R,
  ) => Handler<P, R>;
  /** A request about a position in a document. */
  readonly at: <P extends PositionParams, R>(
    empty: R,
    answer: (view: View, at: number, params: P) => R,
  ) => Handler<P, R>;
}

export function createViews(guard: Guard, projects: Projects): Views {
  const inView: Views["inView"] = (empty, answer) =>
    guard.request(empty, (params) => {
      const view = projects.view(params.textDocument.uri);
      return view === undefined ? empty : answer(view, params);
    });
  return {
    contextOf: ({ project, snapshot }) => ({ projects, project, snapshot }),
    inView,
    at: (empty, answer) =>
      inView(empty, (view, params) => answer(view, offset(view, params.position), params)),
  };
}
