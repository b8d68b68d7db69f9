// The one edge where the unexpected is caught: a request that fails answers "nothing" instead of an error popup.
import { LSPErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver";

export interface Guard {
  /** A request's handler: `empty` is the answer when `answer` throws. */
  request<P, R>(
    empty: R,
    answer: (params: P) => R,
  ): (params: P, token: CancellationToken) => R | ResponseError<never>;
  /** Anything else the editor started: a notification, a timer. */
  run(work: () => void): void;
}

export function createGuard(log: (message: string) => void): Guard {
  const logged = new Set<string>();
  const logOnce = (error: unknown): void => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (logged.has(message)) return;
    logged.add(message);
    log(message);
  };
  return {
    request: (empty, answer) => (params, token) => {
      if (token.isCancellationRequested) {
        return new ResponseError<never>(LSPErrorCodes.ContentModified, "The request is outdated.");
      }
      try {
        return answer(params);
      } catch (error) {
        logOnce(error);
        return empty;
      }
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
