// What a cron string may say, and what an error tells.
import { describe, expect, test } from "vitest";
import { looksLikeTimeZone, nextTicks, parseCron } from "../../../core/src/cron/index.ts";

describe("accepted", () => {
  test.for([
    ["*/15 9-17 * * mon-fri", { minutes: [0, 15, 30, 45], daysOfWeek: [1, 2, 3, 4, 5] }],
    ["0 0 L * *", { lastDayOfMonth: true, daysOfMonth: [] }],
    ["0 0 1,L jan,JUL *", { lastDayOfMonth: true, daysOfMonth: [1], months: [1, 7] }],
    ["5/20 * * * 7", { minutes: [5, 25, 45], daysOfWeek: [0] }],
    ["0 0 */10 * 6-7", { daysOfMonth: [1, 11, 21, 31], daysOfWeek: [0, 6] }],
    ["  0   0 ? * *  ", { hours: [0], daysOfMonth: null, daysOfWeek: null }],
    ["@Daily", { minutes: [0], hours: [0], daysOfMonth: null }],
    ["@weekly", { daysOfWeek: [0] }],
  ] as const)("%s", ([text, expected]) => {
    expect(parseCron(text)).toMatchObject({ ok: true, cron: expected });
  });
});

describe("refused", () => {
  test.for([
    [
      "",
      "The cron string is empty. It has five fields: minute, hour, day of month, month, day of week.",
      null,
      "",
    ],
    ["0 0 * *", 'this has 4. Did you mean "0 0 * * *"?', "0 0 * * *", "0 0 * *"],
    ["0 30 9 * * 1", 'this has 6. Did you mean "30 9 * * 1"?', "30 9 * * 1", "0 30 9 * * 1"],
    ["60 * * * *", "The minute is 0 to 59, not 60. They begin at 0: 0 comes after 59.", "0 * * * *", "60"],
    ["0 24 * * *", "The hour is 0 to 23, not 24.", "0 0 * * *", "24"],
    ["0 0 32 * *", "The day of month is 1 to 31, not 32.", "0 0 31 * *", "32"],
    ["0 0 0 * *", "The day of month is 1 to 31, not 0.", "0 0 1 * *", "0"],
    [
      "0 0 * janu *",
      '"janu" is no month: it is 1 to 12 or jan to dec. Did you mean "jan"?',
      "0 0 * jan *",
      "janu",
    ],
    ["0 0 * * 8", "The day of week is 0 to 7, not 8.", "0 0 * * 7", "8"],
    ["0 0 * * monday", 'Did you mean "mon"?', "0 0 * * mon", "monday"],
    ["0 22-2 * * *", 'goes backwards. Write "22-23,0-2".', "0 22-23,0-2 * * *", "22-2"],
    ["*/90 * * * *", "steps begin again with each hour", null, "90"],
    ["*/0 * * * *", "not a number from 1 on", null, "0"],
    ["0 -24 * * *", "is no hour", null, "-24"],
    ["1,,2 * * * *", "a comma too many", null, ""],
    ["0 0 30 2 *", "never comes", "0 0 L 2 *", "30"],
    ["@dayly", 'Did you mean "@daily"?', "@daily", "@dayly"],
    ["@reboot", "There are @hourly,", null, "@reboot"],
  ] as const)("%s", ([text, message, nearest, marked]) => {
    const parsed = parseCron(text);
    if (parsed.ok) throw new Error("accepted");
    expect(parsed.message).toContain(message);
    expect(parsed.nearest).toBe(nearest);
    expect(text.slice(parsed.start, parsed.end)).toBe(marked);
  });
});

test.for([
  ["Europe/Berlin", true],
  ["UTC", true],
  ["America/Argentina/Buenos_Aires", true],
  ["Etc/GMT+5", true],
  ["Europe Berlin", false],
  ["+02:00", false],
  ["", false],
] as const)("time zone %s", ([name, looksRight]) => {
  expect(looksLikeTimeZone(name)).toBe(looksRight);
});

test("an unknown time zone is a RangeError", () => {
  const parsed = parseCron("@daily");
  expect(() => parsed.ok && nextTicks(parsed.cron, "Mars/Olympus", 0, 1)).toThrow(RangeError);
});
