// The figures that README states: a run from a click on, a key press, the aviation example.
import { availableParallelism, loadavg } from "node:os";
import { aviation } from "./aviation.ts";
import { clickToUserCode, warmClickToUserCode } from "./clickToUserCode.ts";
import { median, quantile, summary } from "./figures.ts";
import { keystrokeToDiagnostics } from "./keystroke.ts";

/** Prints them as they come. */
export async function everyday(): Promise<void> {
  const load = loadavg()[0]?.toFixed(1) ?? "?";
  console.log(`Node ${process.versions.node}, ${availableParallelism()} cores, load ${load}\n`);

  print("click on ▶ Run to the first line of user code", summary(await clickToUserCode()));
  print("the same with the runner kept ready", summary(await warmClickToUserCode()));

  const keystrokes = await keystrokeToDiagnostics();
  print(
    "keystroke to diagnostics, aviation",
    `${summary(keystrokes)}, 95 % ${quantile(keystrokes, 0.95).toFixed(1)} ms`,
  );

  const { cold, fresh, floor, statements } = await aviation();
  print("aviation, 3,000,000 flights, from nothing", summary(cold));
  print("aviation, everything fresh", summary(fresh));
  print(`its ${statements} queries straight in DuckDB`, summary(floor));
  print("overhead over DuckDB", `${((median(cold) / median(floor) - 1) * 100).toFixed(0)} %`);
}

function print(what: string, figures: string): void {
  console.log(`${what.padEnd(48)}${figures}`);
}
