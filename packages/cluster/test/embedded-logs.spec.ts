import assert from "node:assert/strict";
import fc from "fast-check";
import { componentFailure, lastTrouble } from "../src/embedded/logs.ts";
import { ScriptFolder } from "./script-folder.ts";

describe("the log of a component", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  const said = (...lines: readonly string[]): string | undefined => {
    folder.write("logs/etcd.log", `${lines.join("\n")}\n`);
    return lastTrouble(folder.at("logs"), "etcd");
  };

  it("that is not there, or empty, tells nothing", () => {
    assert.equal(lastTrouble(folder.at("logs"), "etcd"), undefined);
    assert.equal(said(), undefined);
    assert.equal(said("", "  "), undefined);
  });

  for (const [what, line, told] of [
    ["a structured line", '{"level":"fatal","ts":"2026-01-01","msg":"discovery failed","error":"no route"}', "discovery failed: no route"],
    ["one that calls its error otherwise", '{"level":"error","msg":"watch","err":"gone"}', "watch: gone"],
    ["one without an error", '{"level":"panic","msg":"out of ideas"}', "out of ideas"],
    ["a line of Kubernetes", "E1121 06:53:41.435000   12345 run.go:74] command failed", "command failed"],
    ["a line of a library", "panic: runtime error: index out of range", "panic: runtime error: index out of range"],
    ["a plain line", "Error: unknown flag: --frobnicate", "Error: unknown flag: --frobnicate"],
  ] as const) {
    it(`is read for people from ${what}`, () => assert.equal(said("starting", line, "bye"), told));
  }

  it("tells its last trouble of several", () => {
    assert.equal(said("Error: first", "Error: second", "I0101 00:00:00.000000 1 a.go:1] shutting down"), "Error: second");
  });

  it("tells its last words where there was no trouble in any", () => {
    assert.equal(said("I0101 00:00:00.000000       1 a.go:1] starting", "I0101 00:00:00.000000       1 a.go:2] stopping", ""), "stopping");
  });

  it("never fills more than fits a message, whatever was written", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 500 }), { maxLength: 6 }), (lines) => {
        const told = said(...lines);
        assert.ok(told === undefined || (told.length <= 301 && !told.includes("\n")));
      }),
    );
  });

  for (const [words, code, remedy] of [
    ["write wal: no space left on device", "disk-full", "free some space"],
    ["write wal: disk quota exceeded", "disk-full", "free some space"],
    ["listen tcp 127.0.0.1:2379: bind: address already in use", "port-in-use", "stop the other program"],
    ["cannot agree on anything", "component-failed", "cluster down"],
  ] as const) {
    it(`becomes an error ${code} on "${words}"`, () => {
      folder.write("logs/etcd.log", `${JSON.stringify({ level: "fatal", msg: "failed", error: words })}\n`);
      const error = componentFailure(folder.at("logs"), "etcd");
      assert.equal(error.code, code);
      assert.match(error.message, /^etcd of the embedded cluster ended/);
      assert.ok(error.message.includes(`failed: ${words}`), error.message);
      assert.ok(error.message.slice(error.message.indexOf("Fix: ")).includes(remedy), error.message);
    });
  }
});
