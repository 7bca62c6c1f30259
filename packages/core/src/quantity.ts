import type { Problem } from "./problems.ts";

/** CPU: cores, or thousandths of a core with `m`. */
export type Cpu = `${number}` | `${number}m`;

/** Bytes, with a binary suffix. */
export type Memory = `${number}${"Ki" | "Mi" | "Gi" | "Ti"}`;

const BINARY = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 } as const;
const MEMORY = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti)$/;
const CPU = /^(\d+(?:\.\d{1,3})?|\d+m)$/;

/** Thousandths of a core. Meant for a value that `cpuProblem` found good. */
export function milliCpu(cpu: string): number {
  return cpu.endsWith("m") ? Number(cpu.slice(0, -1)) : Math.round(Number(cpu) * 1000);
}

/** Bytes. Meant for a value that `memoryProblem` found good. */
export function memoryBytes(memory: string): number {
  const [, number, suffix] = MEMORY.exec(memory) ?? [];
  return Number(number) * BINARY[suffix as keyof typeof BINARY];
}

/** What is wrong with a CPU quantity; the commonest slips get the spelling that was meant. */
export function cpuProblem(cpu: string): Omit<Problem, "path"> | undefined {
  if (isCpu(cpu)) return undefined;
  const number = /^\d+(\.\d+)?/.exec(cpu)?.[0];
  const cores = /cores?$/.test(cpu);
  const meant = number === undefined ? "" : `${cores ? Math.round(Number(number) * 1000) : number}m`;
  return {
    problem: "is no CPU quantity",
    got: JSON.stringify(cpu),
    expected: 'cores such as "0.5" or thousandths such as "250m", above 0',
    ...(isCpu(meant) ? { fix: `did you mean "${meant}"?` } : {}),
  };
}

/** What is wrong with a memory or storage quantity; the commonest slips get the spelling that was meant. */
export function memoryProblem(memory: string): Omit<Problem, "path"> | undefined {
  if (isMemory(memory)) return undefined;
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kKmMgGtT])/.exec(memory) ?? [];
  const meant = number === undefined || unit === undefined ? "" : `${number}${unit.toUpperCase()}i`;
  return {
    problem: "is no size in bytes",
    got: JSON.stringify(memory),
    expected: 'a number with Ki, Mi, Gi or Ti such as "512Mi", above 0',
    ...(isMemory(meant) ? { fix: `did you mean "${meant}"?` } : {}),
  };
}

function isCpu(text: string): boolean {
  return CPU.test(text) && milliCpu(text) > 0;
}

function isMemory(text: string): boolean {
  return MEMORY.test(text) && memoryBytes(text) > 0;
}
