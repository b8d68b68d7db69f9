// Pushes go out in order, a few at a time.
import { expect, test } from "vitest";
import { createPushes } from "../../server/src/pushes.ts";

/** A connection that writes when it is told to. */
function slowConnection(): {
  push: (id: string, text?: string) => { id: string; send: () => Promise<void> };
  sent: string[];
  write: () => Promise<void>;
} {
  const sent: string[] = [];
  let written: (() => void)[] = [];
  return {
    sent,
    push: (id, text = id) => ({
      id,
      send: () => {
        sent.push(text);
        return new Promise((done) => written.push(done));
      },
    }),
    write: async () => {
      const all = written;
      written = [];
      for (const done of all) done();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test("few are under way at a time, all arrive in order", async () => {
  const { push, sent, write } = slowConnection();
  const pushes = createPushes();
  const ids = Array.from({ length: 100 }, (_, i) => `f${i}`);
  pushes.add(ids.map((id) => push(id)));
  expect(sent.length).toBeLessThan(50);
  for (let rounds = 0; pushes.isBusy() && rounds < 100; rounds++) await write();
  expect(sent).toEqual(ids);
  expect(pushes.isBusy()).toBe(false);
});

test("what has not been sent is replaced by what came later", async () => {
  const { push, sent, write } = slowConnection();
  const pushes = createPushes();
  pushes.add(Array.from({ length: 60 }, (_, i) => push(`f${i}`)));
  pushes.add([push("f59", "newer")]);
  for (let rounds = 0; pushes.isBusy() && rounds < 100; rounds++) await write();
  expect(sent.at(-1)).toBe("newer");
  expect(sent).not.toContain("f59");
});
