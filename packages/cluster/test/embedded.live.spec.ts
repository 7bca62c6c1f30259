import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { engineFacts, testFacts } from "@moorage/testing";
import { clusterDown, clusterName, clusterStatus, clusterUp, hasImage, kubectl, loadImage, readClusterFacts } from "../src/index.ts";
import type { ClusterFacts } from "../src/index.ts";
import { COMPONENT_NAMES, REQUIRED_TOOLS } from "../src/embedded/components.ts";
import { componentProcesses } from "../src/embedded/processes.ts";

const got = testFacts();
const title = "an embedded cluster of real parts, with simulated nodes";

const OBJECTS = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store, namespace: default }
spec:
  serviceName: store
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec:
      initContainers:
      - { name: first, image: "first:1" }
      - { name: beside, image: "beside:1", restartPolicy: Always }
      containers: [{ name: main, image: "board:1", imagePullPolicy: Never }]
  volumeClaimTemplates:
  - metadata: { name: data }
    spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
---
apiVersion: v1
kind: Service
metadata: { name: outside, namespace: default }
spec: { type: LoadBalancer, selector: { app: store }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: default }
spec: { defaultBackend: { service: { name: outside, port: { number: 80 } } } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: once, namespace: default }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: main, image: "once:1" }] } } }
---
apiVersion: v1
kind: Namespace
metadata: { name: strict, labels: { pod-security.kubernetes.io/enforce: restricted } }
`;

if (got === undefined) {
  describe(title, () => {
    it("comes up, keeps what is in it and leaves nothing behind", function () {
      engineFacts(this);
    });
  });
} else {
  describe(title, function () {
    this.timeout(60_000);
    const root = realpathSync(mkdtempSync(join(tmpdir(), "moorage-live-")));
    const user = join(root, "user");
    const options = {
      stateDir: join(root, "clone", ".moorage"),
      home: join(root, "shared"),
      tools: Object.fromEntries(REQUIRED_TOOLS.map((name) => [name, got.executables[name] ?? name])),
      env: { HOME: user },
      nodeKind: "simulated",
    } as const;
    let facts: ClusterFacts;
    const workdir = (): string => join(options.home, "clusters", facts.name);
    const get = (...args: string[]): Promise<string> => kubectl(facts, ["get", ...args]);
    const eventually = async (args: string[], wanted: RegExp): Promise<void> => {
      const end = Date.now() + 15_000;
      let seen = await get(...args);
      while (!wanted.test(seen) && Date.now() < end) seen = await get(...args);
      assert.match(seen, wanted);
    };

    before(async () => {
      mkdirSync(join(user, ".kube"), { recursive: true });
      writeFileSync(join(user, ".kube", "config"), "# the user's own\n");
      facts = await clusterUp(options);
    });
    after(async () => {
      await clusterDown(options);
      rmSync(root, { recursive: true, force: true });
    });

    it("has every node ready, a kubeconfig of its own and facts", async () => {
      const status = await clusterStatus(options);
      assert.deepEqual([status.running, status.nodes], [true, { ready: 2, total: 2, kind: "simulated" }]);
      assert.equal(statSync(facts.kubeconfig).mode & 0o777, 0o600);
      assert.deepEqual(readClusterFacts(options.stateDir), facts);
    });

    it("is left alone by the next up, in less than a second", async () => {
      const pids = componentProcesses(workdir());
      const start = Date.now();
      assert.deepEqual(await clusterUp(options), facts);
      assert.ok(Date.now() - start < 1000, `${Date.now() - start} ms`);
      assert.deepEqual(componentProcesses(workdir()), pids);
    });

    it("runs pods to readiness, binds their claims and gives out addresses", async () => {
      await kubectl(facts, ["apply", "--filename", "-"], { input: OBJECTS });
      await eventually(["pod", "store-0"], /2\/2\s+Running/);
      await eventually(["pvc", "data-store-0"], /Bound\s+pvc-\S+\s+10Gi/);
      await eventually(["ingress", "front", "--output", "jsonpath={.status.loadBalancer}"], /"ip":"192\.0\.2\.10"/);
      await eventually(["service", "outside", "--output", "jsonpath={.status.loadBalancer}"], /"ip":"192\.0\.2\.10"/);
      await eventually(["job", "once"], /Complete\s+1\/1/);
    });

    it("binds a claim again that was deleted and comes back, and keeps no volume of the old one", async () => {
      const volume = (await get("pvc", "data-store-0", "--output", "jsonpath={.spec.volumeName}")).trim();
      await kubectl(facts, ["delete", "statefulset/store", "pvc/data-store-0", "--wait=false"]);
      await eventually(["pv", volume, "--ignore-not-found", "--output", "name"], /^$/);
      await kubectl(facts, ["apply", "--filename", "-"], { input: OBJECTS });
      await eventually(["pvc", "data-store-0"], /Bound/);
    });

    it("turns a privileged pod away from a restricted namespace", async () => {
      await assert.rejects(kubectl(facts, ["run", "bad", "--namespace", "strict", "--image", "bad:1", "--privileged"]), /violates PodSecurity "restricted/);
    });

    it("records images on every node, and two at once do not lose each other", async () => {
      assert.equal(await hasImage(facts, "board:1"), false);
      await Promise.all(["board:1", "other:1"].map((reference) => loadImage(facts, reference)));
      const nodes = z.object({ items: z.array(z.object({ status: z.object({ images: z.array(z.object({ names: z.array(z.string()) })) }) })) });
      for (const { status } of nodes.parse(JSON.parse(await get("nodes", "--output", "json"))).items) {
        assert.deepEqual(status.images.flatMap(({ names }) => names).sort(), ["docker.io/library/board:1", "docker.io/library/other:1"]);
      }
    });

    it("stands beside the cluster of another clone, and each goes down alone", async () => {
      const other = { ...options, stateDir: join(root, "other", ".moorage") };
      const second = await clusterUp({ ...other, nodes: 1 });
      assert.equal(second.name, clusterName(other.stateDir));
      assert.equal((await clusterStatus(other)).nodes?.total, 1);
      await clusterDown(other);
      assert.equal((await clusterStatus(options)).running, true);
    });

    it("comes back with its objects and images after every process was killed", async () => {
      for (const { pid } of componentProcesses(workdir())) process.kill(pid, "SIGKILL");
      const said: string[] = [];
      assert.deepEqual(await clusterUp({ ...options, report: (line) => said.push(line) }), facts);
      assert.ok(said.some((line) => line.includes("with what was in it")), said.join("\n"));
      assert.match(await get("statefulset", "store", "--output", "name"), /store/);
      assert.equal(await hasImage(facts, "board:1"), true);
      // What gives addresses must be back as well.
      await kubectl(facts, ["create", "ingress", "later", "--default-backend=outside:80"]);
      await eventually(["ingress", "later", "--output", "jsonpath={.status.loadBalancer}"], /192\.0\.2\.10/);
    });

    it("comes back after its store alone was lost", async () => {
      const etcd = componentProcesses(workdir()).find(({ component }) => component === "etcd");
      process.kill(etcd?.pid ?? 0, "SIGKILL");
      while (componentProcesses(workdir()).length === COMPONENT_NAMES.length) await new Promise((resolve) => setTimeout(resolve, 20));
      assert.match((await clusterStatus(options)).why ?? "", /not running: etcd/);
      await clusterUp(options);
      assert.equal((await clusterStatus(options)).running, true);
    });

    it("leaves no process, no data and no file after down, twice, and the user's kubeconfig as it was", async () => {
      const where = workdir();
      await clusterDown(options);
      await clusterDown(options);
      assert.deepEqual(componentProcesses(where), []);
      assert.deepEqual([where, facts.kubeconfig].filter((path) => existsSync(path)), []);
      assert.equal(readClusterFacts(options.stateDir), undefined);
      assert.equal(readFileSync(join(user, ".kube", "config"), "utf8"), "# the user's own\n");
    });
  });
}
