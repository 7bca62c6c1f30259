import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Availability, ClusterAdapter, ClusterContext, ClusterSpec, ClusterStatus, Report } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { CONTEXT } from "../cluster-name.ts";
import { toolPath } from "../embedded/components.ts";
import { componentFailure } from "../embedded/logs.ts";
import { notRunning } from "../embedded/processes.ts";
import type { ClusterFacts } from "../facts.ts";
import { canonicalReference } from "../image-reference.ts";
import { writeKubeconfig } from "../kubeconfig.ts";
import { kubectl, waitForNodes } from "../kubectl.ts";
import type { Reach } from "../kubectl.ts";
import { nodeState } from "../node-state.ts";
import { pause } from "../pause.ts";
import { becomesFree, freePorts, holdPort } from "../ports.ts";
import type { HeldPort } from "../ports.ts";
import { requireDisk } from "../require-disk.ts";
import { PINNED } from "../versions.ts";
import { nodeAvailability } from "./capability.ts";
import { NODE_COMPONENT_NAMES, NODE_COMPONENTS, NODE_PROGRAMS } from "./components.ts";
import type { NodeAddresses, NodeComponentName } from "./components.ts";
import { makeControlGroup, removeControlGroup } from "./control-groups.ts";
import { administrator, makeIdentities } from "./identities.ts";
import { beginIsolation, endIsolation, isolationPid } from "./isolation.ts";
import { freeLink, linkName } from "./link.ts";
import type { Link } from "./link.ts";
import { API_PORT } from "./networks.ts";
import { readNodeMarker, writeNodeMarker } from "./node-marker.ts";
import type { NodeMarker } from "./node-marker.ts";
import { INGRESS_CLASS, nodeObjects } from "./objects.ts";
import { makePauseImage } from "./pause-image.ts";
import { nodeFolders, nodePlaces } from "./places.ts";
import type { NodePlaces } from "./places.ts";
import { apiServerReady, ingressReady, namesReady } from "./readiness.ts";
import { importArchive, importFromDocker, runtimeImages, runtimeListens } from "./runtime-images.ts";
import { writeSettings } from "./settings.ts";
import { startComponent } from "./start-component.ts";

const READY_LIMIT = 60_000;
/** Milliseconds after which a component that was started must have been seen to run. */
const START_LIMIT = 10_000;
const USUAL_INGRESS_PORT = 8080;
/** Bytes: an image or two, what etcd and the logs of a day take. */
const DISK_NEEDED = 1024 ** 3;

/** A whole Kubernetes of one node, with pods that run, as processes of this machine in namespaces of their own. */
export class RealNode implements ClusterAdapter {
  readonly provider = "embedded";
  readonly nodes = "real";
  readonly #context: ClusterContext;
  readonly #places: NodePlaces;
  readonly #kubeconfig: string;

  constructor(context: ClusterContext) {
    this.#context = context;
    this.#places = nodePlaces(context.home, context.name);
    this.#kubeconfig = join(context.stateDir, "kubeconfig");
  }

  availability(): Promise<Availability> {
    return nodeAvailability(this.#context);
  }

  async up({ ingressPort }: ClusterSpec, report: Report): Promise<ClusterFacts> {
    const known = readNodeMarker(this.#places.marker);
    if (known !== undefined) return this.#startAgain(known, report);
    if (existsSync(this.#places.workdir)) report("removing a node that was never finished");
    await this.#remove();
    return this.#create(ingressPort, report);
  }

  async status(): Promise<ClusterStatus> {
    const known = readNodeMarker(this.#places.marker);
    if (known === undefined) return { exists: existsSync(this.#places.workdir), running: false, why: "there is no real node for this clone" };
    const base = { exists: true, provider: this.provider, name: this.#context.name, context: CONTEXT, kubeconfig: this.#kubeconfig, server: serverOf(known.link), version: known.kubernetesVersion } as const;
    const dead = this.#dead();
    if (dead.length > 0) return { ...base, running: false, why: `not running: ${dead.join(", ")}` };
    return { ...(await nodeState(this.#reach(), this.nodes)), ...base };
  }

  async down(report: Report): Promise<void> {
    if (existsSync(this.#places.workdir)) report(`stopping the real node of ${this.#context.name} and removing its data`);
    await this.#remove();
  }

  async loadImage(reference: string, report: Report, as?: string): Promise<void> {
    report(`loading ${reference}${as === undefined ? "" : ` as ${as}`}`);
    await importFromDocker(this.#context, this.#places, reference, as);
  }

  async nodesWithout(reference: string): Promise<readonly string[]> {
    return (await runtimeImages(this.#context, this.#places)).includes(canonicalReference(reference)) ? [] : [this.#context.name];
  }

  async hasImage(reference: string): Promise<boolean> {
    return (await this.nodesWithout(reference)).length === 0;
  }

  async #create(wantedPort: number | undefined, report: Report): Promise<ClusterFacts> {
    const { name } = this.#context;
    for (const folder of nodeFolders(this.#places)) mkdirSync(folder, { recursive: true });
    await requireDisk(this.#places.home, DISK_NEEDED, "a cluster whose pods run");
    report(`making cluster ${name}: Kubernetes ${PINNED.kubernetes}, one real node`);
    const link = freeLink(name);
    // Others that come up at the same time would choose it too.
    const { port: ingressPort, release } = await this.#ingressPort(wantedPort);
    try {
      const made: NodeMarker = { link, ingressPort, kubernetesVersion: `v${PINNED.kubernetes}`, createdAt: new Date().toISOString() };
      makeIdentities(this.#places, name, link.node);
      const facts = await this.#run(made, report, release);
      writeNodeMarker(this.#places.marker, made);
      return facts;
    } finally {
      await release();
    }
  }

  async #startAgain(known: NodeMarker, report: Report): Promise<ClusterFacts> {
    report(`starting the real node of ${this.#context.name} again, with what was in it`);
    if (isolationPid(this.#places) === undefined) {
      // Of a node that is not whole any more, what is left still holds addresses and ports.
      await endIsolation(this.#places, known.link.name);
      // For each container that a control group is left of, a kubelet asks the runtime for seconds before it begins.
      await removeControlGroup(this.#context.name);
    }
    if (this.#dead().includes("traefik") && !(await becomesFree(known.ingressPort))) {
      throw new ClusterError("port-in-use", `port ${known.ingressPort}, which leads to the cluster's ingress, is taken by another program. Fix: stop that program, or make a new cluster by \`pnpm moorage cluster down\`, then \`pnpm moorage cluster up\``);
    }
    return this.#run(known, report);
  }

  /**
   * From whatever is there to a node that is ready: only what does not run is started.
   * @param release leaves the port of the ingress to it
   */
  async #run(made: NodeMarker, report: Report, release = async (): Promise<void> => {}): Promise<ClusterFacts> {
    const { name } = this.#context;
    const addresses: NodeAddresses = { name, address: made.link.node, ingressPort: made.ingressPort };
    this.#linkPrograms();
    writeSettings(this.#places, { name, address: made.link.node, plugin: toolPath(this.#context.tools, "ptp") });
    makeControlGroup(name);
    const pid = isolationPid(this.#places) ?? (await beginIsolation(this.#context, this.#places, made.link));
    writeKubeconfig(this.#kubeconfig, administrator(this.#places.pki, "admin", made.link.node));
    const start = (afterApiServer: boolean): void => {
      for (const component of this.#dead()) if (NODE_COMPONENTS[component].afterApiServer === afterApiServer) startComponent(component, this.#context, this.#places, addresses, pid);
    };
    start(false);
    const check = this.#watch(NODE_COMPONENT_NAMES.filter((component) => !NODE_COMPONENTS[component].afterApiServer));
    await Promise.all([this.#pauseImage(pid, check), apiServerReady(this.#reach(), READY_LIMIT, check)]);
    await kubectl(this.#reach(), ["apply", "--server-side", "--force-conflicts", "--field-manager", "moorage", "--filename", "-"], JSON.stringify(nodeObjects(made.link.node)));
    await release();
    start(true);
    const checkAll = this.#watch(NODE_COMPONENT_NAMES);
    report("waiting for the node, its names and its ingress");
    await Promise.all([this.#allRun(checkAll), waitForNodes(this.#reach(), 1, READY_LIMIT, checkAll), namesReady(made.link.node, READY_LIMIT, checkAll), ingressReady(made.ingressPort, READY_LIMIT, checkAll)]);
    // Whoever else has its port would have answered for an ingress that is not there.
    const [gone] = this.#dead();
    if (gone !== undefined) throw componentFailure(this.#places.logs, gone);
    return this.#facts(made);
  }

  #facts({ link, ingressPort, kubernetesVersion, createdAt }: NodeMarker): ClusterFacts {
    return {
      provider: this.provider,
      name: this.#context.name,
      context: CONTEXT,
      kubeconfig: this.#kubeconfig,
      server: serverOf(link),
      nodes: this.nodes,
      kubernetesVersion,
      ingressClass: INGRESS_CLASS,
      ingressAddresses: true,
      ingressPort,
      home: this.#context.home,
      tools: { ...this.#context.tools },
      createdAt,
    };
  }

  /** The container runtime lets nothing run before it has the image that every pod begins with. */
  async #pauseImage(pid: number, check: () => void): Promise<void> {
    const { workdir, bin } = this.#places;
    const archive = join(workdir, "pause.tar");
    if (!existsSync(archive)) await makePauseImage(join(bin, "pause"), archive, join(workdir, "pause-image"));
    const end = Date.now() + READY_LIMIT;
    while (!(await runtimeListens(pid))) {
      check();
      await pause(50);
      if (Date.now() > end) throw new ClusterError("not-ready", `containerd does not listen after ${READY_LIMIT / 1000} s. Fix: \`pnpm moorage cluster down\`, then \`pnpm moorage cluster up\``);
    }
    await importArchive(this.#context, this.#places, archive);
  }

  /** Throws once a component that was alive, or had time to be, is not. */
  #watch(started: readonly NodeComponentName[]): () => void {
    const seen = new Set<NodeComponentName>();
    const end = Date.now() + START_LIMIT;
    return () => {
      const dead = this.#dead();
      const late = Date.now() > end;
      const gone = dead.find((component) => seen.has(component) || (late && started.includes(component)));
      if (gone !== undefined) throw componentFailure(this.#places.logs, gone);
      for (const component of NODE_COMPONENT_NAMES) if (!dead.includes(component)) seen.add(component);
    };
  }

  /** A node is ready before anybody has asked for its scheduler or its volumes. */
  async #allRun(check: () => void): Promise<void> {
    for (;;) {
      check();
      if (this.#dead().length === 0) return;
      await pause(100);
    }
  }

  #dead(): readonly NodeComponentName[] {
    return notRunning(this.#places.workdir, NODE_COMPONENT_NAMES);
  }

  #reach(): Reach {
    const { tools, env, signal } = this.#context;
    return { kubectl: toolPath(tools, "kubectl"), kubeconfig: this.#kubeconfig, context: CONTEXT, env, signal };
  }

  /** The tools may have moved since the node was made. */
  #linkPrograms(): void {
    for (const name of NODE_PROGRAMS) {
      rmSync(join(this.#places.bin, name), { force: true });
      symlinkSync(toolPath(this.#context.tools, name), join(this.#places.bin, name));
    }
  }

  async #ingressPort(wanted: number | undefined): Promise<HeldPort> {
    const held = await holdPort(wanted ?? USUAL_INGRESS_PORT);
    if (held !== undefined) return held;
    const [other] = wanted === undefined ? await freePorts(1, this.#context.name) : [];
    const found = other === undefined ? undefined : await holdPort(other);
    if (found !== undefined) return found;
    throw new ClusterError("port-in-use", `port ${other ?? wanted ?? USUAL_INGRESS_PORT} is taken by another program. Fix: stop that program, or leave the port out`);
  }

  async #remove(): Promise<void> {
    const { name } = this.#context;
    await endIsolation(this.#places, linkName(name));
    await removeControlGroup(name);
    rmSync(this.#places.workdir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function serverOf({ node }: Link): string {
  return `https://${node}:${API_PORT}`;
}
