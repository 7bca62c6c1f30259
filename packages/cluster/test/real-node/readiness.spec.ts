import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ClusterError } from "../../src/index.ts";
import type { Reach } from "../../src/kubectl.ts";
import { apiServerReady, ingressReady, namesReady } from "../../src/real-node/readiness.ts";
import { ScriptFolder } from "../script-folder.ts";

const nothing = (): void => {};
/** A check that fails from the third look on. */
const failing = (): (() => void) => {
  let looks = 0;
  return () => {
    if (++looks === 3) throw new ClusterError("component-failed", "coredns of the embedded cluster ended");
  };
};

describe("waiting for the API server of a real node", () => {
  let folder: ScriptFolder;
  let reach: Reach;
  beforeEach(() => {
    folder = new ScriptFolder();
    const kubectl = folder.script("kubectl", 'echo "$*" >> "$W/calls"; [ -e "$W/ready" ] || { echo "connection refused" >&2; exit 1; }; printf "%s" "$(/bin/cat "$W/ready")"');
    reach = { kubectl, kubeconfig: folder.at("kubeconfig"), context: "moorage", env: {} };
  });
  afterEach(() => folder.remove());

  it("ends when it says that it is ready", async () => {
    folder.write("ready", "ok");
    await apiServerReady(reach, 5000, nothing);
    assert.match(folder.lines("calls")[0] ?? "", / get --raw \/readyz$/);
  });

  it("goes on while it refuses, and while it says something else", async () => {
    setTimeout(() => folder.write("ready", "etcd is not"), 150);
    setTimeout(() => folder.write("ready", "ok"), 400);
    const start = Date.now();
    await apiServerReady(reach, 10_000, nothing);
    assert.ok(Date.now() - start >= 390);
    assert.ok(folder.lines("calls").length >= 3);
  });

  it("ends with its last words when the time is over", async () => {
    await assert.rejects(apiServerReady(reach, 300, nothing), { code: "not-ready", message: /^the API server does not answer after 0\.3 s: .*connection refused\. Fix: `pnpm moorage cluster down`, then / });
  });

  it("ends at once when there is nothing to wait for any more", async () => {
    await assert.rejects(apiServerReady(reach, 60_000, failing()), { code: "component-failed" });
  });

  it("ends at once when it is interrupted", async () => {
    await assert.rejects(apiServerReady({ ...reach, signal: AbortSignal.abort() }, 60_000, nothing), { code: "aborted" });
  });
});

describe("waiting for the names of a real node", () => {
  let server: Socket;
  let address: string | undefined;
  beforeEach(async () => {
    address = undefined;
    server = createSocket("udp4", (question, { port, address: from }) => {
      if (address === undefined) return;
      const query = question.subarray(12, question.indexOf(0, 12) + 5);
      const header = Buffer.from([question[0] ?? 0, question[1] ?? 0, 0x85, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
      const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, ...address.split(".").map(Number)]);
      server.send(Buffer.concat([header, query, record]), port, from);
    });
    await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
  });
  afterEach(() => server.close());

  const ready = async (limit: number, check = nothing): Promise<void> => namesReady(`127.0.0.1:${server.address().port}`, limit, check);

  it("ends when the server knows where the API server is", async () => {
    address = "10.96.0.1";
    await ready(5000);
  });

  it("goes on while there is no answer, and is not content with another address", async () => {
    address = "10.96.0.7";
    setTimeout(() => (address = "10.96.0.1"), 300);
    const start = Date.now();
    await ready(10_000);
    assert.ok(Date.now() - start >= 290);
  });

  it("ends when the time is over", async () => {
    await assert.rejects(ready(200), { code: "not-ready", message: /^the server of names does not answer after 0\.2 s: / });
  });

  it("ends at once when there is nothing to wait for any more", async () => {
    address = "10.96.0.7";
    await assert.rejects(ready(60_000, failing()), { code: "component-failed" });
  });
});

describe("waiting for the ingress controller of a real node", () => {
  let server: Server;
  let port: number;
  beforeEach(async () => {
    server = createServer((_, response) => response.writeHead(404).end("no such route"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => server.close());

  it("ends when it answers, whatever it says: there are no routes yet", async () => ingressReady(port, 5000, nothing));

  it("ends with why there is no answer when the time is over", async () => {
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(ingressReady(port, 200, nothing), { code: "not-ready", message: /^the ingress controller does not answer after 0\.2 s: .*ECONNREFUSED/ });
  });

  it("ends at once when there is nothing to wait for any more", async () => {
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(ingressReady(port, 60_000, failing()), { code: "component-failed" });
  });
});
