// The one edge where the unexpected is caught: a request that fails answers "nothing" instead of an error popup.
import { LSPErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver";

/** null: now. */
export type Ready = Promise<void> | null;

export type Handler<P, R> = (
  params: P,
  token: CancellationToken,
) => R | ResponseError<never> | Promise<R | ResponseError<never>>;

export interface Guard {
  /**
   * A request's handler: `empty` is the answer when `answer` throws. It waits until it can be answered: `ready`, else until
   * everything is read.
   */
  request<P, R>(empty: R, answer: (params: P) => R, ready?: (params: P) => Ready): Handler<P, R>;
  /** Anything else the editor started: a notification, a timer. */
  run(work: () => void): void;
}

/** `allReady`: when everything is read. */
export function createGuard(log: (message: string) => void, allReady: () => Ready = () => null): Guard {
  const logged = new Set<string>();
  const logOnce = (error: unknown): void => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (logged.has(message)) return;
    logged.add(message);
    log(message);
  };
  const answerNow = <P, R>(
    empty: R,
    answer: (params: P) => R,
    params: P,
    token: CancellationToken,
  ): R | ResponseError<never> => {
    if (token.isCancellationRequested) {
      return new ResponseError<never>(LSPErrorCodes.ContentModified, "The request is outdated.");
    }
    try {
      return answer(params);
    } catch (error) {
      logOnce(error);
      return empty;
    }
  };
  return {
    request:
      (empty, answer, ready = allReady) =>
      (params, token) => {
        const waiting = ready(params);
        if (waiting === null) return answerNow(empty, answer, params, token);
        const cancelled = new Promise<void>((stop) => token.onCancellationRequested(() => stop()));
        return Promise.race([waiting, cancelled]).then(() => answerNow(empty, answer, params, token));
      },
    run: (work) => {
      try {
        work();
      } catch (error) {
        logOnce(error);
      }
    },
  };
}
