// After the first run of a project a process waits with the project loaded (`strataline standby`), so that the next click starts
// user code at once. One process is for one run; it leaves by itself when it waits for long. Without one a run starts cold.
import type { RunEvent } from "@strataline/protocol";
import {
  startProcess,
  startRun,
  tellLine,
  type LineProcess,
  type RunEnd,
  type RunListener,
  type RunProcess,
} from "./runProcess.ts";

/** Where the runs of a project happen. Absolute paths. */
export interface RunPlace {
  readonly node: string;
  /** The bin of the project's own `strataline`. */
  readonly bin: string;
  readonly folder: string;
}

export interface WarmRunner {
  /** `args`: after `strataline`, beginning with `run`. */
  start(place: RunPlace, args: readonly string[], listener: RunListener): RunProcess;
  /** Has a process load the project and wait. */
  prepare(place: RunPlace): void;
  /** Files were saved: whoever waits reloads what has changed. */
  reload(): void;
  dispose(): void;
}

export function createWarmRunner(): WarmRunner {
  const waiting = new Map<string, Standby>();
  /** Packages that do not know the command. */
  const tooOld = new Set<string>();

  const drop = (standby: Standby): void => {
    if (waiting.get(standby.place.folder) === standby) waiting.delete(standby.place.folder);
  };
  const take = (place: RunPlace): Standby | undefined => {
    const standby = waiting.get(place.folder);
    if (standby === undefined) return undefined;
    drop(standby);
    if (standby.place.node === place.node && standby.place.bin === place.bin) return standby;
    standby.process.cancel();
    return undefined;
  };
  return {
    start: (place, args, listener) => {
      const cold = (): RunProcess => startRun(place.node, [place.bin, ...args], place.folder, listener);
      return take(place)?.run(args.slice(1), listener, cold) ?? cold();
    },
    prepare: (place) => {
      if (waiting.has(place.folder) || tooOld.has(place.bin)) return;
      const standby = new Standby(place);
      waiting.set(place.folder, standby);
      void standby.process.ended.then(({ code }) => {
        drop(standby);
        if (code === 2 && !standby.hasSpoken) tooOld.add(place.bin);
      });
    },
    reload: () => {
      for (const { process } of waiting.values()) process.send('{"type":"reload"}');
    },
    dispose: () => {
      for (const { process } of waiting.values()) process.cancel();
      waiting.clear();
    },
  };
}

class Standby {
  readonly place: RunPlace;
  readonly process: LineProcess;
  /** It knows what it is to do. */
  hasSpoken = false;
  #listener: RunListener | null = null;
  /** Printed while nobody listened: what modules say when they are loaded. */
  #unheard = "";

  constructor(place: RunPlace) {
    this.place = place;
    this.process = startProcess(place.node, [place.bin, "standby", "--cwd", place.folder], place.folder, {
      line: (line) => {
        this.hasSpoken = true;
        if (this.#listener !== null && !line.startsWith('{"type":"standby"')) tellLine(line, this.#listener);
      },
      errorText: (text) => {
        if (this.#listener === null) this.#unheard = `${this.#unheard}${text}\n`.slice(-4_000);
        else this.#listener.text(text);
      },
    });
  }

  /** `cold`: for when it was just about to leave. */
  run(args: readonly string[], listener: RunListener, cold: () => RunProcess): RunProcess {
    let hasBegun = false;
    let current: RunProcess = this.process;
    let isCancelled = false;
    this.#listener = {
      event: (event: RunEvent) => {
        hasBegun = true;
        listener.event(event);
      },
      text: (line) => listener.text(line),
    };
    if (this.#unheard !== "") listener.text(this.#unheard.trimEnd());
    this.process.send(JSON.stringify({ type: "run", args }));
    const ended = this.process.ended.then((end): RunEnd | Promise<RunEnd> => {
      if (hasBegun || isCancelled || end.code !== 0) return end;
      current = cold();
      return current.ended;
    });
    return {
      ended,
      cancel: () => {
        isCancelled = true;
        current.cancel();
      },
    };
  }
}
