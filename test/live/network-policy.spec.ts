import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { RealClone } from "./real-clone.ts";

/**
 * Whether a pod that no policy lets in gets through all the same. The node keeps policies and has no part that enforces them; whoever
 * adds one changes this, and the README of `@moorage/cluster` with it.
 */
const LET_THROUGH = true;
const PATIENCE_MS = 60_000;

interface Policy {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> }; readonly policyTypes: readonly string[]; readonly ingress?: readonly { readonly from?: readonly object[]; readonly ports?: readonly { readonly port: number }[] }[] };
}
interface Pod {
  readonly metadata: { readonly name: string };
  readonly status: { readonly podIP: string; readonly phase: string };
}
interface List<T> {
  readonly items: readonly T[];
}

describe("Network policies of board on a real node", function () {
  this.timeout(300_000);
  let clone: RealClone | undefined;
  const given = (): RealClone => clone ?? assert.fail("it was not started");
  const policies = async (namespace: string): Promise<readonly Policy[]> => (await given().get<List<Policy>>("networkpolicies", "--namespace", namespace)).items;
  const addressOf = async (namespace: string, name: string): Promise<string> => {
    const { items } = await given().get<List<Pod>>("pods", "--namespace", namespace, "--selector", `app.kubernetes.io/name=${name}`);
    return items[0]?.status.podIP ?? assert.fail(`there is no pod of ${name}`);
  };

  /** Whether a pod of nobody's, in a namespace of nobody's and without a label, opens a connection to each of these. */
  const reaches = async (...targets: readonly (readonly [string, number])[]): Promise<readonly boolean[]> => {
    const program = `import socket,sys\nfor t in sys.argv[1:]:\n h,p=t.rsplit(":",1)\n try:\n  socket.create_connection((h,int(p)),5).close(); print("True")\n except OSError: print("False")`;
    const { items } = await given().get<List<{ readonly spec: { readonly containers: readonly { readonly image: string }[] } }>>("pods", "--namespace", "board-dev");
    const spec = { restartPolicy: "Never", containers: [{ name: "stranger", image: items[0]?.spec.containers[0]?.image, imagePullPolicy: "Never", command: ["python3", "-c", program, ...targets.map(([host, port]) => `${host}:${port}`)] }] };
    await given().kubectl(["apply", "--filename", "-"], JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "stranger", namespace: "default" }, spec }));
    try {
      for (const end = Date.now() + PATIENCE_MS; ; ) {
        const { status } = await given().get<Pod>("pod", "stranger", "--namespace", "default");
        if (status.phase === "Succeeded") break;
        assert.ok(Date.now() < end && status.phase !== "Failed", JSON.stringify(status));
        await pause(200);
      }
      return (await given().kubectl(["logs", "stranger", "--namespace", "default"])).trim().split("\n").map((line) => line === "True");
    } finally {
      await given().kubectl(["delete", "pod", "stranger", "--namespace", "default", "--wait=false"]);
    }
  };

  before(async function () {
    clone = new RealClone(realNodeFacts(this));
    await clone.start();
  });
  after(async () => clone?.dispose());

  it("are there for the API and for the database, and for every other pod of their namespaces", async () => {
    for (const [namespace, name, port] of [["board-dev", "board-api", 8000], ["postgresql-dev", "postgres", 5432]] as const) {
      const all = await policies(namespace);
      const own = all.find(({ spec }) => spec.podSelector.matchLabels?.["app.kubernetes.io/name"] === name);
      assert.ok(own?.spec.ingress?.some(({ ports }) => ports?.some((one) => one.port === port)), JSON.stringify(all));
      const everybody = all.filter(({ spec }) => Object.keys(spec.podSelector.matchLabels ?? {}).length === 0);
      assert.ok(everybody.some(({ spec }) => spec.policyTypes.includes("Ingress") && (spec.ingress ?? []).length === 0), JSON.stringify(all));
    }
  });

  it("let those in whom they name: the API reaches the database", async () => {
    assert.equal((await given().ask("/health/ready")).status, 200);
  });

  it("are kept and not enforced by this node: a pod that no policy names reaches the database and the API", async () => {
    const [database, api, nobody] = await reaches([await addressOf("postgresql-dev", "postgres"), 5432], [await addressOf("board-dev", "board-api"), 8000], [await addressOf("board-dev", "board-api"), 8001]);
    assert.deepEqual([database, api], [LET_THROUGH, LET_THROUGH], "the node does otherwise than is said of it: correct LET_THROUGH here, and the README of @moorage/cluster");
    assert.equal(nobody, false, "a port at which nobody listens was reached: the measurement measures nothing");
  });

  it("do not keep pods from each other's names", async () => {
    assert.deepEqual(await reaches(["board-api.board-dev.svc.cluster.local", 8000], ["nobody.board-dev.svc.cluster.local", 8000]), [LET_THROUGH, false]);
  });
});
