import { asset } from "strataline";
import { LAYER } from "../keys.mjs";
export const a = asset({ key: `${LAYER}/mts`, run: (): unknown[] => [] });
