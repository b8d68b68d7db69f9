// Which texts have changed from one revision to another, so that what is kept of a revision can be brought to the next one without
// looking at every file.

/** Older changes are forgotten: who asks after so many looks at everything. */
const MAX_CHANGES = 1_000;

export class TextLog {
  /** Oldest first. */
  #changes: { readonly revision: number; readonly path: string }[] = [];
  /** All changes after this revision are known. */
  #from = 0;

  note(revision: number, paths: Iterable<string>): void {
    for (const path of paths) this.#changes.push({ revision, path });
    if (this.#changes.length <= MAX_CHANGES) return;
    const kept = this.#changes.slice(-MAX_CHANGES / 2);
    this.#from = kept[0]?.revision ?? revision;
    this.#changes = kept;
  }

  /** Any file may be another one since this revision. */
  noteAll(revision: number): void {
    this.#from = revision;
    this.#changes = [];
  }

  /** Paths that changed after `from`, up to `to`; undefined where that may be any. */
  between(from: number, to: number): ReadonlySet<string> | undefined {
    if (from < this.#from || from > to) return undefined;
    const paths = new Set<string>();
    for (const { revision, path } of this.#changes) if (revision > from && revision <= to) paths.add(path);
    return paths;
  }
}
