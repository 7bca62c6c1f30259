import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { request } from "node:https";
import { baseImages } from "@moorage/machine";
import type { Answer } from "../fixtures/real-node.ts";
import { describeOnRealNode } from "./example.ts";
import type { RealClone } from "./real-clone.ts";
import { tourFlow } from "./tour-flow.ts";

const random = (): string => randomBytes(6).toString("hex");
const fields = ({ status, body }: Answer, expected = 200): Readonly<Record<string, unknown>> => {
  assert.equal(status, expected, body);
  return JSON.parse(body) as Readonly<Record<string, unknown>>;
};
const nodeAddress = ({ cluster }: RealClone): string => new URL(cluster.server).hostname;
const replicas = (name: string, count: number): Readonly<Record<string, number>> => ({ [`Deployment ${name}`]: count });

describeOnRealNode({
  system: "board",
  bases: [baseImages.python],
  workloads: { ...replicas("board-api", 2), "StatefulSet postgres": 1 },
  foreign: ["postgres:17.6-bookworm"],
  checks: (clone) => {
    it("answers GET /health through the Ingress, and nobody who asks for another host", async () => {
      assert.equal(fields(await clone().ask("/health"))["status"], "healthy");
      assert.equal((await clone().ask("/health", {}, "elsewhere.localhost")).status, 404);
    });

    it("stores a row and reads it back, whichever replica is asked", async () => {
      const title = `card ${random()}`;
      const stored = fields(await clone().ask("/cards", { method: "POST", json: { title } }), 201);
      for (let time = 0; time < 6; time += 1) assert.deepEqual(fields(await clone().ask(`/cards/${String(stored["id"])}`)), stored);
      assert.equal(stored["title"], title);
    });
  },
});

describeOnRealNode({
  system: "compose-migration",
  bases: [baseImages.python],
  workloads: { ...replicas("api-backend", 2), ...replicas("web-frontend", 2), "StatefulSet store": 1 },
  foreign: ["redis:8.2.3-bookworm"],
  checks: (clone) => {
    const host = "app.example.local";
    const ask = async (path: string, question = {}): Promise<Answer> => clone().ask(path, question, host);

    it("shows the web page at /, and gives a visitor the same replica again", async () => {
      const page = await ask("/");
      assert.equal(page.status, 200);
      assert.match(String(page.headers["content-type"]), /^text\/html/);
      assert.match(page.body, /<title>Streamlit<\/title>/);
      assert.ok(page.headers["set-cookie"] !== undefined);
    });

    it("leads /api, /data and /health to the back end, which keeps what it is sent", async () => {
      fields(await ask("/health"));
      assert.ok(Array.isArray(fields(await ask("/api"))["routes"]));
      const name = `pressure ${random()}`;
      for (const value of [1, 3]) fields(await ask("/api/measurements", { method: "POST", json: { name, value, unit: "bar" } }), 201);
      for (let time = 0; time < 4; time += 1) assert.deepEqual(fields(await ask(`/data/${encodeURIComponent(name)}`))["statistics"], [{ name, unit: "bar", count: 2, mean: 2, min: 1, max: 3 }]);
    });
  },
});

const mongos = ["auth", "booking", "payment", "review", "tour"].map((name) => [`StatefulSet ${name}-mongo`, 1] as const);

describeOnRealNode({
  system: "tour",
  bases: [baseImages.node],
  workloads: {
    ...Object.fromEntries(["auth", "booking", "client", "expiration", "payment", "review", "tour"].map((name) => [`Deployment ${name}`, 2])),
    ...Object.fromEntries(mongos),
    "StatefulSet redis": 1,
    "StatefulSet nats": 1,
  },
  foreign: ["mongo:8.0.17", "nats:2.11.8-alpine", "redis:8.2.3-bookworm"],
  checks: (clone) => tourFlow(async (path, question) => clone().ask(path, question, "tour.xyz")),
});

describeOnRealNode({
  system: "spring-server",
  bases: [baseImages.maven, baseImages.jre],
  workloads: replicas("spring-server", 3),
  checks: (clone) => {
    it("answers at port 30000 of the node, by each of its replicas in turn", async () => {
      const greeted = new Set<unknown>();
      for (let time = 0; time < 60 && greeted.size < 3; time += 1) {
        const response = await fetch(`http://${nodeAddress(clone())}:30000/`, { headers: { connection: "close" } });
        assert.equal(response.status, 200);
        greeted.add(((await response.json()) as { readonly replica: unknown }).replica);
      }
      const { items } = await clone().get<{ readonly items: readonly { readonly metadata: { readonly name: string } }[] }>("pods", "--namespace", "spring-server-dev");
      assert.deepEqual([...greeted].sort(), items.map(({ metadata }) => metadata.name).sort());
    });
  },
});

describeOnRealNode({
  system: "counter",
  bases: [baseImages.node],
  workloads: { ...replicas("counter", 2), "StatefulSet redis": 1 },
  foreign: ["redis:8.2.3-bookworm"],
  checks: (clone) => {
    const count = (answer: Answer): unknown => fields(answer)["count"];

    it("counts up by one for each request, whichever replica takes it, and keeps its count when all of them are replaced", async () => {
      const before = Number(count(await clone().ask("/api/count")));
      const counted: unknown[] = [];
      for (let time = 0; time < 20; time += 1) counted.push(count(await clone().ask("/api/count", { method: "POST" })));
      assert.deepEqual(counted, Array.from({ length: 20 }, (_, index) => before + index + 1));
      for (const args of [["restart"], ["status", "--timeout=120s"]]) await clone().kubectl(["rollout", args[0] ?? "", "deployment/counter", "--namespace", "counter-dev", ...args.slice(1)]);
      assert.equal(count(await clone().ask("/api/count")), before + 20);
    });

    it("keeps its count in Redis, so that it is there when Redis was stopped and started again", async () => {
      const before = count(await clone().ask("/api/count", { method: "POST" }));
      await clone().kubectl(["delete", "pod", "redis-0", "--namespace", "counter-dev", "--wait"]);
      await clone().kubectl(["rollout", "status", "statefulset/redis", "--namespace", "counter-dev", "--timeout=120s"]);
      await clone().kubectl(["rollout", "status", "deployment/counter", "--namespace", "counter-dev", "--timeout=120s"]);
      assert.equal(count(await clone().ask("/api/count")), before);
    });

    it("answers at port 31000 of the node", async () => {
      const response = await fetch(`http://${nodeAddress(clone())}:31000/api/count`, { headers: { connection: "close" } });
      assert.equal(response.status, 200);
    });

    it("answers over TLS at the node's port 443, with the certificate that its stack was given", async () => {
      const certificate = (await clone().pulumi(["config", "get", "--stack", "dev", "certificate"])).stdout;
      assert.match(certificate, /BEGIN CERTIFICATE/);
      assert.equal(fields(await askOverTls(nodeAddress(clone()), clone().system, certificate, "/api/health"))["status"], "ok");
      await assert.rejects(askOverTls(nodeAddress(clone()), clone().system, undefined, "/api/health"), /self-signed certificate/);
    });
  },
});

/** As a browser does that finds the host at this address, and trusts this authority alone. */
function askOverTls(address: string, system: string, ca: string | undefined, path: string): Promise<Answer> {
  const host = `${system}.localhost`;
  return new Promise((resolve, reject) => {
    const asking = request({ host: address, port: 443, path, servername: host, headers: { host }, agent: false, timeout: 10_000, ...(ca === undefined ? {} : { ca }) }, (response) => {
      response.setEncoding("utf8");
      let body = "";
      response.on("data", (text: string) => (body += text));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asking.on("error", reject);
    asking.on("timeout", () => asking.destroy(new Error("no answer in time")));
    asking.end();
  });
}
