// What the view needs of the page it lives in, so that tests and the development page can stand in for it.
import type { Size } from "@strataline/core/graph";
import type { Host } from "./host.ts";
import type { Measure } from "./text.ts";
import type { CreateWorker } from "./tidy.ts";

export interface Surroundings {
  readonly document: Document;
  readonly root: HTMLElement;
  readonly host: Host;
  readonly measure: Measure;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly reducedMotion: () => boolean;
  readonly createWorker: CreateWorker;
  /** Of the picture, in CSS pixels. */
  readonly size: (picture: HTMLElement) => Size;
}
