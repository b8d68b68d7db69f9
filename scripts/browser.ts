// Finds the Chromium that drives the end-to-end tests and screenshots; installs Debian's where it may.
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { installPackage, isExecutable } from "./aptGet.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const usualPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/** Offline and without first-run noise; a container's root user has no sandbox. */
const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [
    process.env.CHROMIUM_PATH ?? "",
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...usualPlaces,
  ];
  return candidates.find(isExecutable);
}

/** The path of a Chromium, installing Debian's when running as root with apt; otherwise undefined. */
export async function ensureChromium(say: (line: string) => void): Promise<string | undefined> {
  const found = findChromium();
  if (found !== undefined) return found;
  await installPackage("chromium", say);
  return findChromium();
}

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: launchArguments });
}
