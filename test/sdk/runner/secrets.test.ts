// Settings of the machine: variables from `.env`, checked before a resource is set up, and secrets that appear nowhere.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { asset, check, resource } from "../../../sdk/src/index.ts";
import { loadEnvFiles } from "../../../sdk/src/project/envFiles.ts";
import { createRedactor } from "../../../sdk/src/runner/redact.ts";
import { settingsOf } from "../../../sdk/src/runner/settings.ts";
import { createRig, story, type Rig } from "../../support/runRig.ts";

afterEach(() => vi.unstubAllEnvs());

describe(".env", () => {
  const loaded = (
    files: Readonly<Record<string, string>>,
    given: Record<string, string> = {},
  ): Record<string, string | undefined> => {
    const root = mkdtempSync(join(tmpdir(), "strataline-env-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    loadEnvFiles(root, given);
    rmSync(root, { recursive: true });
    return given;
  };
  test("gives variables, with quotes, comments and `export`", () => {
    const text = `# of this machine\nHOST=db.example\nexport PORT=5432\nNOTE="two words" # why\n`;
    expect(loaded({ ".env": text })).toEqual({ HOST: "db.example", PORT: "5432", NOTE: "two words" });
  });
  test(".env.local wins over it, and what the process was given over both", () => {
    const files = { ".env": "A=1\nB=1\nC=1", ".env.local": "B=2\nC=2" };
    expect(loaded(files, { C: "3" })).toEqual({ A: "1", B: "2", C: "3" });
  });
  test("none is no error", () => {
    expect(loaded({})).toEqual({});
  });
});

describe("settings", () => {
  const settings = (
    env: z.ZodType | undefined,
    secrets: readonly string[],
    environment: NodeJS.ProcessEnv,
  ): Promise<unknown> =>
    settingsOf(resource({ ...(env === undefined ? {} : { env }), secrets, setup: () => 1 }), environment);

  test("are what the schema makes of the variables", async () => {
    const env = z.object({ PGPORT: z.coerce.number(), PGHOST: z.string().default("localhost") });
    expect(await settings(env, ["PGPASSWORD"], { PGPORT: "5432", PGPASSWORD: "hunter22" })).toEqual({
      env: { PGPORT: 5432, PGHOST: "localhost" },
      secrets: { PGPASSWORD: "hunter22" },
    });
  });
  test("all that is wrong is said at once, with names", async () => {
    const env = z.object({ PGPORT: z.coerce.number("must be a number") });
    await expect(settings(env, ["PGPASSWORD"], { PGPORT: "x", PGPASWORD: "hunter22" })).rejects.toThrow(
      "the environment variable PGPASSWORD is not set (there is PGPASWORD): set it, or write it into .env or .env.local; PGPORT: must be a number",
    );
  });
  test("an empty secret counts as missing", async () => {
    await expect(settings(undefined, ["API"], { API: "" })).rejects.toThrow(
      "the environment variable API is not set",
    );
  });
});

describe("redaction", () => {
  const redact = (text: string, environment: Record<string, string>, declared: string[] = []): string =>
    createRedactor(environment, declared)(text);

  test("hides variables that are secret by their name", () => {
    const environment = { API_TOKEN: "abcd1234", HOME: "/home/ada", DbPassword: "pass.word+1" };
    expect(redact("abcd1234 for /home/ada, pass.word+1, passxword+1", environment)).toBe(
      "••• for /home/ada, •••, passxword+1",
    );
  });
  test("hides what a resource declares", () => {
    expect(redact("dsn is s3cret", { DSN: "s3cret" })).toBe("dsn is s3cret");
    expect(redact("dsn is s3cret", { DSN: "s3cret" }, ["DSN"])).toBe("dsn is •••");
  });
  test("hides the password of a connection string wherever it is", () => {
    expect(redact("postgres://ada:hunter22@db/x, hunter22", { URL: "postgres://ada:hunter22@db/x" })).toBe(
      "postgres://ada:•••@db/x, •••",
    );
  });
  test("hides the form in a URL, each line of many, and the longest of two", () => {
    expect(redact("?k=a%20b%26c", { K_TOKEN: "a b&c" })).toBe("?k=•••");
    expect(redact("at line two\n", { PRIVATE_KEY: "line one\nline two" })).toBe("at •••\n");
    expect(redact("abcdefgh", { A_TOKEN: "abcd", B_TOKEN: "abcdefgh" })).toBe("•••");
  });
  test("leaves values alone that are too short to mean anything", () => {
    expect(redact("a 1", { A_TOKEN: "1" })).toBe("a 1");
  });
});

describe("in a run", () => {
  let rig: Rig;
  afterEach(() => rig.close());

  /** All that the project's folder holds. */
  const written = (): string =>
    readdirSync(rig.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
      .join("\n");

  test("a secret is nowhere: not in events, logs, errors, checks or the state", async () => {
    vi.stubEnv("SHOP_DSN", "topsecretvalue");
    const shop = resource({ secrets: ["SHOP_DSN"], setup: ({ secrets }) => secrets.SHOP_DSN });
    rig = createRig({ resources: { shop } });
    rig.define(() => [
      asset({
        key: "bronze/prints",
        resources: ["shop"],
        checks: [check("says", () => ({ passed: false, message: "saw topsecretvalue" }))],
        run: (_inputs, context) => {
          context.log("connecting with", context.resources.shop);
          return [{ a: 1 }];
        },
      }),
      asset({
        key: "bronze/throws",
        resources: ["shop"],
        run: (_inputs, { resources }): [] => {
          throw new Error(`refused: ${String(resources.shop)}`);
        },
      }),
    ]);
    const { events } = await rig.run();
    expect(story(events)).toEqual(
      expect.arrayContaining([
        "log bronze/prints: connecting with •••",
        "failed bronze/throws: refused: •••",
      ]),
    );
    expect(events.find((event) => event.type === "checkFinished")?.message).toBe("saw •••");
    expect(JSON.stringify(events)).not.toContain("topsecretvalue");
    expect(written()).toContain("refused: ");
    expect(written()).not.toContain("topsecretvalue");
  });

  test("one that is missing fails the asset that needs it, by name", async () => {
    const shop = resource({ secrets: ["SHOP_NOT_SET"], setup: () => 1 });
    rig = createRig({ resources: { shop } });
    rig.define(() => asset({ key: "bronze/a", resources: ["shop"], run: () => [{ a: 1 }] }));
    const { events } = await rig.run();
    expect(story(events)).toContainEqual(
      'failed bronze/a: The resource "shop" could not be set up: the environment variable SHOP_NOT_SET is not set: set it, or write it into .env or .env.local',
    );
  });
});
