// What the card of a closed group says: how many assets, and the worst of their states. Pure.
import type { AssetStatus } from "@strataline/core";
import { groupId, type CardIcon, type ClosedGroup } from "@strataline/core/graph";
import type { Card, CardContext, Tone } from "./cards.ts";
import { plural } from "./format.ts";

type State = AssetStatus["state"];

/** The worst first: the first that any asset is in is what the group says. */
const WORST: readonly (readonly [State, string, CardIcon, Tone])[] = [
  ["failed", "failed", "failed", "bad"],
  ["running", "running", "running", "busy"],
  ["queued", "queued", "queued", "busy"],
  ["skipped", "skipped", "skipped", "quiet"],
  ["cancelled", "cancelled", "cancelled", "quiet"],
];

export function groupCard({ key, path, members }: ClosedGroup, { model, cyclic }: CardContext): Card {
  const statuses = members.flatMap((member) => model.statuses.get(member) ?? []);
  const name = path.at(-1) ?? "";
  const prefix = path
    .slice(0, -1)
    .map((part) => `${part}/`)
    .join("");
  const stale = members.filter((member) => model.stale.has(member)).length;
  const worst = WORST.find(([state]) => statuses.some((status) => status.state === state));
  const line = lineOf(members.length, statuses, stale, worst);
  const problems = members.flatMap((member) => model.problems[member] ?? []);
  const isCyclic = members.some((member) => cyclic.has(member));
  const size = plural(members.length, "asset");
  const card = {
    ...{ key, prefix, name, line },
    kind: "group" as const,
    icon: "group" as const,
    kinds: "",
    group: { id: groupId(path), size: members.length },
    isStale: stale > 0,
    state: worst?.[0] ?? (statuses.length > 0 ? "succeeded" : null),
    checks: checksOf(statuses),
    problem: problems.includes("error") ? "error" : problems.includes("warning") ? "warning" : null,
    marks: isCyclic ? (["cycle"] as const) : [],
    hidden: { upstream: 0, downstream: 0 },
  } satisfies Omit<Card, "label" | "tooltip">;
  const words = [
    `${name}, closed group`,
    line.text,
    stale === 0 || line.icon === "stale" ? "" : `${stale} stale`,
    isCyclic ? "holds a cycle" : "",
    "Enter opens it",
  ];
  return {
    ...card,
    label: words.filter((word) => word !== "").join(", "),
    tooltip: `${path.join("/")}\n${size}\nDouble-click to open`,
  };
}

function lineOf(
  size: number,
  statuses: readonly AssetStatus[],
  stale: number,
  worst: (typeof WORST)[number] | undefined,
): Card["line"] {
  const assets = plural(size, "asset");
  if (worst !== undefined && (stale === 0 || worst[3] !== "quiet")) {
    const [state, word, icon, tone] = worst;
    const count = statuses.filter((status) => status.state === state).length;
    return { icon, tone, text: `${assets} · ${count} ${word}`, short: `${count} of ${size} ${word}` };
  }
  if (stale > 0)
    return {
      ...{ icon: "stale", tone: "warn" },
      ...{ text: `${assets} · ${stale} stale`, short: `${stale} of ${size} stale` },
    };
  const ran = statuses.length;
  if (ran === 0) return { icon: "idle", tone: "quiet", text: assets };
  const text = ran === size ? `${assets} · all ran` : `${assets} · ${ran} ran`;
  return { icon: "succeeded", tone: "good", text, short: assets };
}

function checksOf(statuses: readonly AssetStatus[]): Card["checks"] {
  let [passed, failed] = [0, 0];
  for (const { checks } of statuses) {
    passed += checks?.passed ?? 0;
    failed += checks?.failed ?? 0;
  }
  if (passed + failed === 0) return null;
  return { text: `${passed}/${passed + failed}`, tone: failed > 0 ? "bad" : "good" };
}
