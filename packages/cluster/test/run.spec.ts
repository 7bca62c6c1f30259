import assert from "node:assert/strict";
import { chmodSync, existsSync } from "node:fs";
import fc from "fast-check";
import { ClusterError } from "../src/index.ts";
import { lastLine, run } from "../src/run.ts";
import { ScriptFolder } from "./script-folder.ts";

describe("an executable that is run", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  const failure = async (running: Promise<string>): Promise<ClusterError> => {
    const error: unknown = await running.then(() => undefined, (thrown: unknown) => thrown);
    assert.ok(error instanceof ClusterError, String(error));
    return error;
  };

  it("gives what it wrote, every argument as it was: no shell sees them", async () => {
    const tool = folder.script("tool", 'for argument; do printf "<%s>" "$argument"; done; echo " noise" >&2');
    const args = ["two words", "$(touch x)", "", "'\"", "*"];
    assert.equal(await run(tool, args, { env: {} }), args.map((argument) => `<${argument}>`).join(""));
  });

  it("knows the environment that it is given and nothing of this process'", async () => {
    process.env["MOORAGE_RUN_SPEC"] = "leaked";
    try {
      const tool = folder.script("tool", 'echo "$GIVEN|$MOORAGE_RUN_SPEC|$HOME"');
      assert.equal(await run(tool, [], { env: { GIVEN: "yes", UNSET: undefined } }), "yes||");
    } finally {
      delete process.env["MOORAGE_RUN_SPEC"];
    }
  });

  it("reads the text that is meant for it, and an end at once where there is none", async () => {
    const tool = folder.script("tool", "exec /bin/cat");
    assert.equal(await run(tool, [], { env: {}, input: "one\ntwo" }), "one\ntwo");
    assert.equal(await run(tool, [], { env: {} }), "");
  });

  it("that fails is named with its first arguments and its last words, and the rest is kept for who looks deeper", async () => {
    const tool = folder.script("tool", 'echo "out"; printf "first\\nsecond\\n\\n" >&2; exit 3');
    const error = await failure(run(tool, ["cluster", "create", "name", "--token", "secret"], { env: {} }));
    assert.deepEqual([error.code, error.message], ["command-failed", "tool cluster create name failed: second"]);
    assert.equal(error.cause, "first\nsecond\n");
  });

  it("that fails is called what its caller calls it", async () => {
    const error = await failure(run(folder.script("tool", "exit 1"), ["cluster"], { env: {}, what: "making a cluster" }));
    assert.equal(error.message, "making a cluster failed: exit code 1");
  });

  it("that fails and complains where it should not is understood all the same", async () => {
    const error = await failure(run(folder.script("tool", "echo 'no such cluster'; exit 1"), [], { env: {} }));
    assert.equal(error.message, "tool failed: no such cluster");
  });

  it("that talks without end is cut short", async () => {
    const error = await failure(run(folder.script("tool", 'printf "%01000d" 0 >&2; exit 1'), [], { env: {} }));
    assert.equal(error.message, `tool failed: ${"0".repeat(300)}…`);
  });

  it("that is not there is told apart from one that fails", async () => {
    const error = await failure(run(folder.at("none"), ["get"], { env: {} }));
    assert.equal(error.code, "tool-missing");
    assert.match(error.message, /none is not there\. Fix: run `pnpm start`/);
  });

  it("that takes too long is stopped", async () => {
    const begun = Date.now();
    const error = await failure(run(folder.script("tool", "exec /bin/sleep 30"), [], { env: {}, timeout: 200 }));
    assert.deepEqual([error.code, error.message], ["command-failed", "tool failed: no answer in 0.2 s"]);
    assert.ok(Date.now() - begun < 5000);
  });

  it("is stopped by an interruption, and that is no failure of its own", async () => {
    const controller = new AbortController();
    const running = run(folder.script("tool", 'echo begun > "$W/begun"; exec /bin/sleep 30'), ["cluster", "create"], { env: {}, signal: controller.signal });
    setTimeout(() => controller.abort(), 150);
    const error = await failure(running);
    assert.equal(error.code, "aborted");
    assert.match(error.message, /^tool cluster create was interrupted\. Fix: /);
    assert.equal(folder.read("begun"), "begun\n");
  });

  it("is not begun after an interruption", async () => {
    const tool = folder.script("tool", 'echo begun > "$0.begun"');
    assert.equal((await failure(run(tool, [], { env: {}, signal: AbortSignal.abort() }))).code, "aborted");
    assert.equal(existsSync(`${tool}.begun`), false);
  });

  it("has a reason when a signal ended it, or when it is no program", async () => {
    assert.match((await failure(run(folder.script("killed", "kill -9 $$"), [], { env: {} }))).message, /killed failed: ended by SIGKILL$/);
    const text = folder.script("text", "");
    chmodSync(text, 0o600);
    assert.match((await failure(run(text, [], { env: {} }))).message, /text failed: it cannot be run \(EACCES\)$/);
  });

  it("is not waited for after an interruption that came before it", async () => {
    const begun = Date.now();
    const error = await failure(run(folder.script("tool", "exec /bin/sleep 30"), [], { env: {}, signal: AbortSignal.abort() }));
    assert.equal(error.code, "aborted");
    assert.ok(Date.now() - begun < 5000);
  });
});

describe("the last line of a text", () => {
  const lines = fc.array(fc.oneof(fc.constantFrom("", " ", "\t"), fc.string({ maxLength: 400 }).filter((line) => !line.includes("\n"))), { maxLength: 8 });

  it("is there exactly where something is said", () => {
    fc.assert(fc.property(lines, (all) => assert.equal(lastLine(all.join("\n")) === undefined, all.every((line) => line.trim() === ""))));
  });

  it("is the last one that says something, bare of what surrounds it and not longer than fits a message", () => {
    fc.assert(
      fc.property(lines, fc.string({ minLength: 1, maxLength: 400 }).map((text) => text.replaceAll("\n", "x")).filter((text) => text.trim() !== ""), fc.constantFrom("", "\n", "\n\n  \n"), (before, last, after) => {
        const found = lastLine([...before, ` ${last} `].join("\n") + after);
        const bare = last.trim();
        assert.equal(found, bare.length <= 300 ? bare : `${bare.slice(0, 300)}…`);
      }),
    );
  });
});
