// The edge where failures stop.
import { CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { expect, test } from "vitest";
import { createGuard } from "../../server/src/guard.ts";

test("an answer passes", () => {
  const guard = createGuard(() => expect.unreachable());
  expect(guard.request([], () => [1])({}, CancellationToken.None)).toEqual([1]);
});

test("a failure answers nothing and is logged once", () => {
  const logged: string[] = [];
  const error = new Error("broken");
  const handler = createGuard((message) => logged.push(message)).request<object, number[]>([], () => {
    throw error;
  });
  expect(handler({}, CancellationToken.None)).toEqual([]);
  expect(handler({}, CancellationToken.None)).toEqual([]);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain("broken");
});

test("a cancelled request is not answered at all", () => {
  const guard = createGuard(() => expect.unreachable());
  const answer = guard.request(0, () => expect.unreachable())({}, CancellationToken.Cancelled);
  expect(answer).toBeInstanceOf(ResponseError);
  expect((answer as ResponseError).code).toBe(LSPErrorCodes.ContentModified);
});
