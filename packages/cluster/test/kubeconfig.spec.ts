import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { CONTEXT } from "../src/index.ts";
import { adoptKubeconfig, writeKubeconfig } from "../src/kubeconfig.ts";

interface Kubeconfig {
  readonly "current-context": string;
  readonly contexts: readonly { readonly name: string; readonly context: { readonly cluster: string; readonly user: string; readonly namespace?: string } }[];
  readonly clusters: readonly { readonly name: string; readonly cluster: Readonly<Record<string, unknown>> }[];
  readonly users: readonly { readonly name: string; readonly user: Readonly<Record<string, unknown>> }[];
}

describe("the clone's kubeconfig", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moorage-kubeconfig-"));
    path = join(folder, "kubeconfig");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const written = (): Kubeconfig => parse(readFileSync(path, "utf8")) as Kubeconfig;
  const onlyOurs = ({ contexts, clusters, users, "current-context": current }: Kubeconfig): void => {
    assert.equal(current, CONTEXT);
    assert.deepEqual(contexts, [{ name: CONTEXT, context: { cluster: CONTEXT, user: CONTEXT } }]);
    assert.deepEqual([clusters, users].map((list) => list.map(({ name }) => name)), [[CONTEXT], [CONTEXT]]);
  };

  describe("for an administrator", () => {
    it("holds certificates and key as they were, whatever stands in them, for its owner's eyes", () => {
      const text = fc.string({ unit: "grapheme", maxLength: 200 });
      fc.assert(
        fc.property(text, text, text, (authority, certificate, key) => {
          writeKubeconfig(path, { server: "https://127.0.0.1:20001", authority, certificate, key });
          const found = written();
          onlyOurs(found);
          const decoded = (value: unknown): string => Buffer.from(String(value), "base64").toString();
          const { server, "certificate-authority-data": ca } = found.clusters[0]!.cluster;
          const { "client-certificate-data": cert, "client-key-data": secret } = found.users[0]!.user;
          assert.deepEqual([server, decoded(ca), decoded(cert), decoded(secret)], ["https://127.0.0.1:20001", authority, certificate, key]);
        }),
      );
      assert.equal(statSync(path).mode & 0o777, 0o600);
    });
  });

  describe("made from what a tool printed", () => {
    const tool = (current: string | undefined, ...names: readonly string[]) => ({
      apiVersion: "v1",
      kind: "Config",
      ...(current === undefined ? {} : { "current-context": current }),
      preferences: {},
      contexts: names.map((name) => ({ name, context: { cluster: `cluster-${name}`, user: `user-${name}`, namespace: "elsewhere" } })),
      clusters: names.map((name) => ({ name: `cluster-${name}`, cluster: { server: `https://${name}.test:6443`, "certificate-authority-data": `ca-of-${name}` } })),
      users: names.map((name) => ({ name: `user-${name}`, user: { token: `token-of-${name}` } })),
    });
    const adopt = (content: object): string => adoptKubeconfig(path, stringify(content), "k3d");

    it("leads to the cluster of its current context and holds the credentials of no other", () => {
      const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 1, maxLength: 5 });
      fc.assert(
        fc.property(names, fc.nat(), (all, number) => {
          const chosen = all[number % all.length]!;
          assert.equal(adopt(tool(chosen, ...all)), `https://${chosen}.test:6443`);
          const found = written();
          onlyOurs(found);
          assert.deepEqual(found.clusters[0]!.cluster, { server: `https://${chosen}.test:6443`, "certificate-authority-data": `ca-of-${chosen}` });
          assert.deepEqual(found.users[0]!.user, { token: `token-of-${chosen}` });
        }),
      );
    });

    it("is that of the first context where none is current, or one that is not there", () => {
      for (const current of [undefined, "gone"]) assert.equal(adopt(tool(current, "one", "two")), "https://one.test:6443");
    });

    it("keeps what it does not know of: a proxy, a command that gets a token", () => {
      const content = tool("one", "one");
      const cluster = { ...content.clusters[0]!.cluster, "proxy-url": "socks5://localhost:1080" };
      const user = { exec: { command: "get-token", args: ["--for", "me"] } };
      adopt({ ...content, clusters: [{ name: "cluster-one", cluster }], users: [{ name: "user-one", user }] });
      assert.deepEqual([written().clusters[0]!.cluster, written().users[0]!.user], [cluster, user]);
    });

    for (const [printed, wanted] of [
      ["https://0.0.0.0:41873", "https://127.0.0.1:41873"],
      ["https://127.0.0.1:41873", "https://127.0.0.1:41873"],
      ["https://10.0.0.0:6443", "https://10.0.0.0:6443"],
      ["https://host.docker.internal:6443", "https://host.docker.internal:6443"],
    ] as const) {
      it(`calls ${wanted} where it was ${printed}`, () => {
        const content = tool("one", "one");
        assert.equal(adopt({ ...content, clusters: [{ name: "cluster-one", cluster: { server: printed } }] }), wanted);
        assert.equal(written().clusters[0]!.cluster["server"], wanted);
      });
    }

    const whole = tool("one", "one");
    const faults: Readonly<Record<string, object | string | undefined>> = {
      "nothing": "",
      "a sentence": "FATA[0000] no such cluster",
      "a list": [whole],
      "no context": { ...whole, contexts: [] },
      "a context of a cluster that is not there": { ...whole, clusters: [] },
      "a context of a user that is not there": { ...whole, users: [] },
      "an address that is none": { ...whole, clusters: [{ name: "cluster-one", cluster: { server: "nowhere" } }] },
    };
    for (const [what, content] of Object.entries(faults)) {
      it(`is refused in one line that names the tool when it printed ${what}, and the old one stays`, () => {
        writeFileSync(path, "the old one");
        assert.throws(() => adoptKubeconfig(path, typeof content === "string" ? content : stringify(content), "kind"), {
          name: "ClusterError",
          code: "command-failed",
          message: "kind printed no kubeconfig of its cluster. Fix: run `pnpm moorage cluster down`, then `pnpm moorage cluster up`",
        });
        assert.equal(readFileSync(path, "utf8"), "the old one");
      });
    }

    it("is refused in one line when it is no YAML", () => {
      assert.throws(() => adoptKubeconfig(path, "a: [1\nb: {", "k3d"), { name: "ClusterError", message: /^k3d printed no kubeconfig of its cluster\. .*$/ });
    });

    it("is not begun before it is known to be good", () => {
      assert.throws(() => adopt({}));
      assert.equal(existsSync(path), false);
    });
  });
});
