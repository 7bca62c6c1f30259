import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Availability, ClusterAdapter, ClusterContext, ClusterSpec, ClusterStatus, Report } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { CONTEXT } from "../cluster-name.ts";
import type { ClusterFacts } from "../facts.ts";
import { writeKubeconfig } from "../kubeconfig.ts";
import { kubectl, waitForNodes } from "../kubectl.ts";
import type { Reach } from "../kubectl.ts";
import { nodeState } from "../node-state.ts";
import { becomesFree, freePorts } from "../ports.ts";
import { requireDisk } from "../require-disk.ts";
import { run } from "../run.ts";
import { PINNED } from "../versions.ts";
import { COMPONENT_NAMES, COMPONENTS, placesOf, REQUIRED_TOOLS, toolPath } from "./components.ts";
import type { Places } from "./components.ts";
import { clusterDescription } from "./config.ts";
import { nodesWithoutImage, recordImage } from "./images.ts";
import { runKwokctl } from "./kwokctl.ts";
import { componentFailure } from "./logs.ts";
import { readMarker, writeMarker } from "./marker.ts";
import type { Marker, Ports } from "./marker.ts";
import { INGRESS_CLASS, initialObjects } from "./objects.ts";
import { deadComponents, notRunning, stopComponents } from "./processes.ts";

const DEFAULT_NODES = 2;
const READY_LIMIT = 60_000;
/** Bytes: what etcd and the logs of a day take, with room to spare. */
const DISK_NEEDED = 300 * 1024 * 1024;

/** A real API server, store, controllers and scheduler as processes of this machine, with nodes that are simulated. */
export class EmbeddedCluster implements ClusterAdapter {
  readonly provider = "embedded";
  readonly nodes = "simulated";
  readonly #context: ClusterContext;
  readonly #places: Places;
  readonly #kubeconfig: string;

  constructor(context: ClusterContext) {
    this.#context = context;
    this.#places = placesOf(context.home, context.name);
    this.#kubeconfig = join(context.stateDir, "kubeconfig");
  }

  async availability(): Promise<Availability> {
    const missing = REQUIRED_TOOLS.filter((name) => this.#context.tools[name] === undefined);
    return missing.length === 0 ? { ok: true } : { ok: false, why: `${missing.join(", ")} not there` };
  }

  async up(spec: ClusterSpec, report: Report): Promise<ClusterFacts> {
    const { workdir, marker } = this.#places;
    const known = readMarker(marker);
    if (known !== undefined) return this.#start(known, report);
    if (existsSync(workdir)) report("removing an embedded cluster that was never finished");
    await this.#remove();
    return this.#create(spec.nodes ?? DEFAULT_NODES, report);
  }

  async status(): Promise<ClusterStatus> {
    const { name } = this.#context;
    const known = readMarker(this.#places.marker);
    if (known === undefined) return { exists: existsSync(this.#places.workdir), running: false, why: "there is no embedded cluster for this clone" };
    const base = { exists: true, provider: this.provider, name, context: CONTEXT, kubeconfig: this.#kubeconfig, server: serverOf(known.ports), version: known.kubernetesVersion } as const;
    const dead = notRunning(this.#places.workdir, COMPONENT_NAMES);
    if (dead.length > 0) return { ...base, running: false, why: `not running: ${dead.join(", ")}` };
    return { ...(await nodeState(this.#reach(), this.nodes)), ...base };
  }

  async down(report: Report): Promise<void> {
    if (existsSync(this.#places.workdir)) report(`stopping embedded cluster ${this.#context.name} and removing its data`);
    await this.#remove();
  }

  async loadImage(reference: string, _report: Report, as?: string): Promise<void> {
    const size = await this.#imageSize(reference);
    await recordImage(this.#reach(), as ?? reference, size);
  }

  nodesWithout(reference: string): Promise<readonly string[]> {
    return nodesWithoutImage(this.#reach(), reference);
  }

  async hasImage(reference: string): Promise<boolean> {
    return (await this.nodesWithout(reference)).length === 0;
  }

  async #create(nodes: number, report: Report): Promise<ClusterFacts> {
    const { home, config, workdir } = this.#places;
    mkdirSync(join(home, "clusters"), { recursive: true });
    await requireDisk(this.#places.home, DISK_NEEDED, "a cluster");
    const [apiServer = 0, etcd = 0, etcdPeer = 0, controllerManager = 0, scheduler = 0, kwok = 0] = await freePorts(6, this.#context.name);
    const ports = { apiServer, etcd, etcdPeer, controllerManager, scheduler, kwok };
    report(`making embedded cluster ${this.#context.name}: Kubernetes ${PINNED.kubernetes}, ${nodes} simulated nodes`);
    writeFileSync(config, clusterDescription(this.#context.tools, ports));
    // An empty kubeconfig path keeps it from adding itself to one.
    await this.#kwokctl(["--config", config, "create", "cluster", "--kubeconfig", ""]);
    const made: Marker = { ports, nodes, kubernetesVersion: await this.#version(), createdAt: new Date().toISOString() };
    const facts = await this.#settle(made, report);
    writeMarker(join(workdir, "moorage.json"), made);
    return facts;
  }

  async #start(known: Marker, report: Report): Promise<ClusterFacts> {
    report(`starting embedded cluster ${this.#context.name} again, with what was in it`);
    await stopComponents(this.#places.workdir, { keepData: true });
    mkdirSync(join(this.#places.workdir, "pids"), { recursive: true });
    this.#linkTools();
    for (const [component, port] of Object.entries(known.ports)) {
      if (await becomesFree(port)) continue;
      throw new ClusterError("port-in-use", `port ${port} of the embedded cluster's ${component} is taken by another program. Fix: stop that program, or make a new cluster by \`pnpm moorage cluster down\`, then \`pnpm moorage cluster up\``);
    }
    await this.#kwokctl(["start", "cluster"]);
    return this.#settle(known, report);
  }

  /** From a cluster that answers to one that is ready, with everything in place that belongs to it. */
  async #settle(made: Marker, report: Report): Promise<ClusterFacts> {
    const { workdir, logs } = this.#places;
    const pki = (file: string): string => readFileSync(join(workdir, "pki", file), "utf8");
    const server = serverOf(made.ports);
    writeKubeconfig(this.#kubeconfig, { server, authority: pki("ca.crt"), certificate: pki("admin.crt"), key: pki("admin.key") });
    const objects = JSON.stringify(initialObjects(made.nodes));
    await kubectl(this.#reach(), ["apply", "--server-side", "--force-conflicts", "--field-manager", "moorage", "--filename", "-"], objects);
    report("waiting for its nodes");
    await waitForNodes(this.#reach(), made.nodes, READY_LIMIT, () => {
      const [dead] = deadComponents(workdir);
      if (dead !== undefined) throw componentFailure(logs, dead);
    });
    return {
      provider: this.provider,
      name: this.#context.name,
      context: CONTEXT,
      kubeconfig: this.#kubeconfig,
      server,
      nodes: this.nodes,
      kubernetesVersion: made.kubernetesVersion,
      ingressClass: INGRESS_CLASS,
      ingressAddresses: true,
      ingressPort: 80,
      tools: { ...this.#context.tools },
      createdAt: made.createdAt,
    };
  }

  #kwokctl(args: readonly string[]): Promise<void> {
    const { name, tools, signal } = this.#context;
    return runKwokctl(toolPath(tools, "kwokctl"), ["--name", name, ...args], this.#places, signal);
  }

  #reach(): Reach {
    const { tools, env, signal } = this.#context;
    return { kubectl: toolPath(tools, "kubectl"), kubeconfig: this.#kubeconfig, context: CONTEXT, env, signal };
  }

  /** A binary that was built from source without its release script does not know its own version. */
  async #version(): Promise<string> {
    const said = await run(toolPath(this.#context.tools, "kube-apiserver"), ["--version"], { env: {}, signal: this.#context.signal });
    const version = /v[1-9]\d*\.\d+\.\d+\S*/.exec(said)?.[0];
    return version ?? `v${PINNED.kubernetes}`;
  }

  /** The tools may have moved since the cluster was made. */
  #linkTools(): void {
    const folder = join(this.#places.workdir, "bin");
    for (const [component, tool] of [...Object.entries(COMPONENTS), ["kubectl", "kubectl"] as const]) {
      rmSync(join(folder, component), { force: true });
      symlinkSync(toolPath(this.#context.tools, tool), join(folder, component));
    }
  }

  /** Bytes, where a Docker engine can be asked. */
  async #imageSize(reference: string): Promise<number | undefined> {
    const { tools, env, signal } = this.#context;
    if (tools["docker"] === undefined) return undefined;
    try {
      return Number(await run(tools["docker"], ["image", "inspect", "--format", "{{.Size}}", reference], { env, signal, timeout: 10_000 }));
    } catch (error) {
      if (!(error instanceof ClusterError) || error.code === "aborted") throw error;
      if (!/no such image|not found/i.test(error.message)) return undefined;
      throw new ClusterError("image-unknown", `image ${reference} is not in the Docker engine, so cluster ${this.#context.name} cannot have it. Fix: pnpm exec pulumi up --refresh, which finds out and builds it again`);
    }
  }

  async #remove(): Promise<void> {
    const { workdir, config } = this.#places;
    await stopComponents(workdir, { keepData: false });
    rmSync(workdir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    rmSync(config, { force: true });
  }
}

function serverOf({ apiServer }: Ports): string {
  return `https://127.0.0.1:${apiServer}`;
}
