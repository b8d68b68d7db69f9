// Publicly documented (docs/protocol.md): never change what a number means.

export const ExitCode = {
  /** Everything asked for was done. `check`: no errors. `run`: all succeeded. */
  ok: 0,
  /** It was done, and the result is bad. `check`: there are errors. `run`: an asset or an error-level check failed. */
  failed: 1,
  /** It was not begun: wrong arguments, or a project that cannot be read. */
  usage: 2,
  /** Another run holds an asset that this one wants. */
  conflict: 3,
  /** Ctrl-C. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
