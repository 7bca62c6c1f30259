import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
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

/** Takes what is written to the terminal; the reporter of these tests writes there as well, so it is given back soon. */
class TakenTerminal {
  text = "";
  readonly #streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write.bind(stream), isTTY: stream.isTTY }));

  constructor() {
    for (const { stream } of this.#streams) {
      // A list that is drawn over and over says the same as one that is written once, and nobody could read it here.
      stream.isTTY = false;
      stream.write = (chunk: string | Uint8Array): boolean => {
        this.text += String(chunk);
        return true;
      };
    }
  }

  giveBack(): void {
    for (const { stream, write, isTTY } of this.#streams) Object.assign(stream, { write, isTTY });
  }
}

describe("progress on a terminal", () => {
  const lines: string[] = [];
  const shown = async (act: (progress: Progress) => void, seconds = plan.seconds): Promise<string> => {
    const terminal = new TakenTerminal();
    try {
      const progress = progressListener({ ...plan, seconds }, { isTerminal: true, line: (text) => lines.push(text) });
      // The list begins a few turns later, as do the parts.
      while (seconds > 0 && !terminal.text.includes("kwok")) await pause(5);
      await pause(5);
      act(progress);
      await progress.end();
    } finally {
      terminal.giveBack();
    }
    return terminal.text;
  };

  it("is a line for each part that takes time, with what it is for", async () => {
    const text = await shown(() => undefined);
    for (const name of ["etcd", "kwok"]) assert.match(text, new RegExp(`${name}.*purpose of ${name}`));
    assert.doesNotMatch(text, /kubernetes|docker-engine/);
  });

  it("ends in good order when all is done", async () => {
    const text = await shown(({ listener }) => {
      for (const one of [etcd, kwok]) {
        listener({ type: "started", part: one, offer: offer(60) });
        listener({ type: "progress", part: one, elapsedSeconds: 30, expectedSeconds: 60 });
        listener({ type: "done", part: one, seconds: 50 });
      }
    });
    for (const name of ["etcd", "kwok"]) assert.match(text, new RegExp(`${name}.*done after 50 s`));
    assert.doesNotMatch(text, /not got/);
  });

  it("ends in good order when a part failed and another was never got", async () => {
    const text = await shown(({ listener }) => listener({ type: "failed", part: etcd, error: new ToolchainError("BUILD_FAILED", "no compiler") }));
    assert.match(text, /etcd.*no compiler/);
    assert.match(text, /kwok.*not got/);
  });

  it("does not stumble over parts that it does not show", async () => {
    const text = await shown(({ listener }) => {
      listener({ type: "line", part: there, line: "a line" });
      listener({ type: "failed", part: refused, error: new ToolchainError("BUILD_FAILED", "reason") });
    });
    assert.doesNotMatch(text, /a line|reason/);
  });

  it("is plain lines where nothing takes time: there is no list to show", async () => {
    const text = await shown(({ listener }) => listener({ type: "failed", part: etcd, error: new ToolchainError("BUILD_FAILED", "reason") }), 0);
    assert.deepEqual([text, lines], ["", ["  etcd: failed"]]);
  });
});
