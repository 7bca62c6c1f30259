import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { findContext, pathOf } from "../src/kubeconfig.ts";
import type { Found } from "../src/kubeconfig.ts";
import { CANARY, kubeconfigOf, writeKubeconfig } from "./clusters.ts";

describe("A context of a kubeconfig", () => {
  let folder: string;
  let kubeconfig: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
    kubeconfig = join(folder, "config");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const find = (context = "mine"): ReturnType<typeof findContext> => findContext({ kubeconfig, context });
  const found = (context = "mine"): Found => {
    const one = find(context);
    assert.ok("server" in one, JSON.stringify(one));
    return one;
  };
  const write = (config: object): void => writeFileSync(kubeconfig, JSON.stringify(config));

  it("is found with the keys that the provider needs", () => {
    writeKubeconfig(kubeconfig, "https://production.example.com");
    assert.deepEqual(JSON.parse(found().text), kubeconfigOf("https://production.example.com"));
  });

  it("is found alone: the keys to other clusters do not get into the state", () => {
    const contexts = [{ name: "a", context: { cluster: "x", user: "one" } }, { name: "b", context: { cluster: "y", user: "two" } }];
    const clusters = [{ name: "y", cluster: { server: "https://y.example.com" } }, { name: "x", cluster: { server: "https://x.example.com" } }];
    const users = ["one", "two"].map((name) => ({ name, user: { token: `${CANARY}-${name}` } }));
    write({ contexts, clusters, users, "current-context": "a" });
    assert.deepEqual(["a", "b"].map((context) => found(context).server.origin), ["https://x.example.com", "https://y.example.com"]);
    const { text } = found("b");
    assert.ok(text.includes(`${CANARY}-two`));
    for (const other of [`${CANARY}-one`, "x.example.com"]) assert.ok(!text.includes(other), other);
    assert.deepEqual((JSON.parse(text) as { contexts: unknown }).contexts, contexts.slice(1));
    assert.equal((JSON.parse(text) as { "current-context": string })["current-context"], "b");
  });

  it("has whole paths to the files that its keys lie in: they start at the kubeconfig, not at the program", () => {
    mkdirSync(join(folder, "keys"));
    const cluster = { server: "https://c.example.com", "certificate-authority": "ca.crt" };
    const user = { "client-certificate": "keys/a.crt", "client-key": "/etc/a.key", tokenFile: "../token", token: "keys/a" };
    write({ contexts: [{ name: "mine", context: { cluster: "c", user: "u" } }], clusters: [{ name: "c", cluster }], users: [{ name: "u", user }] });
    const { clusters, users } = JSON.parse(found().text) as { clusters: readonly { cluster: object }[]; users: readonly { user: object }[] };
    assert.deepEqual(clusters[0]?.cluster, { ...cluster, "certificate-authority": join(folder, "ca.crt") });
    assert.deepEqual(users[0]?.user, { "client-certificate": join(folder, "keys", "a.crt"), "client-key": "/etc/a.key", tokenFile: join(folder, "..", "token"), token: "keys/a" });
  });

  it("may go without a user, and without one that is there", () => {
    const clusters = [{ name: "c", cluster: { server: "https://c.example.com" } }];
    for (const context of [{ cluster: "c" }, { cluster: "c", user: "gone" }]) {
      write({ contexts: [{ name: "mine", context }], clusters, users: null });
      assert.deepEqual((JSON.parse(found().text) as { users: unknown }).users, []);
    }
  });

  it("shows scheme, host and port of its server, and never a login that stands in the address", () => {
    writeKubeconfig(kubeconfig, "https://user:canary@production.example.com:6443/path?token=canary");
    assert.equal(found().server.href, "https://production.example.com:6443/");
  });

  it("may be written as YAML", () => {
    writeFileSync(kubeconfig, "contexts:\n- name: mine\n  context:\n    cluster: c\nclusters:\n- name: c\n  cluster:\n    server: https://c.example.com\n");
    assert.equal(found().server.host, "c.example.com");
  });

  it("may be in the user's home folder", () => {
    writeKubeconfig(kubeconfig, "https://c.example.com");
    assert.ok("server" in findContext({ kubeconfig: `~/${relative(homedir(), kubeconfig)}`, context: "mine" }));
    assert.deepEqual([pathOf("~/a"), pathOf("~"), pathOf("/a/~"), pathOf("~b/c")], [join(homedir(), "a"), homedir(), "/a/~", join(process.cwd(), "~b", "c")]);
  });

  it("is missed in a file that is not there, or is none", () => {
    assert.deepEqual(find(), { problem: "is not there", expected: "a kubeconfig", setting: "kubeconfig" });
    assert.deepEqual(findContext({ kubeconfig: folder, context: "mine" }), { problem: "cannot be read", expected: "a kubeconfig", setting: "kubeconfig" });
  });

  for (const text of ["contexts: 7\n", "a: [\n", "[]", "", "contexts:\n- name: mine\n"]) {
    it(`is missed in what is no kubeconfig: ${JSON.stringify(text)}`, () => {
      writeFileSync(kubeconfig, text);
      assert.deepEqual(find(), { problem: "is no kubeconfig", expected: "YAML with contexts and clusters", setting: "kubeconfig" });
    });
  }

  it("is missed where there are others, which are named, and nobody's key with them", () => {
    writeKubeconfig(kubeconfig, "https://c.example.com");
    const missed = find("other");
    assert.deepEqual(missed, { problem: 'has no context "other"', got: "mine", expected: "one that is there", setting: "context" });
    assert.ok(!JSON.stringify(missed).includes(CANARY));
  });

  for (const config of [{}, { contexts: null, clusters: null, users: null }, { contexts: [] }]) {
    it(`is missed where there are none: ${JSON.stringify(config)}`, () => {
      write(config);
      assert.deepEqual(find(), { problem: 'has no context "mine"', got: "no contexts", expected: "one that is there", setting: "context" });
    });
  }

  it("is missed where its cluster is not there, or has no address", () => {
    const contexts = [{ name: "mine", context: { cluster: "gone", user: "u" } }];
    write({ contexts, clusters: [] });
    assert.deepEqual(find(), { problem: 'has no cluster "gone", to which its context "mine" leads', setting: "kubeconfig" });
    for (const server of [undefined, "", "nowhere", "ftp://c.example.com", "https://", 7]) {
      write({ contexts, clusters: [{ name: "gone", cluster: { server } }] });
      const missed = find();
      assert.ok("problem" in missed, String(server));
      assert.match(missed.problem, typeof server === "number" ? /is no kubeconfig/ : /has no address of a server for its context "mine"/);
    }
  });
});
