// The first index in slices, and what one file answers before it is done.
import { expect, test } from "vitest";
import { createProject } from "../../../core/src/index.ts";
import type { Project, Snapshot } from "../../../core/src/index.ts";
import { parseFixture } from "../../support/fixture.ts";
import { createMemoryHost } from "../../support/memoryHost.ts";
import { placeText } from "../../support/project.ts";

const FIXTURE = `
  //- /assets/orders.ts
  import { rawOrders } from "./raw.ts";
  import { PREFIX } from "../lib/keys.ts";
  // strataline-ignore missing-upstream: told elsewhere
  export const orders = asset({ key: \`\${PREFIX}/orders\`, deps: { rawOrders, gone: "bronze/gone" }, run: () => [] });
  export const odd = asset({ key: "silver/odd", io: "nowhere", deps: ["bronze/raw_order"], run: () => [] });
  //- /assets/raw.ts
  export const rawOrders = asset({ key: "bronze/raw_orders", run: () => [] });
  //- /assets/twice.ts
  export const again = asset({ key: "silver/orders", run: () => [] });
  //- /lib/keys.ts
  export const PREFIX = "silver";
`;

function openFixture(): { readonly project: Project; readonly host: ReturnType<typeof createMemoryHost> } {
  const host = createMemoryHost(Object.fromEntries(parseFixture(FIXTURE).files));
  return { project: createProject({ host }), host };
}

/** One step at a time. */
function step(project: Project): boolean {
  let isFirst = true;
  return project.prepare(() => {
    const mayGoOn = isFirst;
    isFirst = false;
    return mayGoOn;
  });
}

const found = (snapshot: Snapshot): readonly string[] =>
  snapshot
    .allDiagnostics()
    .flatMap(({ path, diagnostics }) => diagnostics.map(({ code, message }) => `${path} ${code} ${message}`));
const codes = (snapshot: Snapshot, path: string): readonly string[] =>
  snapshot.diagnostics(path).map(({ code }) => code);

test("in slices it comes to what it comes to at once", () => {
  const { project } = openFixture();
  let slices = 1;
  while (!step(project)) slices++;
  const whole = openFixture().project.snapshot();
  expect(slices).toBeGreaterThan(8);
  expect(project.snapshot().graph).toEqual(whole.graph);
  expect(found(project.snapshot())).toEqual(found(whole));
  expect(project.snapshot().isPartial).toBe(false);
});

test("a slice reads one file, and once ready nothing is read again", () => {
  const { project, host } = openFixture();
  step(project);
  expect(project.isReady()).toBe(false);
  expect(host.counters.reads).toBeLessThan(4);
  while (!step(project));
  host.resetCounters();
  found(project.snapshot());
  expect(host.counters).toEqual({ reads: 0, lists: 0 });
});

test("whoever asks early gets all of it at once", () => {
  const { project } = openFixture();
  step(project);
  expect(found(project.snapshot())).toEqual(found(openFixture().project.snapshot()));
  expect(project.isReady()).toBe(true);
});

test("what changes meanwhile is not lost", () => {
  for (let before = 0; before < 20; before++) {
    const { project } = openFixture();
    for (let i = 0; i < before; i++) step(project);
    const text =
      'import { asset } from "strataline";\nexport const a = asset({ key: "gold/new", run: () => [] });\n';
    project.apply([{ path: "assets/twice.ts", text }]);
    while (!step(project));
    const keys = project.snapshot().graph.nodes.map(({ key }) => key);
    expect(keys).toContain("gold/new");
    expect(
      project.snapshot().graph.nodes.find(({ key }) => key === "silver/orders")?.isDuplicate,
    ).toBeUndefined();
  }
});

test("one file: its own findings before the others are read, none that another file could change", () => {
  const { project } = openFixture();
  const snapshot = project.partial(["assets/orders.ts"]);
  expect(snapshot.isPartial).toBe(true);
  expect(codes(snapshot, "assets/orders.ts")).toEqual(["unknown-io"]);
  expect(snapshot.facts("assets/raw.ts")).toBeDefined();
  expect(project.isReady()).toBe(false);
  expect(codes(project.snapshot(), "assets/orders.ts")).toContain("duplicate-key");
});

test("one file: it follows values and constants into what it imports", () => {
  const { project } = openFixture();
  const path = "assets/orders.ts";
  const snapshot = project.partial([path]);
  const at = (snapshot.text(path) ?? "").indexOf("rawOrders, gone");
  expect(snapshot.definition(path, at).map((place) => placeText(snapshot, place))).toEqual([
    'assets/raw.ts "bronze/raw_orders"',
  ]);
  expect(snapshot.symbols(path).map(({ key }) => key)).toEqual(["silver/orders", "silver/odd"]);
});

test("one file: in its text of now, and only what the project chooses", () => {
  const { project } = openFixture();
  project.partial(["assets/raw.ts"]);
  const text =
    'import { asset } from "strataline";\nexport const a = asset({ key: "bronze/x", io: "y", run: () => [] });\n';
  project.apply([{ path: "assets/raw.ts", text }]);
  expect(codes(project.partial(["assets/raw.ts"]), "assets/raw.ts")).toEqual(["unknown-io"]);
  expect(project.partial(["lib/keys.ts"]).paths).toEqual([]);
});

test("one file: the same answer until something changes", () => {
  const { project } = openFixture();
  const before = project.partial(["assets/raw.ts"]);
  step(project);
  expect(project.partial(["assets/raw.ts"])).toBe(before);
});
