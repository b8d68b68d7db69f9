// Partitioned assets are declared and analysed; running one is refused before anything starts.
import { afterEach, expect, test } from "vitest";
import { asset, daily, source } from "../../../sdk/src/index.ts";
import { createRig, type Rig } from "../../support/runRig.ts";

const partitions = daily({ start: "2024-01-01" });
let rig: Rig;
afterEach(() => rig.close());

async function refusal(select?: string): Promise<string | null> {
  rig = createRig();
  rig.define(() => [
    source({ key: "raw", file: "raw.csv", partitions }),
    asset({ key: "bronze/plain", run: () => [{ a: 1 }] }),
    asset({ key: "silver/parts", deps: ["bronze/plain"], partitions, run: () => [{ a: 1 }] }),
    asset({ key: "gold/reader", deps: ["silver/parts"], run: () => [{ a: 1 }] }),
  ]);
  const project = await rig.project();
  const options = select === undefined ? {} : { select };
  const planned = project.plan(options);
  const ran = await project.run(options);
  if (planned.ok !== ran.ok) throw new Error("plan and run do not agree");
  if (planned.ok || ran.ok) return null;
  expect(ran.problem).toEqual(planned.problem);
  expect(planned.problem.kind).toBe("unsupported");
  return planned.problem.message;
}

test("says which assets, and how to leave them out", async () => {
  expect(await refusal()).toBe(
    'This version cannot run partitioned assets: "silver/parts" has `partitions`. ' +
      `Leave them out of the selection: --select 'not (key:"silver/parts")'`,
  );
});

test("what reads a partitioned asset is refused too: it would read the version of before", async () => {
  expect(await refusal("layer:gold")).toBe(
    '"gold/reader" reads "silver/parts", and this version cannot run partitioned assets, nor read them.',
  );
});

test("others run, and what is upstream of them", async () => {
  expect(await refusal("layer:bronze")).toBeNull();
});
