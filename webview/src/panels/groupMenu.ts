// The menu of groups: by what assets are grouped, and all groups opened or closed.
import type { GroupMenuView } from "../groupControl.ts";
import type { Groups } from "../state.ts";
import type { MenuEntry } from "./menu.ts";

export interface GroupMenuEvents {
  groupMenu(): GroupMenuView;
  group(by: Groups["by"]): void;
  openAllGroups(): void;
  closeAllGroups(): void;
}

export function groupEntries(events: GroupMenuEvents): MenuEntry[] {
  const { by, possible } = events.groupMenu();
  const choices: readonly Groups["by"][] = ["none", ...possible];
  const entries: MenuEntry[] = [
    { kind: "heading", text: "Group assets by" },
    ...choices.map((choice): MenuEntry => ({
      ...{ kind: "radio", text: titleOf(choice), on: choice === by },
      run: () => events.group(choice),
    })),
  ];
  if (possible.length === 0)
    entries.push({ kind: "note", text: "No two assets share a folder, group or tag." });
  if (by === "none") return entries;
  return [
    ...entries,
    { kind: "heading", text: "Groups" },
    { kind: "action", text: "Open all", detail: "E", icon: "expand", run: () => events.openAllGroups() },
    { kind: "action", text: "Close all", detail: "C", icon: "collapse", run: () => events.closeAllGroups() },
  ];
}

function titleOf(by: Groups["by"]): string {
  switch (by) {
    case "none":
      return "Nothing";
    case "folder":
      return "Folder";
    case "group":
      return "Group";
    case "layer":
      return "Layer";
    default:
      return `Tag ${by.slice("tag:".length)}`;
  }
}
