// What keys, clicks and the menu do with groups: opens and closes them, and says so.
import { groupId, groupingsOf, type AssetGraph, type Grouping } from "@strataline/core/graph";
import { allOpened, closed, groupAround, opened } from "./groups.ts";
import type { Groups } from "./state.ts";
import type { Shown } from "./view.ts";

export interface GroupControlOptions {
  readonly graph: () => AssetGraph;
  readonly shown: () => Shown;
  /** `focus`: the asset or node to go to afterwards; `keep`: the rest stays where it is. */
  readonly change: (groups: Groups, how: { readonly focus: string | null; readonly keep: boolean }) => void;
  readonly announce: (text: string) => void;
}

export interface GroupMenuView {
  readonly by: Groups["by"];
  readonly possible: readonly Grouping[];
}

export class GroupControl {
  readonly #options: GroupControlOptions;

  constructor(options: GroupControlOptions) {
    this.#options = options;
  }

  /** Opens the closed group of this key; false when it is none. */
  open(key: string): boolean {
    const { shown, change, announce } = this.#options;
    const { grouped, grouping } = shown();
    const group = grouped.groups.get(key);
    if (group === undefined) return false;
    const id = groupId(group.path);
    change(opened(grouping, id), { focus: group.members[0] ?? null, keep: true });
    announce(`Opened ${group.path.join("/")}: ${group.members.length} assets`);
    return true;
  }

  /** Closes the open group with this id. */
  closeById(id: string, focus: string | null = null): void {
    const { shown, change, announce } = this.#options;
    change(closed(shown().grouping, id), { focus, keep: true });
    announce(`Closed ${decodeURIComponent(id)}`);
  }

  /** Closes the innermost open group around the asset, or around a closed one. */
  close(key: string): void {
    const { graph, shown, announce } = this.#options;
    const { grouped, grouping } = shown();
    const group = grouped.groups.get(key);
    const around =
      group === undefined ? groupAround(graph(), key, grouping) : groupId(group.path.slice(0, -1));
    if (around === null || around === "") {
      announce(grouping.by === "none" ? "Assets are not grouped" : "It is in no open group");
      return;
    }
    this.closeById(around, group?.members[0] ?? key);
  }

  /** Groups anew, all closed. */
  group(by: Groups["by"]): void {
    this.#options.change({ by, open: [] }, { focus: null, keep: false });
  }

  openAll(): void {
    const { graph, shown, change, announce } = this.#options;
    const { by } = shown().grouping;
    if (by === "none") return;
    change(allOpened(graph(), by), { focus: null, keep: false });
    announce("All groups are open");
  }

  closeAll(): void {
    const { shown, announce } = this.#options;
    const { by } = shown().grouping;
    if (by === "none") return;
    this.group(by);
    announce("All groups are closed");
  }

  menu(): GroupMenuView {
    return { by: this.#options.shown().grouping.by, possible: groupingsOf(this.#options.graph()) };
  }
}
