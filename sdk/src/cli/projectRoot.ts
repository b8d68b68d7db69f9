// Which project a command is about: the nearest folder with a config, from the working folder (or --cwd) upward.
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { findProject, type ProjectPlace } from "../project/findProject.ts";
import type { Arguments } from "./arguments.ts";
import type { Terminal } from "./terminal.ts";

/** The project, or null after having said why there is none. */
export function projectRoot(args: Arguments, terminal: Terminal): ProjectPlace | null {
  const start = resolve(terminal.cwd, args.value("cwd") ?? ".");
  const isFolder = existsSync(start) && statSync(start).isDirectory();
  const place = isFolder ? findProject(start) : null;
  if (place !== null) return place;
  const error = terminal.color.red("error");
  terminal.err(
    isFolder
      ? `${error}: There is no strataline.config.ts in ${start} or a folder above it. A project begins with one:\n\n` +
          `  import { defineConfig, medallion } from "strataline";\n` +
          `  export default defineConfig({ layers: medallion() });\n`
      : `${error}: There is no folder ${start}.\n`,
  );
  return null;
}
