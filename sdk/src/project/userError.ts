// From whatever user code threw to plain data: message, a stack without our own frames, and the place in the user's code.
import { dirname, isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import type { RunError } from "@strataline/protocol";

/** Folder of this package's code: its frames mean nothing to a user. */
const OWN_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

/** An error that is told already: it comes from another process. */
export class CarriedError extends Error {
  readonly told: RunError;

  constructor(told: RunError) {
    super(told.message);
    this.name = told.name;
    this.told = told;
  }
}

interface Frame {
  /** Absolute path. */
  readonly path: string;
  /** Zero-based. */
  readonly line: number;
  readonly character: number;
}

/** Stacks are source-mapped by Node itself (`setSourceMapsEnabled`). */
export function toRunError(error: unknown, root: string): RunError {
  if (error instanceof CarriedError) return error.told;
  if (!(error instanceof Error)) {
    return { name: "Error", message: `A value that is no Error was thrown: ${preview(error)}` };
  }
  const message = withCauses(error);
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line) && !isForeign(line));
  const location =
    syntaxErrorPlace(error, root) ??
    frames.map(parseFrame).find((frame): frame is Frame => isUserCode(frame, root));
  return {
    name: error.name,
    message,
    ...(frames.length === 0 ? {} : { stack: [`${error.name}: ${message}`, ...frames].join("\n") }),
    ...(location === undefined
      ? {}
      : {
          location: {
            file: relativeTo(root, location.path),
            line: location.line,
            character: location.character,
          },
        }),
  };
}

/** With `/`, and relative when it is inside of the root. */
export function relativeTo(root: string, path: string): string {
  const inside = relative(root, path);
  return (inside.startsWith("..") || isAbsolute(inside) ? path : inside).split(sep).join("/");
}

function withCauses(error: Error): string {
  const { cause } = error;
  if (cause === undefined) return error.message;
  const reason = cause instanceof Error ? withCauses(cause) : preview(cause);
  return error.message.includes(reason) ? error.message : `${error.message} (because: ${reason})`;
}

function preview(value: unknown): string {
  try {
    return typeof value === "object" ? JSON.stringify(value) : format(value);
  } catch {
    return format(value);
  }
}

/** A file of this package. */
export function isOwnCode(path: string): boolean {
  return path.startsWith(OWN_FOLDER);
}

function isForeign(line: string): boolean {
  return line.includes(OWN_FOLDER) || /\(?node:/.test(line) || line.includes("/node_modules/tsx/");
}

/** `at name (file:///path?query:1:2)`, `at /path:1:2`, `at async C:\path:1:2`. */
function parseFrame(text: string): Frame | null {
  const place =
    /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:\\)[^()]*?)(?:\?[^():]*)?:(\d+):(\d+)\)?$/.exec(text);
  return place === null ? null : frameOf(place[1] ?? "", Number(place[2]), Number(place[3]) - 1);
}

function frameOf(place: string, line: number, character: number): Frame {
  const path = place.startsWith("file://") ? fileURLToPath(place) : place;
  return { path, line: line - 1, character: Math.max(0, character) };
}

function isUserCode(frame: Frame | null, root: string): frame is Frame {
  return (
    frame !== null && !relative(root, frame.path).startsWith("..") && !frame.path.includes("node_modules")
  );
}

/** esbuild says `path:line:column: ERROR: message`, with a zero-based column. */
function syntaxErrorPlace(error: Error, root: string): Frame | null {
  const place = /^(.+?):(\d+):(\d+): ERROR: /m.exec(error.message);
  if (error.name !== "TransformError" || place === null) return null;
  const frame = frameOf(place[1] ?? "", Number(place[2]), Number(place[3]));
  return isUserCode(frame, root) ? frame : null;
}
