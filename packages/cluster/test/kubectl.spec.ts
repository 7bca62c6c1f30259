import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { ClusterError, kubectl as kubectlOn } from "../src/index.ts";
import type { ClusterFacts } from "../src/index.ts";
import { clusterNodes, isReady, kubectl, kubectlCache, waitForNodes } from "../src/kubectl.ts";
import type { ClusterNode, Reach } from "../src/kubectl.ts";
import { ScriptFolder } from "./script-folder.ts";

const node = (name: string, ready: "True" | "False" | "Unknown", ...taints: readonly string[]): ClusterNode => ({
  metadata: { name, resourceVersion: "1" },
  spec: { taints: taints.map((key) => ({ key })) },
  status: { conditions: [{ type: "MemoryPressure", status: "True" }, { type: "Ready", status: ready }], images: [] },
});

describe("kubectl on a cluster", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  /** A cluster that is reached by a program that does as told. */
  const reach = (body: string, changes: Partial<Reach> = {}): Reach => ({
    kubectl: folder.script("kubectl", body),
    kubeconfig: folder.at("clone/kubeconfig"),
    context: "moorage",
    env: {},
    ...changes,
  });

  it("sees this cluster before anything else is said", async () => {
    const said = await kubectl(reach('for argument; do echo "$argument"; done'), ["get", "pods", "--all-namespaces"]);
    assert.deepEqual(said.split("\n"), ["--kubeconfig", folder.at("clone/kubeconfig"), "--context", "moorage", "get", "pods", "--all-namespaces"]);
  });

  it("keeps its user's configuration, preferences and cache out of it", async () => {
    const env = { KUBECONFIG: "/user/.kube/config", KUBERC: "/user/.kube/kuberc", KUBECACHEDIR: "/user/.kube/cache", HOME: "/user" };
    const said = await kubectl(reach('echo "$KUBECONFIG $KUBERC $KUBECACHEDIR $HOME"', { env }), ["get", "pods"]);
    const state = folder.at("clone");
    assert.equal(said, `${join(state, "kubeconfig")} off ${kubectlCache(state)} /user`);
  });

  it("is given objects on its standard input", async () => {
    assert.equal(await kubectl(reach("exec /bin/cat"), ["apply", "--filename", "-"], '{"kind":"List"}'), '{"kind":"List"}');
  });

  it("is called by verb and kind when it fails: what follows may be a secret", async () => {
    const failing = kubectl(reach("echo 'Error from server (Forbidden): no' >&2; exit 1"), ["create", "secret", "generic", "password", "--from-literal=p=canary"]);
    await assert.rejects(failing, { code: "command-failed", message: "kubectl create secret failed: Error from server (Forbidden): no" });
  });

  it("is not waited for longer than told", async () => {
    await assert.rejects(kubectl(reach("exec /bin/sleep 30", { timeout: 150 }), ["get", "nodes"]), { code: "command-failed", message: "kubectl get nodes failed: no answer in 0.15 s" });
  });

  it("works for others from the facts about the cluster alone", async () => {
    const program = folder.script("kubectl", 'echo "$2 $4 $KUBECONFIG"; exec /bin/cat');
    const facts = { kubeconfig: "/clone/kubeconfig", context: "moorage", tools: { kubectl: program } } as unknown as ClusterFacts;
    assert.equal(await kubectlOn(facts, ["apply"], { input: "objects" }), "/clone/kubeconfig moorage /clone/kubeconfig\nobjects");
    await assert.rejects(kubectlOn(facts, ["get", "pods"], { signal: AbortSignal.abort() }), { code: "aborted" });
  });

  it("tells of nodes that have just come, of which little is known", async () => {
    const items = [{ metadata: { name: "new", resourceVersion: "7" }, status: {} }, { ...node("old", "True"), spec: { podCIDR: "10.0.0.0/24" } }];
    const nodes = await clusterNodes(reach(`echo '${JSON.stringify({ items })}'`));
    assert.deepEqual(nodes.map(({ metadata, spec, status }) => [metadata.name, spec.taints, status.images]), [["new", [], []], ["old", [], []]]);
    assert.deepEqual(nodes.map(isReady), [false, true]);
  });

  describe("waiting for nodes", () => {
    /** Answers each question with the next of the lines, and the last one from then on. */
    const answers = (...lines: readonly string[]): string => {
      folder.write("answers", `${lines.join("\n")}\n`);
      return `n=$(/bin/cat "$W/n" 2>/dev/null || echo 1); echo $((n + 1)) > "$W/n"; [ $n -gt ${lines.length} ] && n=${lines.length}; line=$(/bin/sed -n "$n"p "$W/answers")
case "$line" in ERROR*) echo "$line" >&2; exit 1 ;; esac; printf '%s' "$line"`;
    };
    const asked = (): number => Number(folder.read("n")) - 1;
    const list = (...nodes: readonly ClusterNode[]): string => JSON.stringify({ items: nodes });

    it("asks once where all are ready", async () => {
      await waitForNodes(reach(answers(list(node("a", "True"), node("b", "True")))), 2, 5000);
      assert.equal(asked(), 1);
    });

    it("goes on through refused connections, half an answer, and nodes that come one by one", async () => {
      await waitForNodes(reach(answers("ERROR: connection refused", '{"items":', list(node("a", "True")), list(node("a", "True"), node("b", "False")), list(node("a", "True"), node("b", "True")))), 2, 10_000);
      assert.equal(asked(), 5);
    });

    it("ends with the last thing that was seen when the time is over", async () => {
      await assert.rejects(waitForNodes(reach(answers(list(node("a", "True"), node("b", "Unknown")))), 2, 200), {
        code: "not-ready",
        message: "the cluster is not ready after 0.2 s: 1 of 2 nodes are ready. Fix: `pnpm moorage cluster down`, then `pnpm moorage cluster up`",
      });
    });

    it("ends with why nothing was seen", async () => {
      await assert.rejects(waitForNodes(reach(answers("ERROR: connection refused")), 1, 100), { code: "not-ready", message: /after 0\.1 s: kubectl get nodes failed: ERROR: connection refused\. Fix/ });
    });

    it("is given up at once when something makes it pointless", async () => {
      const dead = new ClusterError("component-failed", "etcd ended");
      await assert.rejects(waitForNodes(reach(answers(list())), 1, 60_000, () => {
        if (folder.has("n")) throw dead;
      }), dead);
      assert.equal(asked(), 1);
    });

    it("is given up at once without kubectl, and when interrupted", async () => {
      await assert.rejects(waitForNodes({ ...reach(""), kubectl: folder.at("none") }, 1, 60_000), { code: "tool-missing" });
      await assert.rejects(waitForNodes(reach("exec /bin/sleep 30", { signal: AbortSignal.timeout(150) }), 1, 60_000), { code: "aborted" });
    });
  });
});

describe("a node", () => {
  it("is ready when it says so, and at no other word of it", () => {
    assert.deepEqual((["True", "False", "Unknown"] as const).map((status) => isReady(node("a", status))), [true, false, false]);
  });

  it("is not ready while it is tainted as unreachable, whatever else taints it", () => {
    const harmless = fc.array(fc.constantFrom("node-role.kubernetes.io/control-plane", "dedicated", "node.kubernetes.io/disk-pressure"));
    fc.assert(
      fc.property(harmless, harmless, fc.constantFrom("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"), (before, after, bad) => {
        assert.equal(isReady(node("a", "True", ...before, ...after)), true);
        assert.equal(isReady(node("a", "True", ...before, bad, ...after)), false);
      }),
    );
  });
});
