// What most handlers begin with: the document's view, and the offset of the position.
import { offset, type DocumentParams, type PositionParams } from "./fromLsp.ts";
import type { Guard, Handler } from "./guard.ts";
import type { Projects, View } from "./projects.ts";
import type { Context } from "./toLsp.ts";

export interface Views {
  readonly contextOf: (view: Pick<View, "project" | "snapshot">) => Context;
  /** A request about a document: `empty` where no project has it. */
  readonly inView: <P extends DocumentParams, R>(
    empty: R,
    answer: (view: View, params: P) => R,
  ) => Handler<P, R>;
  /** As `inView`; answered before the rest of the project is read, when `isAnswer` (by default: always). */
  readonly inOwnView: <P extends DocumentParams, R>(
    empty: R,
    answer: (view: View, params: P) => R,
    isAnswer?: (answered: R) => boolean,
  ) => Handler<P, R>;
  /** A request about a position in a document. */
  readonly at: <P extends PositionParams, R>(
    empty: R,
    answer: (view: View, at: number, params: P) => R,
  ) => Handler<P, R>;
  readonly atOwn: <P extends PositionParams, R>(
    empty: R,
    answer: (view: View, at: number, params: P) => R,
    isAnswer?: (answered: R) => boolean,
  ) => Handler<P, R>;
}

export function createViews(guard: Guard, projects: Projects): Views {
  const inView: Views["inView"] = (empty, answer) =>
    guard.request(
      empty,
      (params) => {
        const view = projects.view(params.textDocument.uri);
        return view === undefined ? empty : answer(view, params);
      },
      ({ textDocument }) => projects.place(textDocument.uri)?.project.whenReady() ?? null,
    );
  const inOwnView: Views["inOwnView"] = (empty, answer, isAnswer = () => true) => {
    const late = inView(empty, answer);
    return (params, token) => {
      const view = projects.partialView(params.textDocument.uri);
      if (view === undefined || token.isCancellationRequested) return late(params, token);
      let answered = empty;
      guard.run(() => (answered = answer(view, params)));
      return isAnswer(answered) ? answered : late(params, token);
    };
  };
  return {
    contextOf: ({ project, snapshot }) => ({ projects, project, snapshot }),
    inView,
    inOwnView,
    at: (empty, answer) =>
      inView(empty, (view, params) => answer(view, offset(view, params.position), params)),
    atOwn: (empty, answer, isAnswer) =>
      inOwnView(empty, (view, params) => answer(view, offset(view, params.position), params), isAnswer),
  };
}
