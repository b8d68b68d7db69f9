// Entry in Node: `server.js --stdio` for any editor, `--node-ipc` from VS Code.
import { setFlagsFromString } from "node:v8";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { createProject } from "@strataline/core";
import { startServer } from "./server.ts";

// What is known of a large workspace stays, and each key press makes some garbage: without this, memory grows to a multiple of
// what is used before it is collected.
setFlagsFromString("--heap-growing-percent=20");

startServer(createConnection(ProposedFeatures.all), (host) => createProject({ host }));
