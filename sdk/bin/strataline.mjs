#!/usr/bin/env node
// The bin: checks Node's version before anything that needs it is loaded, and keeps compiled code for the next start.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(
    `error: strataline needs Node 22.13 or later; this is ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(2);
}
const { enableCompileCache } = await import("node:module");
enableCompileCache();
await import("../dist/cli.js");
