import type { ServicePort } from "./contracts.ts";
import type { Problem, Problems } from "./problems.ts";

const LAST_PORT = 65535;

/** What keeps `port` from being a TCP port. */
export function portProblem(port: number): Omit<Problem, "path"> | undefined {
  if (Number.isInteger(port) && port >= 1 && port <= LAST_PORT) return undefined;
  return { problem: "is no TCP port", got: String(port), expected: `1 to ${LAST_PORT}` };
}

/**
 * What keeps `name` from being the name of a port.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export function portNameProblem(name: string): Omit<Problem, "path"> | undefined {
  if (/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return undefined;
  return { problem: "is no port name", got: JSON.stringify(name), expected: "at most 15 of a-z, 0-9 and single -, with a letter among them" };
}

/** Notes every bad port and every one that is declared twice, by number or by name. */
export function portsProblems(problems: Problems, ports: readonly ServicePort[]): void {
  const names = new Set<string>();
  const numbers = new Set<number>();
  for (const { name, port } of ports) {
    const path = `ports.${name}`;
    problems.check(path, portProblem(port));
    problems.check(path, portNameProblem(name));
    if (names.has(name) || numbers.has(port)) problems.add({ path, problem: "is declared twice", got: `${name} ${port}` });
    names.add(name);
    numbers.add(port);
  }
}
