// What runs inside the measured page. Playwright sends the functions as text: each may use nothing but its argument and the page.

/** Times from one frame to the next, in milliseconds, while `gesture` acts once in each frame. */
export interface Filming {
  readonly gesture: "none" | "pan" | "zoom";
  readonly frames: number;
}

export async function frameTimes({ gesture, frames }: Filming): Promise<number[]> {
  const graph = document.querySelector("svg.graph");
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  const mouse = (type: string, dx: number, dy: number, target: EventTarget) =>
    target.dispatchEvent(
      new MouseEvent(type, {
        clientX: x + dx,
        clientY: y + dy,
        bubbles: true,
        cancelable: true,
        view: window,
      }),
    );
  const act = (frame: number) => {
    if (graph === null || gesture === "none") return;
    if (gesture === "zoom") {
      // In for half of the time, then out again.
      const deltaY = frame < frames / 2 ? -40 : 40;
      graph.dispatchEvent(
        new WheelEvent("wheel", {
          clientX: x,
          clientY: y,
          deltaY,
          bubbles: true,
          cancelable: true,
          view: window,
        }),
      );
      return;
    }
    // Drags a screen's height down and up again, sideways as well.
    const turn = Math.sin((frame / frames) * 2 * Math.PI);
    mouse("mousemove", turn * 200, -turn * 2000, window);
  };
  if (gesture === "pan" && graph !== null) mouse("mousedown", 0, 0, graph);
  const times: number[] = [];
  await new Promise<void>((done) => {
    let last = performance.now();
    let frame = 0;
    const tick = (now: number) => {
      if (frame > 0) times.push(now - last);
      last = now;
      if (frame === frames) done();
      else {
        act(frame++);
        requestAnimationFrame(tick);
      }
    };
    requestAnimationFrame(tick);
  });
  if (gesture === "pan") mouse("mouseup", 0, 0, window);
  return times;
}

/** From the start of the navigation to the first frame that shows nodes, in milliseconds. */
export function firstPaint(): Promise<number> {
  return new Promise((done) => {
    const look = () => {
      const drawn = document.querySelector("g.node, canvas[data-drawn]") !== null;
      requestAnimationFrame(() => (drawn ? setTimeout(() => done(performance.now())) : look()));
    };
    look();
  });
}

/** From a delta's arrival to the frame that shows it, in milliseconds; once for each delta. */
export async function deltaTimes(deltas: readonly unknown[]): Promise<number[]> {
  const times: number[] = [];
  for (const delta of deltas) {
    await new Promise((rest) => setTimeout(rest, 400));
    const start = performance.now();
    await new Promise<void>((done) => {
      addEventListener("message", () => requestAnimationFrame(() => setTimeout(done)), { once: true });
      window.postMessage(delta);
    });
    times.push(performance.now() - start);
  }
  return times;
}
