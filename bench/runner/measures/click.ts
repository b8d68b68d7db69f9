// From a click on ▶ Run to the first line of user code.
import { clickToUserCode, warmClickToUserCode } from "../../clickToUserCode.ts";
import { figure } from "../../language/figure.ts";
import type { RunnerMeasure } from "./measure.ts";

export const click: RunnerMeasure = {
  name: "click",
  run: async function* () {
    yield figure("cold click to the first line of user code", "ms", await clickToUserCode(), { goal: 400 });
    yield figure("with the runner kept ready", "ms", await warmClickToUserCode(), { goal: 100 });
  },
};
