// What is no longer there fades out, on a layer of its own: no later drawing finds it again, and none waits for it.
import { select, type Selection } from "d3";

/** Takes what a join has no data for any more. */
export type Leave = <Datum>(gone: Selection<SVGGElement, Datum, SVGGElement, unknown>) => void;

/** What says which asset it was: keyboard, pointer and screen reader know it no longer. */
const NAMES = ["data-key", "data-group", "role", "tabindex", "aria-label", "aria-selected", "aria-current"];

/** `duration` in milliseconds; 0: it goes at once. */
export function leaveTo(layer: SVGGElement, duration: number): Leave {
  return (gone) => {
    if (duration === 0) {
      gone.remove();
      return;
    }
    gone.each(function () {
      for (const name of NAMES) this.removeAttribute(name);
      layer.append(this);
      select(this).interrupt("enter").transition("leave").duration(duration).style("opacity", 0).remove();
    });
  };
}
