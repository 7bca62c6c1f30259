import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { guardLocalContext, localPlatform } from "../src/index.ts";

describe("the guard of a local stack", () => {
  let folder: string;
  let kubeconfig: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "guard-"));
    kubeconfig = join(folder, "kubeconfig");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (server: string): void =>
    writeFileSync(kubeconfig, JSON.stringify({ contexts: [{ name: "mine", context: { cluster: "c", user: "u" } }], clusters: [{ name: "c", cluster: { server } }] }));
  const guard = (context = "mine"): string => guardLocalContext("dev", { kubeconfig, context });

  for (const server of ["https://127.0.0.1:6443", "https://localhost:6443", "https://0.0.0.0:34567", "https://[::1]:6443"]) {
    it(`lets a cluster at ${server} pass and gives its kubeconfig`, () => {
      write(server);
      assert.match(guard(), /"clusters"/);
    });
  }

  for (const server of ["https://production.example.com", "https://10.0.0.7:6443", "https://127.0.0.1.example.com", "https://localhost.example.com:6443", "https://production-localhost:6443"]) {
    it(`refuses a cluster at ${server} and names it`, () => {
      write(server);
      assert.throws(() => guard(), (error: unknown) => error instanceof InputError && error.message.includes(`leads to ${server}, not to this machine`));
    });
  }

  it("refuses a context that is not there and names those that are", () => {
    write("https://127.0.0.1:6443");
    assert.throws(() => guard("other"), /has no context "other"; got mine\. Fix: pnpm moorage cluster up/);
  });

  it("refuses a file that is not there, or is no kubeconfig, with what to do", () => {
    assert.throws(() => guard(), /cannot be read: there is no cluster\. Fix: pnpm moorage cluster up/);
    writeFileSync(kubeconfig, "contexts: 7\n");
    assert.throws(() => guard(), /is no kubeconfig\. Fix: pnpm moorage cluster up/);
    writeFileSync(kubeconfig, "a: [\n");
    assert.throws(() => guard(), /is no kubeconfig\. Fix: pnpm moorage cluster up/);
  });

  it("refuses a context whose cluster is not there, and names no user's credentials", () => {
    const users = [{ name: "u", user: { token: "canary-of-a-token" } }];
    writeFileSync(kubeconfig, JSON.stringify({ contexts: [{ name: "mine", context: { cluster: "gone", user: "u" } }], clusters: [], users }));
    assert.throws(() => guard(), (error: unknown) => error instanceof InputError && error.message.startsWith(`stack dev: ${kubeconfig}: has no context "mine"`) && !error.message.includes("canary"));
  });

  it("refuses a kubeconfig without any context", () => {
    writeFileSync(kubeconfig, "{}");
    assert.throws(() => guard(), /has no context "mine"; got no contexts/);
  });

  it("is not led astray by a server that only begins like this machine, and shows no password of it", () => {
    write("https://127.0.0.1:canary@production.example.com:6443");
    assert.throws(() => guard(), (error: unknown) => error instanceof InputError && error.message.includes("leads to https://production.example.com:6443,") && !error.message.includes("canary"));
  });

  it("is asked before anything is made: a clone without a cluster gets one line", async () => {
    const recorder = await Recorder.start();
    assert.throws(() => localPlatform({ stateDir: folder }), { message: "stack dev: cluster: there is none for this clone. Fix: pnpm moorage cluster up" });
    assert.deepEqual(await recorder.resources(), []);
  });
});
