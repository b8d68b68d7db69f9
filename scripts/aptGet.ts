// Installs Debian's packages where that may be done: as root, with apt-get. One at a time, as apt-get wants it.
import { accessSync, constants } from "node:fs";
import { run } from "./commands.ts";

let last: Promise<void> = Promise.resolve();

/** Does nothing where it may not. */
export function installPackage(name: string, say: (line: string) => void): Promise<void> {
  last = last.then(() => install(name, say));
  return last;
}

async function install(name: string, say: (line: string) => void): Promise<void> {
  if (process.getuid?.() !== 0 || !isExecutable("/usr/bin/apt-get")) return;
  say(`Installing ${name} with apt-get (once) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", [...wait, "install", "-y", "-qq", "--no-install-recommends", name], { env });
}

export function isExecutable(path: string): boolean {
  if (path === "") return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
