import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Editor } from "./language/editor.ts";
import { placesOf, openWithFinding } from "./language/measures/keystrokes.ts";
const folder = "/tmp/w/ws";
const files = new Map<string,string>(readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((p) => p.endsWith(".ts")).map((p) => [p, readFileSync(join(folder, p), "utf8")]));
const ws = { folder, files } as any;
const editor = new Editor(folder, { nodeOptions: process.argv[2] ? process.argv[2].split(" ") : [] });
await editor.initialize();
await editor.graph();
const bodies = placesOf(ws);
for (const path of new Set(bodies.map((p) => p.path))) await openWithFinding(editor, ws, path);
const times: number[] = [];
const N = Number(process.argv[3] ?? 400);
for (let s = 0; s < N; s++) {
  const { path, end } = bodies[Math.floor(s / 2) % bodies.length]!;
  const start = performance.now();
  const typed = s % 2 === 0;
  await editor.published(path, editor.edit(path, end, end + (typed ? 0 : 1), typed ? "\n" : ""));
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
const q = (p: number) => times[Math.min(times.length - 1, Math.floor(p * times.length))]!.toFixed(2);
console.log({ p50: q(0.5), p90: q(0.9), p95: q(0.95), p99: q(0.99), max: q(1), rss: (editor.memory()!.now / 1e6).toFixed(0) });
await editor[Symbol.asyncDispose]();
