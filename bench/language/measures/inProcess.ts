// What answers cost in core, without the server and the wire: where the time of the measures over stdio goes, or does not.
import type { InProcessResult } from "../children/inProcess.ts";
import { figure, latency, type Figure } from "../figure.ts";
import { buildChildren, runChild } from "../processes.ts";
import type { Measure } from "./measure.ts";

export const inProcess: Measure = {
  name: "core",
  async *run({ workspace, samples, hub }): AsyncIterable<Figure> {
    await buildChildren(["inProcess"]);
    const given = {
      root: workspace.folder,
      paths: workspace.modules,
      samples,
      hub: hub === null ? null : { from: hub, to: `${hub}_renamed` },
    };
    const measured = await runChild<InProcessResult>("inProcess", given);
    const { heap } = await runChild<InProcessResult>("inProcess", { ...given, samples: 1, hub: null }, [
      "--expose-gc",
    ]);
    yield latency("core: key press in a body to the file's findings", measured.bodyKeystroke, 16);
    yield latency("core: the same to all findings", measured.bodyKeystrokeAll, 16);
    yield figure("core: files read for key presses in bodies", "", [measured.reads + measured.lists], {
      goal: 0,
    });
    yield figure("core: graphs built for key presses in bodies", "", [measured.rebuilds], { goal: 0 });
    yield latency("core: key press in a key or dep to all findings and delta", measured.keyKeystroke, 50);
    yield figure("core: deltas that do not lead to the new graph", "", [measured.wrongDeltas], { goal: 0 });
    yield figure("core: nodes and edges in a delta", "", measured.deltaSizes, {
      note: `at most ${Math.max(...measured.deltaSizes)}`,
    });
    for (const [name, times] of Object.entries(measured.features)) yield latency(`core: ${name}`, times, 10);
    yield latency("core: completion right after a key press", measured.completionAfterKeystroke, null);
    if (hub !== null) {
      const note = `${measured.renameEdits} edits; right after a key press`;
      yield latency("core: rename of the hub", measured.rename, 200, note);
    }
    if (heap !== null) yield figure("core: heap after collection, project only", "MB", [heap / 1e6]);
  },
};
