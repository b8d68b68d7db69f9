// What an editor asks at random places, and a rename that a thousand assets feel, over the real stdio server.
import { findPlaces } from "../children/places.ts";
import { Editor } from "../editor.ts";
import { latency, type Figure } from "../figure.ts";
import { openWithFinding, placesOf } from "./keystrokes.ts";
import type { Bench, Measure } from "./measure.ts";

const METHODS = ["definition", "hover", "documentHighlight", "completion", "references"] as const;
const WARM_UP = 10;
const GOAL = 10;

export const requests: Measure = {
  name: "requests",
  async *run({ workspace, samples, hub }: Bench): AsyncIterable<Figure> {
    await using editor = new Editor(workspace.folder);
    await editor.initialize();
    // Answered when everything is indexed: what is measured comes after.
    await editor.graph();
    const { keys, deps } = findPlaces(workspace.files);
    const ask = async (method: string, index: number): Promise<number> => {
      // Keys are only offered inside of literals.
      const places = method === "completion" ? deps : keys;
      const { path, start } = places[index % places.length] ?? { path: "", start: 0 };
      const begin = performance.now();
      await editor.askAt(`textDocument/${method}`, path, start + 1, {
        context: { includeDeclaration: true },
      });
      return performance.now() - begin;
    };
    for (const method of METHODS) {
      for (let index = 0; index < WARM_UP; index++) await ask(method, index);
      const times: number[] = [];
      for (let index = 0; index < samples; index++) times.push(await ask(method, index));
      yield latency(method, times, method === "references" ? null : GOAL);
    }

    // As one types: the question comes with the key press, and the text is new.
    const [place] = placesOf(workspace);
    if (place !== undefined) {
      await openWithFinding(editor, workspace, place.path);
      for (const method of ["completion", "documentHighlight"]) {
        const times: number[] = [];
        for (let index = 0; index < samples; index++) {
          const isTyped = index % 2 === 0;
          editor.edit(place.path, place.end, place.end + (isTyped ? 0 : 1), isTyped ? "\n" : "");
          times.push(await ask(method, index));
        }
        yield latency(`${method} right after a key press`, times, GOAL);
      }
    }

    if (hub === null) return;
    const declared = [...workspace.files].find(([, text]) => text.includes(`key: "${hub}"`));
    if (declared === undefined) throw new Error(`nothing declares ${hub}`);
    const [path, text] = declared;
    const renames: number[] = [];
    let files = 0;
    for (let round = 0; round < 20; round++) {
      const begin = performance.now();
      const edit = await editor.askAt<{
        readonly changes?: object;
        readonly documentChanges?: readonly object[];
      }>("textDocument/rename", path, text.indexOf(`"${hub}"`) + 2, { newName: `${hub}_renamed` });
      renames.push(performance.now() - begin);
      files = edit.documentChanges?.length ?? Object.keys(edit.changes ?? {}).length;
    }
    yield latency("rename of the hub", renames, 200, `edits in ${files} files`);
  },
};
