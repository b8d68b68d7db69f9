// `npm run bench`: the figures that README and the issues state. Build first; nothing else should run on the machine.
import { availableParallelism } from "node:os";
import { clickToUserCode } from "./clickToUserCode.ts";
import { summary } from "./figures.ts";
import { keystrokeToDiagnostics } from "./keystroke.ts";

console.log(`Node ${process.versions.node}, ${availableParallelism()} cores\n`);
console.log(`click on ▶ Run to the first line of user code   ${summary(await clickToUserCode())}`);
console.log(`keystroke to diagnostics, aviation              ${summary(await keystrokeToDiagnostics())}`);
