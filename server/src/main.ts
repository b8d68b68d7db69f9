// Entry in Node: `server.js --stdio` for any editor, `--node-ipc` from VS Code.
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { createProject } from "@strataline/core";
import { startServer } from "./server.ts";

startServer(createConnection(ProposedFeatures.all), (host) => createProject({ host }));
