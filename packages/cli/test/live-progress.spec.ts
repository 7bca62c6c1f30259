import assert from "node:assert/strict";
import { ToolchainError } from "@moorage/toolchain";
import type { Offer, Part, ToolchainPlan } from "@moorage/toolchain";
import { progressListener } from "../src/progress.ts";
import type { Progress } from "../src/progress.ts";

const offer = (seconds: number): Offer => ({ source: "go", from: "a module", seconds, obtain: async () => Promise.resolve({ executables: {} }) });
const part = (name: string): Part => ({ name, purpose: `purpose of ${name}`, offer: async () => Promise.resolve(offer(0)) });
const etcd = part("etcd");
const kwok = part("kwok");
const there = part("kubernetes");
const refused = part("docker-engine");
const plan: ToolchainPlan = {
  parts: [
    { part: etcd, offer: offer(240) },
    { part: kwok, offer: offer(60) },
    { part: there, offer: offer(0) },
    { part: refused, offer: { source: "none", why: "no engine", remedy: "get one" } },
  ],
  seconds: 240,
  context: { home: "/home", offline: false, env: {}, signal: new AbortController().signal },
};

describe("progress on a terminal", () => {
  let written: string;
  let write: typeof process.stdout.write;
  beforeEach(() => {
    written = "";
    write = process.stdout.write.bind(process.stdout);
    process.stdout.write = ((text: string | Uint8Array): boolean => {
      written += String(text);
      return true;
    }) as typeof process.stdout.write;
  });
  afterEach(() => {
    process.stdout.write = write;
  });

  const lines: string[] = [];
  const begun = async (seconds = plan.seconds): Promise<Progress> => {
    const progress = progressListener({ ...plan, seconds }, { isTerminal: true, line: (text) => lines.push(text) });
    // The list begins a turn later, as do the parts.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return progress;
  };

  it("is a line for each part that takes time, with what it is for", async () => {
    await (await begun()).end();
    for (const name of ["etcd", "kwok"]) assert.match(written, new RegExp(`${name}.*purpose of ${name}`));
    assert.doesNotMatch(written, /kubernetes|docker-engine/);
  });

  it("ends in good order when all is done", async () => {
    const progress = await begun();
    for (const one of [etcd, kwok]) {
      progress.listener({ type: "started", part: one, offer: offer(60) });
      progress.listener({ type: "progress", part: one, elapsedSeconds: 30, expectedSeconds: 60 });
      progress.listener({ type: "done", part: one, seconds: 50 });
    }
    await progress.end();
    assert.match(written, /etcd.*done after 50 s/);
    assert.doesNotMatch(written, /not got/);
  });

  it("ends in good order when a part failed and others were never got: the error itself comes later", async () => {
    const progress = await begun();
    progress.listener({ type: "failed", part: etcd, error: new ToolchainError("BUILD_FAILED", "no compiler") });
    await progress.end();
    assert.match(written, /no compiler/);
  });

  it("does not stumble over parts that it does not show", async () => {
    const progress = await begun();
    progress.listener({ type: "line", part: there, line: "a line" });
    progress.listener({ type: "failed", part: refused, error: new ToolchainError("BUILD_FAILED", "reason") });
    await progress.end();
    assert.doesNotMatch(written, /a line|reason/);
  });

  it("is plain lines where nothing takes time: there is no list to show", async () => {
    const progress = await begun(0);
    progress.listener({ type: "failed", part: etcd, error: new ToolchainError("BUILD_FAILED", "reason") });
    await progress.end();
    assert.deepEqual(lines, ["  etcd: failed"]);
    assert.equal(written, "");
  });
});
