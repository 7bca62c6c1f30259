import assert from "node:assert/strict";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import fc from "fast-check";
import { parse } from "yaml";
import { PINNED } from "../src/index.ts";
import { k3d } from "../src/containers/k3d.ts";
import { kind } from "../src/containers/kind.ts";
import { freePorts } from "../src/ports.ts";

const place = { name: "moorage-abcdef", kubeconfig: "/clone/.moorage/kubeconfig" };
const silent = (): void => undefined;
/** The argument behind a flag. */
const after = (args: readonly string[], flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);

describe("k3d", () => {
  const servers: Server[] = [];
  /** Sees to it that something listens there; where something did already, that will do. */
  const taken = async (port = 0): Promise<number> => {
    const server = createServer();
    await new Promise<void>((resolve) => server.once("error", () => resolve()).listen(port, "127.0.0.1", resolve));
    if (server.listening) servers.push(server);
    return server.listening ? (server.address() as AddressInfo).port : port;
  };
  afterEach(async () => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

  it("makes as many nodes as asked for, one of them the server", async () => {
    const [port = 0] = await freePorts(1, "k3d-nodes");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (nodes) => {
        const { args } = await k3d.create(place, { nodes, ingressPort: port, expendable: true }, silent);
        assert.equal(Number(after(args, "--servers")) + Number(after(args, "--agents")), nodes);
        assert.equal(after(args, "--servers"), "1");
      }),
      { numRuns: 10 },
    );
  });

  it("makes one node where nobody says how many", async () => {
    const { args } = await k3d.create(place, { expendable: true }, silent);
    assert.deepEqual([after(args, "--servers"), after(args, "--agents")], ["1", "0"]);
  });

  it("publishes nothing beyond this machine", async () => {
    const { args, ingressPort } = await k3d.create(place, { expendable: true }, silent);
    assert.equal(after(args, "--port"), `127.0.0.1:${ingressPort}:80@loadbalancer`);
    assert.match(after(args, "--api-port") ?? "", /^127\.0\.0\.1:\d+$/);
  });

  it("evades where the usual ingress port is taken, says so, and stays clear of the API server's port", async () => {
    await taken(8080);
    const said: string[] = [];
    const { args, ingressPort } = await k3d.create(place, { expendable: true }, (line) => said.push(line));
    assert.notEqual(String(ingressPort), after(args, "--api-port")?.split(":")[1]);
    assert.deepEqual(said, [`port 8080 is taken: Ingresses are at port ${ingressPort}`]);
  });

  it("does not evade where a port was asked for", async () => {
    const port = await taken();
    await assert.rejects(k3d.create(place, { ingressPort: port, expendable: true }, silent), { code: "port-in-use", message: new RegExp(`^port ${port}, asked for as the ingress port, is taken\\. Fix: `) });
  });

  it("is made from the pinned image, and touches no kubeconfig of its user", async () => {
    const { args, image } = await k3d.create(place, { expendable: true }, silent);
    assert.deepEqual([image, after(args, "--image")], [PINNED.k3sImage, PINNED.k3sImage]);
    for (const flag of ["--kubeconfig-update-default=false", "--kubeconfig-switch-context=false"]) assert.ok(args.includes(flag), flag);
  });

  it("puts Pods on servers and agents, and on nothing else that it runs", () => {
    assert.deepEqual(["server", "agent", "loadbalancer", "registry", "noRole", ""].filter((role) => k3d.runsPods(role)), ["server", "agent"]);
  });

  it("names its cluster in every command", () => {
    const commands = [...k3d.start(place.name, []), k3d.kubeconfig(place.name), k3d.importImage(place.name, "board:1"), k3d.remove(place)];
    for (const command of commands) assert.ok(command.includes(place.name), command.join(" "));
  });

  it("serves Ingresses at the port that was chosen or found, else at the usual one", () => {
    assert.deepEqual([k3d.ingress(9000).ingressPort, k3d.ingress(undefined).ingressPort], [9000, 8080]);
    assert.deepEqual([k3d.ingress(9000).ingressClass, k3d.ingress(9000).ingressAddresses], ["traefik", true]);
  });
});

describe("kind", () => {
  const planned = async (nodes?: number) => {
    const { args, input = "", image } = await kind.create(place, { expendable: true, ...(nodes === undefined ? {} : { nodes }) }, silent);
    return { args, image, configuration: parse(input) as { readonly nodes: readonly { readonly role: string }[]; readonly networking: { readonly apiServerAddress: string } } };
  };

  it("makes as many nodes as asked for, one of them the control plane", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (nodes) => {
        const roles = (await planned(nodes)).configuration.nodes.map(({ role }) => role);
        assert.deepEqual(roles, ["control-plane", ...Array.from({ length: nodes - 1 }, () => "worker")]);
      }),
    );
  });

  it("makes one node where nobody says how many, listening on this machine only", async () => {
    const { configuration } = await planned();
    assert.deepEqual([configuration.nodes.length, configuration.networking.apiServerAddress], [1, "127.0.0.1"]);
  });

  it("is made from the pinned image, reads its configuration from standard input and writes the clone's kubeconfig", async () => {
    const { args, image } = await planned();
    assert.deepEqual([image, after(args, "--image"), after(args, "--config"), after(args, "--kubeconfig")], [PINNED.kindNodeImage, PINNED.kindNodeImage, "-", place.kubeconfig]);
  });

  it("puts Pods on every node, and on no load balancer before them", () => {
    assert.deepEqual(["control-plane", "worker", "external-load-balancer", ""].filter((role) => kind.runsPods(role)), ["control-plane", "worker"]);
  });

  it("is started by the engine, all containers at once: it has no command for that", () => {
    const containers = ["a-control-plane", "a-worker"].map((name) => ({ name, running: false, role: "worker" }));
    assert.deepEqual(kind.start(place.name, containers), [["docker", "start", "a-control-plane", "a-worker"]]);
  });

  it("names its cluster in every other command, and takes it out of the clone's kubeconfig only", () => {
    for (const command of [kind.kubeconfig(place.name), kind.importImage(place.name, "board:1"), kind.remove(place)]) assert.equal(after(command, "--name"), place.name);
    assert.equal(after(kind.remove(place), "--kubeconfig"), place.kubeconfig);
  });

  it("promises no address to Ingresses, whatever port is found", () => {
    assert.deepEqual(kind.ingress(undefined), { ingressClass: "nginx", ingressAddresses: false, ingressPort: 80 });
    assert.deepEqual(kind.ingress(9000), kind.ingress(undefined));
  });
});
