// The last line of an interactive terminal, redrawn in place: a bar, counts, and what is running now. Other lines are printed above it.
import { duration } from "../quantities.ts";
import type { Terminal } from "../terminal.ts";

const REDRAW_MS = 100;
const BAR_WIDTH = 20;

export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly running: readonly string[];
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

export interface LiveLine {
  /** Prints whole lines above the bar. */
  readonly print: (lines: string) => void;
  readonly stop: () => void;
}

export function liveLine(terminal: Terminal, progress: () => Progress | null): LiveLine {
  if (!terminal.isInteractive) return { print: terminal.out, stop: () => undefined };
  let drawn = false;
  const clear = (): void => {
    if (drawn) terminal.out("\r\u001b[2K");
    drawn = false;
  };
  const draw = (): void => {
    const now = progress();
    if (now === null) return;
    terminal.out(`\r\u001b[2K${barText(now, terminal)}`);
    drawn = true;
  };
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();
  return {
    print: (lines) => {
      clear();
      terminal.out(lines);
      draw();
    },
    stop: () => {
      clearInterval(timer);
      clear();
    },
  };
}

/** One line that fits the window. */
export function barText({ total, done, running, startedAt }: Progress, terminal: Terminal): string {
  const filled = total === 0 ? BAR_WIDTH : Math.floor((done / total) * BAR_WIDTH);
  const counts = ` ${done}/${total}  ${duration(Date.now() - startedAt)}  `;
  const room = Math.max(0, terminal.columns() - BAR_WIDTH - counts.length - 1);
  const names = running.join(", ");
  const shown = names.length > room ? `${names.slice(0, Math.max(0, room - 1))}…` : names;
  const bar = terminal.color.green("█".repeat(filled)) + terminal.color.dim("░".repeat(BAR_WIDTH - filled));
  return `${bar}${counts}${terminal.color.dim(shown)}`;
}
