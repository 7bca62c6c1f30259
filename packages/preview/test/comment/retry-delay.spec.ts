import assert from "node:assert/strict";
import fc from "fast-check";
import { isLimited, retryDelay } from "../../src/comment/retry-delay.ts";
import type { Failure } from "../../src/comment/retry-delay.ts";

const NOW = Date.parse("2026-03-01T10:00:00Z");

function failure(status: number | undefined, headers: Record<string, string> = {}, message = ""): Failure {
  return { ...(status === undefined ? {} : { status }), headers: new Headers(headers), message };
}

describe("retryDelay", () => {
  for (const status of [301, 400, 401, 403, 404, 410, 422, 451]) {
    it(`says that another try is of no use after ${status}`, () => {
      assert.equal(retryDelay(failure(status), 1, NOW), undefined);
    });
  }

  for (const status of [undefined, 500, 502, 503, 504]) {
    it(`doubles the wait after ${status ?? "no answer"}, with some chance in it`, () => {
      for (const [attempt, least] of [[1, 1000], [2, 2000], [3, 4000], [4, 8000]] as const) {
        const wait = retryDelay(failure(status), attempt, NOW);
        assert.ok(wait !== undefined && wait >= least && wait <= least * 1.25, `${wait} after ${attempt}`);
      }
    });
  }

  it("does what Retry-After says, in seconds or as a date", () => {
    assert.equal(retryDelay(failure(503, { "retry-after": "17" }), 1, NOW), 17_000);
    assert.equal(retryDelay(failure(429, { "retry-after": "17" }), 3, NOW), 17_000);
    assert.equal(retryDelay(failure(429, { "retry-after": "Sun, 01 Mar 2026 10:00:42 GMT" }), 1, NOW), 42_000);
  });

  it("waits until GitHub's and GitLab's limit is lifted", () => {
    const reset = String(NOW / 1000 + 90);
    assert.equal(retryDelay(failure(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }), 1, NOW), 90_000);
    assert.equal(retryDelay(failure(429, { "ratelimit-reset": reset }), 1, NOW), 90_000);
  });

  it("prefers Retry-After to the reset of another limit", () => {
    assert.equal(retryDelay(failure(429, { "retry-after": "5", "x-ratelimit-reset": String(NOW / 1000 + 3600) }), 1, NOW), 5000);
  });

  it("waits a minute, then two, for a limit that does not say how long", () => {
    const limited = failure(403, { "x-ratelimit-remaining": "4000" }, "You have exceeded a secondary rate limit.");
    assert.deepEqual([1, 2].map((attempt) => retryDelay(limited, attempt, NOW)), [60_000, 120_000]);
  });

  it("tells a limit from missing rights, both of which are 403", () => {
    assert.equal(isLimited(failure(403, { "x-ratelimit-remaining": "4999", "x-ratelimit-reset": "1" }, "Resource not accessible by integration")), false);
    assert.equal(isLimited(failure(403, { "retry-after": "1" })), true);
    assert.equal(isLimited(failure(404, { "retry-after": "1" }, "rate limit")), false);
  });

  it("never comes back at once, and never with a time that is none, whatever the headers say", () => {
    const header = fc.oneof(fc.constantFrom("0", "-5", "", "soon", "1e9", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT"), fc.string({ unit: "grapheme-ascii" }).map((text) => text.trim()));
    fc.assert(
      fc.property(header, header, fc.constantFrom(429, 503), fc.integer({ min: 1, max: 5 }), (after, reset, status, attempt) => {
        const wait = retryDelay(failure(status, { "retry-after": after, "x-ratelimit-reset": reset }), attempt, NOW);
        assert.ok(wait !== undefined && wait >= 1000, String(wait));
      }),
    );
  });
});
