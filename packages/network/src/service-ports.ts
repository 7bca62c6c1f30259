import { Problems, portNameProblem, portProblem } from "@moorage/core";
import type { Problem, ServicePort } from "@moorage/core";

/** A port of a Service and the port of the pods that it leads to. */
export interface ExposedPort extends ServicePort {
  /** Name of the pods' port. @default the same name */
  readonly target?: string;
  /** Port of every node, 30000 to 32767. @default none; the cluster picks one if the type needs it */
  readonly nodePort?: number;
}

const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;

/** Ports of a Service: those that are listed, else every port of the pods, the first under another number if one is given. */
export function resolvedPorts({ ports, port }: { readonly ports?: readonly ExposedPort[]; readonly port?: number }, pods: readonly ServicePort[]): readonly ExposedPort[] {
  if (ports !== undefined) return ports;
  return pods.map((each, index) => (index === 0 && port !== undefined ? { name: each.name, port } : { name: each.name, port: each.port }));
}

/** Notes everything that is wrong with the ports of a Service over pods with these ports. */
export function exposedPortsProblems(prefix: string, ports: readonly ExposedPort[], pods: readonly ServicePort[], mayHaveNodePorts: boolean): readonly Problem[] {
  const problems = new Problems(prefix);
  if (ports.length === 0) problems.add({ path: "ports", problem: "is empty", expected: "a port to lead to" });
  const taken = new Map<string, string>();
  const names = pods.map(({ name }) => name);
  for (const { name, port, target = name, nodePort } of ports) {
    const path = `ports.${name}`;
    problems.check(path, portNameProblem(name));
    problems.check(path, portProblem(port));
    if (!names.includes(target)) problems.add({ path, problem: `leads to the port ${JSON.stringify(target)}, which the pods do not have`, expected: names.length === 0 ? "pods with a port" : `one of ${names.join(", ")}` });
    for (const [kind, value] of [["name", name], ["port", String(port)], ["nodePort", String(nodePort)]] as const) {
      const other = taken.get(`${kind} ${value}`);
      if (other !== undefined && !(kind === "nodePort" && nodePort === undefined)) problems.add({ path, problem: `has the ${kind} ${value}, and so has another`, expected: "each once" });
      taken.set(`${kind} ${value}`, name);
    }
    if (nodePort !== undefined) problems.check(`${path}.nodePort`, nodePortProblem(nodePort, mayHaveNodePorts));
  }
  return problems.found;
}

/** What keeps a number from being a node's port. */
function nodePortProblem(nodePort: number, allowed: boolean): Omit<Problem, "path"> | undefined {
  if (!allowed) return { problem: "is given for a Service that has none", got: String(nodePort), expected: "the type NodePort or LoadBalancer" };
  if (Number.isInteger(nodePort) && nodePort >= FIRST_NODE_PORT && nodePort <= LAST_NODE_PORT) return undefined;
  return { problem: "is no port of a node", got: String(nodePort), expected: `${FIRST_NODE_PORT} to ${LAST_NODE_PORT}` };
}
