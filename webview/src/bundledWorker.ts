// Makes the worker. VS Code lets a page run one only from text it has already, so the build puts the worker's bundle in here.
import source from "./layoutWorker.ts?raw";

/** Null where workers are not allowed: the page searches by itself then. */
export function createLayoutWorker(): Worker | null {
  try {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    return worker;
  } catch {
    return null;
  }
}
