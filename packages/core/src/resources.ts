import { cpuProblem, memoryBytes, memoryProblem, milliCpu } from "./quantity.ts";
import type { Cpu, Memory } from "./quantity.ts";
import { deepFrozen } from "./frozen.ts";
import type { Problem, Problems } from "./problems.ts";

/** Amounts of what a node has to give. */
export interface Amounts {
  /** Cores. */
  readonly cpu: Cpu;
  /** Bytes. */
  readonly memory: Memory;
  /** Logs, writable layers and emptyDir volumes. */
  readonly "ephemeral-storage": Memory;
}

/** What a container asks for and what it may use at most. */
export interface Resources {
  /** What a node must have free. */
  readonly requests: Amounts;
  /** What it is held to, or killed for. */
  readonly limits: Amounts;
}

/** Part of `Resources`; what is left out comes from a preset. */
export interface ResourceOverrides {
  /** What a node must have free. @default the preset's */
  readonly requests?: Partial<Amounts>;
  /** What it is held to. @default twice the requests */
  readonly limits?: Partial<Amounts>;
}

const storage = "256Mi";

/** Requests by what runs in the container, and limits of twice as much. A Java heap needs more to begin with; a sidecar needs little. */
export const resourcePresets = deepFrozen({
  python: twice({ cpu: "100m", memory: "256Mi", "ephemeral-storage": storage }),
  node: twice({ cpu: "100m", memory: "256Mi", "ephemeral-storage": storage }),
  java: twice({ cpu: "250m", memory: "512Mi", "ephemeral-storage": storage }),
  native: twice({ cpu: "50m", memory: "64Mi", "ephemeral-storage": storage }),
});

/** What runs in a container, as far as its appetite goes. */
export type Runtime = keyof typeof resourcePresets;

/** The preset with what `overrides` says instead. A limit that is left out stays at least the request. */
export function resourcesOf(runtime: Runtime, overrides: ResourceOverrides = {}): Resources {
  const preset = resourcePresets[runtime];
  return { requests: { ...preset.requests, ...overrides.requests }, limits: { ...doubled({ ...preset.requests, ...overrides.requests }), ...overrides.limits } };
}

/** Notes every malformed quantity and every request above its limit. */
export function resourceProblems(problems: Problems, { requests, limits }: Resources): void {
  const kinds: readonly Kind[] = [
    { kind: "cpu", check: cpuProblem, amount: milliCpu },
    { kind: "memory", check: memoryProblem, amount: memoryBytes },
    { kind: "ephemeral-storage", check: memoryProblem, amount: memoryBytes },
  ];
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

interface Kind {
  readonly kind: keyof Amounts;
  readonly check: (text: string) => Omit<Problem, "path"> | undefined;
  readonly amount: (text: string) => number;
}

function twice(requests: Amounts): Resources {
  return { requests, limits: doubled(requests) };
}

/** Twice each amount; a malformed one stays as it is, for the check to find. */
function doubled(amounts: Amounts): Amounts {
  const memory = (text: Memory): Memory => (memoryProblem(text) === undefined ? `${memoryBytes(text) / 2 ** 19}Mi` : text);
  return {
    cpu: cpuProblem(amounts.cpu) === undefined ? `${milliCpu(amounts.cpu) * 2}m` : amounts.cpu,
    memory: memory(amounts.memory),
    "ephemeral-storage": memory(amounts["ephemeral-storage"]),
  };
}
