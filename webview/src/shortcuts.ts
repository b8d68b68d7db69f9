// The keys of the picture. Letters typed into the filter box are text, and keys with Ctrl or Cmd belong to VS Code.
import { KEYS, type Key } from "./keyboard.ts";

export interface ShortcutTarget {
  focusedKey(): string | null;
  move(key: Key, extend: boolean): void;
  select(key: string, extend: boolean): void;
  selectAll(): void;
  open(key: string): void;
  fit(): void;
  /** Draws from top to bottom, or from left to right again. */
  turn(): void;
  zoomBy(factor: number): void;
  focusFilter(): void;
  readonly groups: {
    /** Closes the group of the asset. */
    close(key: string): void;
    openAll(): void;
    closeAll(): void;
  };
  clear(): void;
}

const ZOOM_STEP = 1.3;

/** Returns what stops listening. */
export function listenToKeys(document: Document, target: ShortcutTarget): () => void {
  const listener = (event: KeyboardEvent) => {
    if (handled(event, target)) event.preventDefault();
  };
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}

function handled(event: KeyboardEvent, target: ShortcutTarget): boolean {
  if (event.key === "Escape") {
    target.clear();
    return true;
  }
  const focused = target.focusedKey();
  if (isTyping(event) || event.altKey) return false;
  if (focused !== null && onNode(event, focused, target)) return true;
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== "a" || focused === null) return false;
    target.selectAll();
    return true;
  }
  switch (event.key) {
    case "/":
      target.focusFilter();
      return true;
    case "C":
      target.groups.closeAll();
      return true;
    case "E":
      target.groups.openAll();
      return true;
    case "d":
      target.turn();
      return true;
    case "f":
      target.fit();
      return true;
    case "+":
    case "=":
      target.zoomBy(ZOOM_STEP);
      return true;
    case "-":
      target.zoomBy(1 / ZOOM_STEP);
      return true;
    default:
      return false;
  }
}

function onNode(event: KeyboardEvent, key: string, target: ShortcutTarget): boolean {
  const arrow = KEYS[event.key];
  if (arrow !== undefined) {
    target.move(arrow, event.shiftKey);
    return true;
  }
  if (event.key === "Enter") target.open(key);
  else if (event.key === "c" && !event.ctrlKey && !event.metaKey) target.groups.close(key);
  else if (event.key === " ") target.select(key, event.ctrlKey || event.metaKey || event.shiftKey);
  else return false;
  return true;
}

function isTyping(event: KeyboardEvent): boolean {
  const element = event.target;
  return element instanceof HTMLElement && element.tagName === "INPUT";
}
