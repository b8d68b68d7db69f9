import { asset } from "strataline";
import config from "../tables.json" with { type: "json" };

for (const { name, reads, tags } of config.tables) {
  asset({ key: `${config.prefix}/${name}`, deps: reads, ...(tags && { tags }), run: () => [] });
}

// Names that are whole numbers come first, in their order.
export const inOrder = Object.keys(config).map((name, index) =>
  asset({ key: `silver/${index}_${name}`, run: () => [] }),
);
