import { asset } from "strataline";
import { cjsKey } from "../keys.cjs";
export const b = asset({ key: cjsKey, run: () => [] });
