// `test` with an editor that is stopped at its end.
import { afterEach } from "vitest";
import { startEditor, type Editor, type EditorOptions } from "../support/lspClient.ts";

const started: Editor[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((editor) => editor.stop()));
});

export async function editorOn(fixture: string, options?: EditorOptions): Promise<Editor> {
  const editor = await startEditor(fixture, options);
  started.push(editor);
  return editor;
}

export const has =
  (...wanted: readonly string[]) =>
  (codes: readonly string[]): boolean =>
    wanted.every((code) => codes.includes(code));

export const isEmpty = (codes: readonly string[]): boolean => codes.length === 0;
