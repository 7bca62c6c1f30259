import { Listr } from "listr2";
import pc from "picocolors";
import { acquire } from "@moorage/toolchain";
import type { Acquired, Part, Plan } from "@moorage/toolchain";

/** Where progress goes: a live list on a terminal, plain lines in a pipe. */
export interface Output {
  readonly isTerminal: boolean;
  line(text: string): void;
}

/** The output of this process. */
export function standardOutput(): Output {
  return { isTerminal: process.stdout.isTTY, line: (text) => void process.stdout.write(`${text}\n`) };
}

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Work that goes on beside the parts of a plan. */
export interface SideTask {
  readonly title: string;
  /** Expected seconds. */
  readonly seconds: number;
  run(report: (line: string) => void): Promise<void>;
}

/** Gets the parts of a plan and does some work beside them, telling how far each is. */
export async function acquireWithProgress(plan: Plan, side: readonly SideTask[], output: Output): Promise<Acquired> {
  return output.isTerminal ? live(plan, side) : plain(plan, side, output);
}

async function plain(plan: Plan, side: readonly SideTask[], output: Output): Promise<Acquired> {
  const [acquired] = await Promise.all([
    acquire(plan, {
      started: (part, offer) => output.line(`  ${part.name}: ${offer.source === "go" ? "building" : "getting"}, about ${clock(offer.seconds)}`),
      finished: (part, seconds) => output.line(`  ${part.name}: done after ${clock(seconds)}`),
      failed: (part) => output.line(`  ${part.name}: failed`),
    }),
    ...side.map(async ({ title, run }) => run((line) => output.line(`  ${title}: ${line}`))),
  ]);
  return acquired;
}

async function live(plan: Plan, side: readonly SideTask[]): Promise<Acquired> {
  const waits = new Map<string, Deferred>();
  const deferredOf = (name: string): Deferred => {
    const known = waits.get(name) ?? deferred();
    waits.set(name, known);
    return known;
  };
  const timed = plan.parts.filter(({ offer }) => offer.source !== "none" && offer.seconds > 0);
  const work = acquire(plan, {
    started: (part) => deferredOf(part.name).begin(),
    said: (part, line) => deferredOf(part.name).say(line),
    finished: (part) => deferredOf(part.name).resolve(),
    failed: (part, error) => deferredOf(part.name).reject(error),
  });
  // Its failure is shown by its own line first, and thrown below.
  work.catch(() => undefined);
  const tasks = [
    ...timed.map(({ part, offer }) => ({ title: part.name, task: async (_: unknown, task: TaskView) => follow(deferredOf(part.name), part, offer.source === "none" ? 0 : offer.seconds, task) })),
    ...side.map(({ title, seconds, run }) => ({
      title,
      task: async (_: unknown, task: TaskView) => {
        task.title = `${title} ${pc.dim(`about ${clock(seconds)}`)}`;
        await run((line) => (task.output = line));
      },
    })),
  ];
  if (tasks.length > 0) await new Listr(tasks, { concurrent: true, exitOnError: true, rendererOptions: { collapseErrors: false } }).run();
  return work;
}

interface TaskView {
  title: string | undefined;
  output: unknown;
}

async function follow(wait: Deferred, part: Part, expected: number, task: TaskView): Promise<void> {
  const timer = setInterval(() => {
    const begun = wait.begun;
    const state = begun === undefined ? "waiting for its turn" : `${clock((Date.now() - begun) / 1000)} of about ${clock(expected)}`;
    task.title = `${part.name} ${pc.dim(`${part.purpose} · ${state}`)}`;
    if (wait.line !== undefined) task.output = wait.line;
  }, 500);
  try {
    await wait.promise;
  } finally {
    clearInterval(timer);
  }
}

interface Deferred {
  readonly promise: Promise<void>;
  begun: number | undefined;
  line: string | undefined;
  begin(): void;
  say(line: string): void;
  resolve(): void;
  reject(error: unknown): void;
}

function deferred(): Deferred {
  let settle = { resolve: (): void => undefined, reject: (_: unknown): void => undefined };
  const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  promise.catch(() => undefined);
  const made: Deferred = {
    promise,
    begun: undefined,
    line: undefined,
    begin: () => void (made.begun = Date.now()),
    say: (line) => void (made.line = line),
    resolve: () => settle.resolve(),
    reject: (error) => settle.reject(error),
  };
  return made;
}
