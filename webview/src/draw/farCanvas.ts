// The canvas of large graphs: painted in slices on a spare one, a few milliseconds a frame, then put in place of the one in sight.
import type { Size } from "@strataline/core/graph";
import { paintFar, type FarPicture } from "./far.ts";
import { MARGIN, type Sheet } from "./sheet.ts";

/** Milliseconds a frame may give to painting. */
const SLICE = 6;

export interface FarCanvas {
  readonly element: HTMLElement;
  /** `whole`: at once, for what has to be in sight with this frame. */
  paint(sheet: Sheet, picture: FarPicture, size: Size, whole: boolean): void;
  /** Nothing is on it any more. */
  clear(): void;
  /** What is in sight was painted for this; null when it is empty. */
  readonly sheet: Sheet | null;
}

/** Null where there is no canvas to draw on. `onPainted`: another sheet is in sight. */
export function createFarCanvas(document: Document, onPainted: () => void): FarCanvas | null {
  const element = document.createElement("div");
  element.className = "far-canvas";
  const canvases = [document.createElement("canvas"), document.createElement("canvas")] as const;
  for (const canvas of canvases) canvas.hidden = true;
  element.append(...canvases);
  if (canvases[0].getContext("2d") === null) return null;
  let front = 0;
  let shown: Sheet | null = null;
  /** Counts paintings: one that began later ends those before. */
  let turn = 0;

  const swap = (sheet: Sheet): void => {
    front = 1 - front;
    canvases.forEach((canvas, index) => {
      canvas.hidden = index !== front;
    });
    element.dataset.drawn = "";
    shown = sheet;
    onPainted();
  };

  return {
    element,
    get sheet() {
      return shown;
    },
    paint(sheet, picture, size, whole) {
      const mine = ++turn;
      const canvas = canvases[front === 0 ? 1 : 0];
      const steps = begin(canvas, sheet, picture, size);
      const slice = () => {
        if (mine !== turn) return;
        const end = performance.now() + SLICE;
        for (;;) {
          if (steps.next().done === true) {
            swap(sheet);
            return;
          }
          if (!whole && performance.now() > end) break;
        }
        requestAnimationFrame(slice);
      };
      slice();
    },
    clear() {
      turn++;
      shown = null;
      delete element.dataset.drawn;
      for (const canvas of canvases) {
        canvas.hidden = true;
        canvas.width = 0;
      }
    },
  };
}

function begin(
  canvas: HTMLCanvasElement,
  { transform }: Sheet,
  picture: FarPicture,
  { width, height }: Size,
): Generator<void> {
  const ratio = canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1;
  const [wide, high] = [width * (1 + 2 * MARGIN), height * (1 + 2 * MARGIN)];
  canvas.width = Math.round(wide * ratio);
  canvas.height = Math.round(high * ratio);
  canvas.style.width = `${wide}px`;
  canvas.style.height = `${high}px`;
  canvas.style.left = `${-width * MARGIN}px`;
  canvas.style.top = `${-height * MARGIN}px`;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("the canvas had a context before");
  const k = transform.k * ratio;
  const [x, y] = [(transform.x + width * MARGIN) * ratio, (transform.y + height * MARGIN) * ratio];
  context.setTransform(k, 0, 0, k, x, y);
  return paintFar(context, picture);
}
