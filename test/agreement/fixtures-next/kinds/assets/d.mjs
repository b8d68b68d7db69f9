import * as strataline from "strataline";
import { c } from "./c.js";
export default strataline.asset({ key: "gold/mjs", deps: c, run: () => [] });
