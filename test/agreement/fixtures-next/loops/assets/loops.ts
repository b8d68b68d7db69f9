// Every loop people write to declare assets.
import { asset, type Asset } from "strataline";
import { INPUTS, REGIONS, TABLES, YEARS } from "../lib/tables.ts";

for (const table of TABLES) {
  if (table === "items") continue;
  asset({ key: `bronze/${table}`, deps: [`erp_${table}`], run: () => [] });
}

export const silver = TABLES.map((table, index) =>
  asset({
    key: ["silver", table],
    description: `Table ${index + 1}`,
    deps: { raw: `bronze/${table}` },
    run: () => [],
  }),
);

Object.entries(INPUTS).forEach(([table, inputs]) => {
  asset({ key: `gold/${table}`, deps: inputs.map((input) => `silver/${input}`), run: () => [] });
});

export const regions = REGIONS.filter((region) => !("isLive" in region)).flatMap(({ code, countries }) => [
  asset({ key: `silver/${code}`, run: () => [] }),
  ...countries.map((country) =>
    asset({ key: `silver/${code}/${country}`, deps: [`silver/${code}`], run: () => [] }),
  ),
]);

let previous: Asset | undefined;
for (let year = 0; year < YEARS; year++) {
  previous = asset({
    key: `gold/year_${2024 + year}`,
    deps: previous === undefined ? [] : [previous],
    run: () => [],
  });
}

let quarter = 1;
while (quarter <= 4) {
  for (const { code } of REGIONS)
    asset({ key: `gold/q${quarter}_${code}`, deps: silver.slice(0, 1), run: () => [] });
  quarter += 1;
}

export const total = [...silver, ...regions].reduce(
  (names, { key }) => [...names, key.toUpperCase()],
  [] as string[],
);
asset({ key: "gold/total", deps: total.map((name) => name.toLowerCase()), run: () => [] });
