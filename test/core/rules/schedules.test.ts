// Rules about when assets are computed, and how they are divided: invalid-cron, invalid-selection, cadence, partition-mismatch;
// and the targets of schedules.
import { describe, expect, test } from "vitest";
import { applyAction, checkDiagnostics, fixTitles } from "../../support/checkDiagnostics.ts";
import { diagnosticsOf, openFixture } from "../../support/project.ts";

const file = (text: string): string => `//- /assets/main.ts
import { asset, source, check, sql, ref, schedule, hourly, daily, weekly, monthly, timeWindow } from "strataline";
import { staticPartitions, dynamicPartitions, multiPartitions } from "strataline";
${text}`;

function messages(text: string): readonly string[] {
  return diagnosticsOf(openFixture(file(text)).snapshot).map(({ code, message }) => `${code}: ${message}`);
}

describe("invalid-cron", () => {
  test("marks the string, says which field, and mends it", () => {
    checkDiagnostics(
      file(`schedule({ name: "s", cron: "60 * * * *", assets: [] });
//                          ^^^^^^^^^^^^ invalid-cron: The minute is 0 to 59, not 60.`),
    );
    const { "assets/main.ts": text } = applyAction(
      file(`schedule({ name: "s", cron: "6$00 * * * *", assets: [] });`),
      'Change to "0 * * * *"',
    );
    expect(text).toContain(`cron: "0 * * * *"`);
  });

  test("says the nearest right one when its message does not", () => {
    expect(messages(`schedule({ name: "s", cron: "0 0 32 * *", assets: [] });`)).toEqual([
      'invalid-cron: The day of month is 1 to 31, not 32. Nearest right one: "0 0 31 * *".',
    ]);
  });

  test("a constant is shown, but not replaced where it is used", () => {
    expect(
      fixTitles(file(`const NIGHTLY = "0 24 * * *";\nschedule({ name: "s", cron: NIGHT$0LY, assets: [] });`)),
    ).toEqual([]);
  });

  test("in time windows, where the partitions are made", () => {
    checkDiagnostics(
      file(`asset({ key: "silver/a", partitions: timeWindow({ cron: "0 25 * * *", start: "2026-01-01" }) });
//                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-cron: The hour is 0 to 23, not 25.`),
    );
  });

  test("a time zone that is not written as one", () => {
    checkDiagnostics(
      file(`schedule({ name: "s", cron: "@daily", timezone: "Europe Berlin", assets: [] });
//                                              ^^^^^^^^^^^^^^^ invalid-cron: "Europe Berlin" is no time zone. Write a name of the IANA list`),
    );
  });

  test.for([
    `schedule({ name: "s", cron: "*/15 9-17 * * mon-fri", timezone: "Europe/Berlin", assets: [] });`,
    `schedule({ name: "s", cron: "@monthly", assets: [] });`,
    `asset({ key: "silver/a", partitions: daily({ start: "2026-01-01" }) });`,
  ])("nothing for %s", (text) => void checkDiagnostics(file(text)));

  test("a cron string that only running tells is dynamic-key", () => {
    expect(messages(`schedule({ name: "s", cron: process.env.CRON, assets: [] });`)).toEqual([
      "dynamic-key: The cron string of s cannot be known without running the code, because `process.env.CRON` is only known when the code runs. Write it as a literal, or from constants that can be read here.",
    ]);
  });
});

describe("targets of schedules", () => {
  test("a key that nobody declares is a missing upstream, with the nearest key", () => {
    const text = `const a = asset({ key: "silver/orders" });
schedule({ name: "nightly", cron: "@daily", assets: ["silver/ordrs"] });`;
    checkDiagnostics(
      file(`${text}
//                                                   ^^^^^^^^^^^^^^ missing-upstream: No asset or source has the key "silver/ordrs". Did you mean "silver/orders"?`),
    );
    const { "assets/main.ts": changed } = applyAction(file(text.replace("ordrs", "or$0drs")), "Change to");
    expect(changed).toContain(`assets: ["silver/orders"]`);
  });

  test("a ref() of a check too", () => {
    expect(
      messages(
        'const a = asset({ key: "silver/a", checks: [check.sql("c", sql`select 1 from ${ref("bronze/x")}`)] });',
      ),
    ).toEqual(['missing-upstream: No asset or source has the key "bronze/x".']);
  });

  test("what could never be a target", () => {
    expect(messages(`schedule({ name: "nightly", cron: "@daily", assets: [1] });`)).toEqual([
      expect.stringContaining('invalid-key: A target of the schedule "nightly" is not valid:'),
    ]);
  });

  test("what only running tells", () => {
    expect(messages(`schedule({ name: "nightly", cron: "@daily", assets: [process.env.KEY] });`)).toEqual([
      expect.stringContaining("dynamic-key: A target of nightly cannot be known"),
    ]);
  });
});

describe("invalid-selection", () => {
  test("says what the parser says", () => {
    checkDiagnostics(
      file(`schedule({ name: "s", cron: "@daily", select: "layr:gold" });
//                                            ^^^^^^^^^^^ invalid-selection: This is no selection: `),
    );
  });
  test("nothing when it is one", () => {
    checkDiagnostics(file(`schedule({ name: "s", cron: "@daily", select: "layer:gold or key:silver/a+" });`));
  });
});

describe("cadence", () => {
  const pair = (up: string, down: string): string =>
    file(`const a = asset({ key: "silver/a", partitions: ${up}({ start: "2026-01-01" }) });
const b = asset({ key: "gold/b", deps: ["silver/a"], partitions: ${down}({ start: "2026-01-01" }) });`);

  test("hourly from daily, by partitions", () => {
    checkDiagnostics(`${pair("daily", "hourly")}
//                                      ^^^^^^^^^^ cadence: "gold/b" is computed hourly, and reads "silver/a", which is computed daily: its partitions wait until the longer one is complete.`);
  });

  test.for([
    ["hourly", "daily"],
    ["daily", "daily"],
    ["daily", "weekly"],
    ["weekly", "monthly"],
  ] as const)("%s feeding %s is how it goes", ([up, down]) => void checkDiagnostics(pair(up, down)));

  const scheduled = (up: string, down: string): string => `const a = asset({ key: "silver/a" });
const b = asset({ key: "gold/b", deps: ["silver/a"] });
schedule({ name: "up", cron: "${up}", assets: [a] });
schedule({ name: "down", cron: "${down}", select: "key:gold/b" });`;

  test("by schedules, that name the asset or select it", () => {
    expect(messages(scheduled("@daily", "*/15 * * * *"))).toEqual([
      'cadence: "gold/b" is computed every 15 minutes, and reads "silver/a", which is computed daily: most of its runs read nothing new.',
    ]);
  });

  test("the most frequent schedule counts", () => {
    const more = `\nschedule({ name: "more", cron: "@hourly", select: "key:silver/a" });`;
    expect(messages(scheduled("@daily", "@hourly") + more)).toEqual([]);
  });

  test("months are not even", () => {
    expect(messages(scheduled("0 0 L * *", "0 0 1 * *"))).toEqual([]);
  });

  test("an asset without a cadence, or with one that cannot be known, is left alone", () => {
    expect(messages(scheduled("@daily", "@hourly").replace(/schedule\(\{ name: "up".*\n/, ""))).toEqual([]);
    const unknown = scheduled("@daily", "@hourly").replace('"@daily"', "process.env.X");
    expect(messages(unknown).filter((message) => message.startsWith("cadence"))).toEqual([]);
  });
});

describe("partition-mismatch", () => {
  const pair = (up: string, down: string): readonly string[] =>
    messages(`const a = asset({ key: "silver/a", partitions: ${up} });
const b = asset({ key: "gold/b", deps: ["silver/a"], partitions: ${down} });`);

  test("marks the dep and says how both are divided", () => {
    checkDiagnostics(
      file(`const a = asset({ key: "silver/a", partitions: staticPartitions(["eu", "us"]) });
const b = asset({ key: "gold/b", deps: ["silver/a"], partitions: daily({ start: "2026-01-01" }) });
//                                      ^^^^^^^^^^ partition-mismatch: "gold/b" is divided by time, "silver/a" by 2 static keys (eu, us): each partition would read all of the other's.`),
    );
  });

  test.for([
    ['staticPartitions(["eu"])', 'staticPartitions(["us"])'],
    ['dynamicPartitions("customers")', 'dynamicPartitions("regions")'],
    ['dynamicPartitions("customers")', 'staticPartitions(["us"])'],
    [
      'multiPartitions({ region: staticPartitions(["eu"]), day: daily({ start: "2026-01-01" }) })',
      'staticPartitions(["us"])',
    ],
  ] as const)("%s against %s", ([up, down]) => {
    expect(pair(up, down)).toEqual([expect.stringMatching(/^partition-mismatch: /)]);
  });

  test.for([
    ['staticPartitions(["eu", "us"])', 'staticPartitions(["eu", "us"])'],
    ['dynamicPartitions("customers")', 'dynamicPartitions("customers")'],
    ['hourly({ start: "2026-01-01" })', 'daily({ start: "2026-02-01" })'],
    [
      'multiPartitions({ region: staticPartitions(["eu"]), day: daily({ start: "2026-01-01" }) })',
      'staticPartitions(["eu"])',
    ],
    [
      'multiPartitions({ region: staticPartitions(["eu"]), day: daily({ start: "2026-01-01" }) })',
      'multiPartitions({ shop: staticPartitions(["x"]), day: daily({ start: "2026-01-01" }) })',
    ],
    ["staticPartitions(regions())", 'staticPartitions(["us"])'],
    ["dynamicPartitions(process.env.X)", 'dynamicPartitions("regions")'],
  ] as const)("nothing for %s and %s", ([up, down]) => {
    expect(pair(up, down)).toEqual([]);
  });

  test("an asset that is not divided reads all, and may be read by all", () => {
    expect(pair("undefined", 'daily({ start: "2026-01-01" })')).toEqual([]);
    expect(pair('staticPartitions(["eu"])', "undefined")).toEqual([]);
  });
});
