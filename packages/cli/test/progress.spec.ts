import assert from "node:assert/strict";
import { ToolchainError } from "@moorage/toolchain";
import type { Offer, Part, ToolchainPlan } from "@moorage/toolchain";
import { progressListener } from "../src/progress.ts";

const offer: Offer = { source: "go", from: "a module", seconds: 240, obtain: async () => Promise.resolve({ executables: {} }) };
const part: Part = { name: "etcd", purpose: "the store", offer: async () => Promise.resolve(offer) };
const plan: ToolchainPlan = { parts: [{ part, offer }], seconds: 240, context: { home: "/home", offline: false, env: {}, signal: new AbortController().signal } };

describe("progress in a pipe", () => {
  let lines: string[];
  const progress = () => progressListener(plan, { isTerminal: false, line: (text) => lines.push(text) });

  beforeEach(() => (lines = []));

  it("is a line when a part begins, when it waits for another run and when it is done", () => {
    const { listener } = progress();
    listener({ type: "started", part, offer });
    listener({ type: "waiting", part, line: "another run is at it" });
    listener({ type: "done", part, seconds: 100 });
    assert.deepEqual(lines, ["  etcd: begun, about 4 min", "  etcd: another run is at it", "  etcd: done after 2 min"]);
  });

  it("is a line a minute in between, so that nobody takes it for dead", () => {
    const { listener } = progress();
    for (let elapsedSeconds = 1; elapsedSeconds <= 180; elapsedSeconds += 1) listener({ type: "progress", part, elapsedSeconds, expectedSeconds: 240 });
    assert.deepEqual(lines, ["  etcd: 60 s of about 4 min", "  etcd: 2 min of about 4 min", "  etcd: 3 min of about 4 min"]);
  });

  it("says that a part failed and leaves the reason to the one line at the end", () => {
    progress().listener({ type: "failed", part, error: new ToolchainError("BUILD_FAILED", "reason") });
    assert.deepEqual(lines, ["  etcd: failed"]);
  });

  it("keeps every line a program says to itself: there are hundreds", () => {
    progress().listener({ type: "line", part, line: "downloading a module" });
    assert.deepEqual(lines, []);
  });
});
