import { isIPv4 } from "node:net";
import { dnsLabelProblem } from "./names.ts";
import type { Problem } from "./problems.ts";

const HOST_LENGTH = 253;

/** What keeps `host` from being a host name of an Ingress rule. */
export function hostProblem(host: string): Omit<Problem, "path"> | undefined {
  const got = JSON.stringify(host);
  if (host.includes("://")) return { problem: "has a scheme", got, expected: `a host name only: ${host.split("://")[1] ?? ""}` };
  if (host.includes("/")) return { problem: "has a path", got, expected: "a host name only; paths are separate" };
  if (host.includes(":")) return { problem: "has a port", got, expected: "a host name only" };
  if (isIPv4(host)) return { problem: "is an address", got, expected: "a host name: rules of an Ingress take no addresses" };
  if (host.length > HOST_LENGTH) return { problem: `has ${host.length} characters`, got, expected: `at most ${HOST_LENGTH}` };
  const labels = (host.startsWith("*.") ? host.slice(2) : host).split(".");
  for (const label of labels) {
    const wrong = dnsLabelProblem(label);
    if (wrong !== undefined) return { ...wrong, problem: `label ${JSON.stringify(label)} ${wrong.problem}` };
  }
  return undefined;
}
