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

/** Ports of a Service: those that are listed; the pods' first under another number if one is given; else every port of the pods. */
export function resolvedPorts({ ports, port }: { readonly ports?: readonly ExposedPort[]; readonly port?: number }, pods: readonly ServicePort[]): readonly ExposedPort[] {
  if (ports !== undefined) return ports;
  return port === undefined ? pods.map((each) => ({ name: each.name, port: each.port })) : pods.slice(0, 1).map(({ name }) => ({ name, port }));
}

/** Everything that is wrong with the ports of a Service over pods with these ports. */
export function exposedPortsProblems(prefix: string, ports: readonly ExposedPort[], pods: readonly ServicePort[], mayHaveNodePorts: boolean): readonly Problem[] {
  const problems = new Problems(prefix);
  if (ports.length === 0) problems.add({ path: "ports", problem: "is empty", expected: "a port to lead to" });
  const declared = pods.map(({ name }) => name);
  const taken = new Map<string, string>();
  for (const { name, port, target = name, nodePort } of ports) {
    const path = `ports.${name}`;
    problems.check(path, portNameProblem(name));
    problems.check(path, portProblem(port));
    if (!declared.includes(target)) problems.add({ path, problem: `leads to the port ${JSON.stringify(target)}, which the pods do not have`, expected: declared.length === 0 ? "pods with a port" : `one of ${declared.join(", ")}` });
    for (const fact of [`the name ${name}`, `the port ${port}`, ...(nodePort === undefined ? [] : [`the nodePort ${nodePort}`])]) {
      const other = taken.get(fact);
      if (other !== undefined) problems.add({ path, problem: `has ${fact}, and so has ${other === name ? "another of its name" : other}`, expected: "each once" });
      taken.set(fact, other ?? name);
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
