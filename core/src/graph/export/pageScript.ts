// The script of the exported page. It stands here as text, because it runs in the reader's browser and nowhere else; its hash is in
// the page's policy, so that nothing but exactly this text can run. It writes what it reads with `textContent` only.

export const PAGE_SCRIPT = `"use strict";
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const svg = document.querySelector("main > svg");
const byKey = new Map(data.nodes.map((node) => [node.key, { ...node, reads: [], readers: [] }]));
for (const { from, to } of data.edges) {
  byKey.get(to)?.reads.push(from);
  byKey.get(from)?.readers.push(to);
}
const cards = new Map([...svg.querySelectorAll(".node")].map((card) => [card.dataset.key, card]));
const edges = [...svg.querySelectorAll(".edge")];

// Pan and zoom: the viewBox is the window.
const whole = svg.viewBox.baseVal;
const all = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
let view = all;
const show = (next) => {
  view = next;
  svg.setAttribute("viewBox", [view.x, view.y, view.width, view.height].join(" "));
};
const scale = () => Math.max(view.width / svg.clientWidth, view.height / svg.clientHeight);
const pointAt = (event) => {
  const box = svg.getBoundingClientRect();
  return {
    x: view.x + view.width / 2 + (event.clientX - box.left - box.width / 2) * scale(),
    y: view.y + view.height / 2 + (event.clientY - box.top - box.height / 2) * scale(),
  };
};
const middle = () => ({ x: view.x + view.width / 2, y: view.y + view.height / 2 });
const zoom = (factor, at) => {
  const width = Math.min(all.width * 4, Math.max(160, view.width / factor));
  const k = width / view.width;
  show({ x: at.x - (at.x - view.x) * k, y: at.y - (at.y - view.y) * k, width, height: view.height * k });
};
const fit = () => show(all);
svg.removeAttribute("width");
svg.removeAttribute("height");
svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), pointAt(event));
}, { passive: false });
let drag = null;
let dragged = false;
svg.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  drag = { x: event.clientX, y: event.clientY, view, scale: scale() };
  dragged = false;
});
addEventListener("pointermove", (event) => {
  if (drag === null) return;
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
  if (Math.abs(dx) + Math.abs(dy) > 4) dragged = true;
  if (dragged) show({ ...drag.view, x: drag.view.x - dx * drag.scale, y: drag.view.y - dy * drag.scale });
});
addEventListener("pointerup", () => { drag = null; });

// What is found and what is selected.
let found = null;
let selected = null;
const wayOf = (key, side) => {
  const seen = new Set([key]);
  for (const at of seen) for (const next of byKey.get(at)?.[side] ?? []) seen.add(next);
  return seen;
};
const paint = () => {
  const up = selected === null ? null : wayOf(selected, "reads");
  const down = selected === null ? null : wayOf(selected, "readers");
  const isLit = (key) => up === null || up.has(key) || down.has(key);
  for (const [key, card] of cards) {
    card.classList.toggle("selected", key === selected);
    card.classList.toggle("found", found !== null && found.includes(key));
    card.classList.toggle("dim", found !== null ? !found.includes(key) : !isLit(key));
  }
  for (const edge of edges) {
    const { from, to } = edge.dataset;
    const lit = up !== null && ((up.has(from) && up.has(to)) || (down.has(from) && down.has(to)));
    edge.classList.toggle("lit", lit);
    edge.classList.toggle("dim", up !== null ? !lit : found !== null && !(found.includes(from) && found.includes(to)));
  }
};
const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  return made;
};
const links = (title, keys) => {
  if (keys.length === 0) return [];
  const list = element("ul");
  for (const key of keys) {
    const button = element("button", byKey.get(key).title);
    button.type = "button";
    button.addEventListener("click", () => { select(key); reveal(key); });
    const item = element("li");
    item.append(button);
    list.append(item);
  }
  return [element("h3", title + " (" + keys.length + ")"), list];
};
const select = (key) => {
  selected = key;
  const node = key === null ? undefined : byKey.get(key);
  const details = $("details");
  details.hidden = node === undefined;
  if (node !== undefined) {
    const close = element("button", "×", "close");
    close.type = "button";
    close.title = "Close (Escape)";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => select(null));
    const rows = element("dl");
    for (const [name, value] of node.rows) rows.append(element("dt", name), element("dd", value));
    details.replaceChildren(
      close,
      element("h2", node.title),
      ...(node.description === "" ? [] : [element("p", node.description)]),
      rows,
      ...links("Reads", node.reads),
      ...links("Read by", node.readers),
    );
  }
  paint();
};
/** Brings a card to the middle, large enough to be read. */
const reveal = (key) => {
  const card = cards.get(key);
  if (card === undefined) return;
  const box = card.getBoundingClientRect();
  const at = pointAt({ clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 });
  const k = Math.min(1, (svg.clientWidth * 1.2) / view.width);
  const [width, height] = [view.width * k, view.height * k];
  show({ x: at.x - width / 2, y: at.y - height / 2, width, height });
};
for (const [key, card] of cards) {
  card.setAttribute("tabindex", "0");
  card.setAttribute("role", "button");
  card.setAttribute("aria-label", byKey.get(key).title);
  card.addEventListener("click", () => { if (!dragged) select(key); });
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    select(key);
  });
}
svg.addEventListener("click", (event) => {
  if (!dragged && event.target.closest(".node") === null) select(null);
});

// Search: all words must be in the key or the description.
const search = $("search");
let at = -1;
const look = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
  const holds = (node) => {
    const text = (node.title + "\\n" + node.description).toLowerCase();
    return words.every((word) => text.includes(word));
  };
  found = words.length === 0 ? null : data.nodes.filter(holds).map((node) => node.key);
  at = -1;
  count();
  paint();
};
const count = () => {
  $("count").textContent = found === null ? "" : at < 0 ? found.length + " found" : at + 1 + " / " + found.length;
};
search.addEventListener("input", look);
search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || found === null || found.length === 0) return;
  at = (at + (event.shiftKey ? found.length - (at < 0 ? 0 : 1) : 1)) % found.length;
  count();
  select(found[at]);
  reveal(found[at]);
});
$("zoom-in").addEventListener("click", () => zoom(1.3, middle()));
$("zoom-out").addEventListener("click", () => zoom(1 / 1.3, middle()));
$("fit").addEventListener("click", fit);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    search.value = "";
    look();
    select(null);
    return;
  }
  if (event.target === search) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); }
  else if (event.key === "+" || event.key === "=") zoom(1.3, middle());
  else if (event.key === "-") zoom(1 / 1.3, middle());
  else if (event.key === "0" || event.key === "f") fit();
});
`;

/** Of `PAGE_SCRIPT`, as a policy names it; a test compares. */
export const PAGE_SCRIPT_HASH = "sha256-z5DotdDtGRI75BaF/b1iUR6LZt6alb/MjMS62A9UWis=";
