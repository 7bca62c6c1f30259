import { cpuProblem, memoryBytes, memoryProblem, milliCpu } from "./quantity.ts";
import type { Cpu, Memory } from "./quantity.ts";
import type { Problems } from "./problems.ts";

/** What a container asks for and what it may use at most. */
export interface Resources {
  readonly requests: { readonly cpu: Cpu; readonly memory: Memory };
  readonly limits: { readonly cpu: Cpu; readonly memory: Memory };
}

/** Notes every malformed quantity and every request above its limit. */
export function resourceProblems(problems: Problems, { requests, limits }: Resources): void {
  const kinds = [
    { kind: "cpu", check: cpuProblem, amount: milliCpu },
    { kind: "memory", check: memoryProblem, amount: memoryBytes },
  ] as const;
  for (const { kind, check, amount } of kinds) {
    const request = requests[kind];
    const limit = limits[kind];
    problems.check(`resources.requests.${kind}`, check(request));
    problems.check(`resources.limits.${kind}`, check(limit));
    if (check(request) === undefined && check(limit) === undefined && amount(request) > amount(limit)) {
      problems.add({ path: `resources.requests.${kind}`, problem: `${request} is above the limit ${limit}`, expected: "a request of at most the limit" });
    }
  }
}
