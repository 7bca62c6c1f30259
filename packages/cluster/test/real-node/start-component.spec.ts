import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HANDED_OVER, NODE_COMPONENTS } from "../../src/real-node/components.ts";
import type { NodeAddresses, NodeComponentName } from "../../src/real-node/components.ts";
import { startComponent } from "../../src/real-node/start-component.ts";
import { pause } from "../../src/pause.ts";
import { StandInNode } from "./stand-in-node.ts";

const addresses: NodeAddresses = { name: "moorage-abcdef", address: "198.18.7.6", ingressPort: 8081 };

/** Says how it was started, and that it ended. */
const BODY = `/usr/bin/env > "$W/environment"; pwd > "$W/cwd"; echo "$*" > "$W/arguments"; echo "said"; echo "complained" >&2; : > "$W/done"`;

describe("starting a component of a real node", () => {
  let node: StandInNode;
  beforeEach(() => {
    node = new StandInNode();
  });
  afterEach(() => node.remove());

  const start = async (name: NodeComponentName): Promise<void> => {
    node.program(name, BODY);
    startComponent(name, node.context(), node.places, addresses, 7);
    await done();
  };
  /** The test's own limit ends it where nothing was started. */
  const done = async (): Promise<void> => {
    while (!node.has("done")) await pause(20);
  };
  const log = (name: string): string => readFileSync(join(node.places.logs, `${name}.log`), "utf8");

  it("happens within the node's namespaces, with the arguments that it has", async () => {
    await start("etcd");
    assert.deepEqual(node.lines("entered"), ["nsenter --target 7 --mount --net --pid"]);
    assert.equal(node.read("arguments").trim(), NODE_COMPONENTS.etcd.args(node.places, addresses).join(" "));
  });

  it("adds what it says to its log, so that nothing of an earlier one is lost", async () => {
    node.write(join("home", "nodes", addresses.name, "logs", "etcd.log"), "of an earlier one\n");
    await start("etcd");
    assert.equal(log("etcd"), "of an earlier one\nsaid\ncomplained\n");
  });

  it("lets it find the node's own programs before the system's, and nothing of its starter's environment", async () => {
    process.env["OF_THE_STARTER"] = "secret";
    try {
      await start("containerd");
    } finally {
      delete process.env["OF_THE_STARTER"];
    }
    const environment = node.read("environment").split("\n");
    assert.equal(environment.find((line) => line.startsWith("PATH="))?.split(":")[0], `PATH=${node.places.bin}`);
    assert.ok(environment.includes(`KUBECONFIG=${node.places.pki}/containerd.kubeconfig`));
    assert.ok(environment.includes(`HOME=${node.places.workdir}`));
    assert.ok(!environment.some((line) => line.startsWith("OF_THE_STARTER")));
  });

  it("happens in the node's own folder, where it may leave what it wants", async () => {
    await start("kubelet");
    assert.equal(node.read("cwd").trim(), node.places.workdir);
  });

  it("gives the ingress controller a port that is opened before the node is entered, under the name that its arguments have", async () => {
    node.program("listen", 'echo "$1" > "$W/opened"; [ ! -e "$W/entered" ] && : > "$W/before"; shift; exec "$@"');
    await start("traefik");
    assert.equal(node.read("opened").trim(), "127.0.0.1:8081");
    assert.equal(node.has("before"), true);
    const environment = node.read("environment").split("\n");
    for (const line of ["LISTEN_FDS=1", `LISTEN_FDNAMES=${HANDED_OVER}`]) assert.ok(environment.includes(line), line);
    assert.ok(environment.some((line) => /^LISTEN_PID=\d+$/.test(line)));
    assert.equal(node.read("arguments").trim(), NODE_COMPONENTS.traefik.args(node.places, addresses).join(" "));
  });

  it("tells the ingress controller that the port is for itself, and for no process that it starts", async () => {
    node.program("listen", 'shift; exec "$@"');
    node.program("traefik", '[ "$LISTEN_PID" = $$ ] && : > "$W/own"; : > "$W/done"');
    startComponent("traefik", node.context(), node.places, addresses, 7);
    await done();
    assert.equal(node.has("own"), true);
  });
});
