// From a keystroke to the diagnostics it changes: the bundled server over stdio, on the aviation example.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { root, scratchProject } from "./scratchProject.ts";

const rounds = 50;
const file = "assets/silver/flights.ts";

interface PublishedDiagnostics {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly { readonly code?: string | number }[];
}

/** Milliseconds per keystroke; every other one misspells a key, the ones between mend it. */
export async function keystrokeToDiagnostics(): Promise<number[]> {
  using project = scratchProject("aviation");
  const server = spawn(process.execPath, [join(root, "dist/server.js"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let onPublished: (published: PublishedDiagnostics) => void = () => undefined;
  connection.onNotification("textDocument/publishDiagnostics", (published: PublishedDiagnostics) =>
    onPublished(published),
  );
  connection.onRequest(() => null);
  connection.listen();

  const uri = pathToFileURL(join(project.folder, file)).href;
  const text = readFileSync(join(project.folder, file), "utf8");
  const broken = text.replace("ref(rawFlights)", 'ref("bronze/flihgts")');
  const published = (version: number): Promise<PublishedDiagnostics> =>
    new Promise((resolve) => {
      onPublished = (message) => {
        if (message.uri === uri && message.version === version) resolve(message);
      };
    });

  const rootUri = pathToFileURL(project.folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "aviation" }],
    capabilities: {
      textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
    },
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "typescript", version: 1, text },
  });

  const times: number[] = [];
  for (let round = 1; round <= rounds + 1; round++) {
    const isBroken = round % 2 === 1;
    const answer = published(round + 1);
    const start = performance.now();
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: round + 1 },
      contentChanges: [{ text: isBroken ? broken : text }],
    });
    const { diagnostics } = await answer;
    // The first one also waits for the project to be read.
    if (round > 1) times.push(performance.now() - start);
    const isFound = diagnostics.some(({ code }) => code === "missing-upstream");
    if (isFound !== isBroken) throw new Error(`unexpected diagnostics: ${JSON.stringify(diagnostics)}`);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  server.kill();
  return times;
}
