import { join } from "node:path";
import type { Availability, ClusterAdapter, ClusterContext, ClusterSpec, ClusterStatus, Report } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { CONTEXT } from "../cluster-name.ts";
import type { ClusterFacts } from "../facts.ts";
import { adoptKubeconfig } from "../kubeconfig.ts";
import { clusterNodes, waitForNodes } from "../kubectl.ts";
import type { Reach } from "../kubectl.ts";
import { nodeState } from "../node-state.ts";
import { run } from "../run.ts";
import { copyImage, docker, dockerEnvironment, dockerProblem, nodeContainers, runtimeHasImage } from "./docker.ts";
import type { NodeContainer } from "./docker.ts";
import type { Flavour, Place } from "./flavour.ts";

const READY_LIMIT = 120_000;

/** A cluster whose nodes are containers of a Docker engine, made by k3d or kind. */
export class ContainerCluster implements ClusterAdapter {
  readonly provider: Flavour["provider"];
  readonly nodes = "real";
  readonly #flavour: Flavour;
  readonly #context: ClusterContext;
  readonly #kubeconfig: string;

  constructor(flavour: Flavour, context: ClusterContext) {
    this.provider = flavour.provider;
    this.#flavour = flavour;
    this.#context = context;
    this.#kubeconfig = join(context.stateDir, "kubeconfig");
  }

  async availability(): Promise<Availability> {
    const missing = [this.provider, "docker", "kubectl"].filter((name) => this.#context.tools[name] === undefined);
    if (missing.length > 0) return { ok: false, why: `${missing.join(", ")} not there` };
    const problem = await dockerProblem(this.#context);
    return problem === undefined ? { ok: true } : { ok: false, why: problem };
  }

  async up(spec: ClusterSpec, report: Report): Promise<ClusterFacts> {
    const { name } = this.#context;
    if ((await this.#containers()).length === 0) return this.#create(spec, report);
    report(`starting ${this.provider} cluster ${name} again, with what was in it`);
    try {
      for (const command of this.#flavour.start(name, await this.#containers())) await this.#command(command);
      return await this.#settle(spec, report);
    } catch (error) {
      if (!spec.expendable || !(error instanceof ClusterError) || error.code === "aborted") throw error;
      report(`it does not come up (${error.message}); it was never finished, so it is made anew`);
      await this.#delete();
      return this.#create(spec, report);
    }
  }

  async status(): Promise<ClusterStatus> {
    const { name } = this.#context;
    const containers = await this.#containers();
    if (containers.length === 0) return { exists: false, running: false, why: `there is no ${this.provider} cluster for this clone` };
    const base = { exists: true, provider: this.provider, name, context: CONTEXT, kubeconfig: this.#kubeconfig } as const;
    const stopped = containers.filter(({ running }) => !running);
    if (stopped.length > 0) return { ...base, running: false, why: `not running: ${stopped.map((container) => container.name).join(", ")}` };
    return { ...(await nodeState(this.#reach(), this.nodes)), ...base };
  }

  async down(report: Report): Promise<void> {
    if ((await this.#containers()).length === 0) return;
    report(`deleting ${this.provider} cluster ${this.#context.name}`);
    await this.#delete();
    const left = await this.#containers();
    if (left.length > 0) throw new ClusterError("command-failed", `${this.provider} left ${left.map(({ name }) => name).join(", ")} behind. Fix: \`docker rm --force ${left.map(({ name }) => name).join(" ")}\``);
  }

  async loadImage(built: string, report: Report, as?: string): Promise<void> {
    const { name } = this.#context;
    const reference = as ?? built;
    await this.#checkImage(built);
    if (as !== undefined) await docker(this.#context, ["tag", built, as]);
    try {
      await this.#command([this.provider, ...this.#flavour.importImage(name, reference)]);
    } catch (error) {
      if (!(error instanceof ClusterError) || error.code === "aborted") throw error;
      report(error.message);
    }
    // Their import is known to end well and bring nothing.
    for (const node of await this.nodesWithout(reference)) {
      report(`${this.provider} brought no ${reference} to ${node}: copying it there`);
      await copyImage(this.#context, node, reference);
    }
  }

  async nodesWithout(reference: string): Promise<readonly string[]> {
    const nodes = (await this.#containers()).filter(({ role }) => this.#flavour.runsPods(role));
    if (nodes.length === 0) throw new ClusterError("no-cluster", `${this.provider} cluster ${this.#context.name} is not there. Fix: run \`pnpm moorage cluster up\``);
    const found = await Promise.all(nodes.map((node) => runtimeHasImage(this.#context, node.name, reference)));
    return nodes.filter((_, index) => found[index] !== true).map(({ name }) => name);
  }

  async hasImage(reference: string): Promise<boolean> {
    return (await this.nodesWithout(reference)).length === 0;
  }

  async #create(spec: ClusterSpec, report: Report): Promise<ClusterFacts> {
    const plan = await this.#flavour.create(this.#place(), spec, report);
    report(`making ${this.provider} cluster ${this.#context.name} from ${plan.image}`);
    await this.#command([this.provider, ...plan.args], plan.input);
    return this.#settle({ ...spec, ingressPort: plan.ingressPort }, report);
  }

  async #settle(spec: ClusterSpec, report: Report): Promise<ClusterFacts> {
    const { name, tools } = this.#context;
    const server = adoptKubeconfig(this.#kubeconfig, await this.#command([this.provider, ...this.#flavour.kubeconfig(name)]), this.provider);
    report("waiting for its nodes");
    const nodes = (await this.#containers()).filter(({ role }) => this.#flavour.runsPods(role)).length;
    await waitForNodes(this.#reach(), nodes, READY_LIMIT);
    const version = (await clusterNodes(this.#reach()))[0]?.status.nodeInfo?.kubeletVersion ?? "unknown";
    return {
      provider: this.provider,
      name,
      context: CONTEXT,
      kubeconfig: this.#kubeconfig,
      server,
      nodes: "real",
      kubernetesVersion: version,
      ...this.#flavour.ingress(spec.ingressPort ?? (await this.#publishedIngressPort())),
      tools: { ...tools },
      createdAt: new Date().toISOString(),
    };
  }

  /** The port that a cluster already has, whoever chose it. */
  async #publishedIngressPort(): Promise<number | undefined> {
    for (const { name } of await this.#containers()) {
      const published = await docker(this.#context, ["port", name, "80/tcp"]).catch(() => "");
      const port = /:(\d+)\s*$/m.exec(published)?.[1];
      if (port !== undefined) return Number(port);
    }
    return undefined;
  }

  async #checkImage(reference: string): Promise<void> {
    try {
      await docker(this.#context, ["image", "inspect", "--format", "{{.Id}}", reference]);
    } catch (error) {
      if (!(error instanceof ClusterError) || error.code === "aborted") throw error;
      throw new ClusterError("image-unknown", `image ${reference} is not in the Docker engine, so cluster ${this.#context.name} cannot have it (${error.message}). Fix: pnpm exec pulumi up --refresh, which finds out and builds it again`);
    }
  }

  async #delete(): Promise<void> {
    await this.#command([this.provider, ...this.#flavour.remove(this.#place())]);
  }

  #place(): Place {
    return { name: this.#context.name, kubeconfig: this.#kubeconfig };
  }

  #containers(): Promise<readonly NodeContainer[]> {
    return nodeContainers(this.#context, this.#flavour.labels);
  }

  #command([tool = "", ...args]: readonly string[], input?: string): Promise<string> {
    const { tools, signal } = this.#context;
    const executable = tools[tool];
    if (executable === undefined) throw new ClusterError("tool-missing", `no ${tool} was given. Fix: run \`pnpm start\`, which gets it`);
    return run(executable, args, { env: dockerEnvironment(this.#context), signal, ...(input === undefined ? {} : { input }) });
  }

  #reach(): Reach {
    const { tools, signal } = this.#context;
    return { kubectl: tools["kubectl"] ?? "kubectl", kubeconfig: this.#kubeconfig, context: CONTEXT, env: dockerEnvironment(this.#context), signal };
  }
}
