import { isatty } from "node:tty";
import { Listr } from "listr2";
import pc from "picocolors";
import { duration } from "@moorage/toolchain";
import type { ToolchainEvent, ToolchainPlan } from "@moorage/toolchain";

/** Where progress goes: a live list on a terminal, plain lines in a pipe. */
export interface Output {
  readonly isTerminal: boolean;
  line(text: string): void;
}

/** The output of this process. */
export function standardOutput(): Output {
  return { isTerminal: isatty(process.stdout.fd), line: (text) => void process.stdout.write(`${text}\n`) };
}

/** Hears of a plan's progress and shows it. */
export interface Progress {
  readonly listener: (event: ToolchainEvent) => void;
  /** Leaves the terminal in order. */
  end(): Promise<void>;
}

/** Shows how far each part of a plan is: what, for how long, how long it is expected to take. */
export function progressListener(plan: ToolchainPlan, output: Output): Progress {
  return output.isTerminal && plan.seconds > 0 ? live(plan) : plain(output);
}

const HEARTBEAT_SECONDS = 60;

function plain(output: Output): Progress {
  const listener = (event: ToolchainEvent): void => {
    const { name } = event.part;
    if (event.type === "started") output.line(`  ${name}: begun, about ${duration(event.offer.seconds)}`);
    else if (event.type === "waiting") output.line(`  ${name}: ${event.line}`);
    else if (event.type === "done") output.line(`  ${name}: done after ${duration(event.seconds)}`);
    else if (event.type === "failed") output.line(`  ${name}: failed`);
    // A log that says nothing for minutes looks like one that hangs.
    else if (event.type === "progress" && Math.round(event.elapsedSeconds) % HEARTBEAT_SECONDS === 0) output.line(`  ${name}: ${duration(event.elapsedSeconds)} of about ${duration(event.expectedSeconds)}`);
  };
  return { listener, end: async () => Promise.resolve() };
}

/** One line of the live list, and what ends it. */
interface Line {
  readonly show: (state: string, detail?: string) => void;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/** A part of the live list from before its task begins: what happens until then is not lost. */
function livePart(part: ToolchainPlan["parts"][number]["part"]) {
  const { promise, resolve, reject } = settled();
  let shown: { title: string | undefined; output: unknown } | undefined;
  let now: readonly [state: string, detail?: string | undefined] = ["waiting for its turn"];
  const draw = (): void => {
    if (shown === undefined) return;
    const [state, detail] = now;
    shown.title = `${part.name} ${pc.dim(`${part.purpose} · ${state}`)}`;
    if (detail !== undefined) shown.output = detail;
  };
  const line: Line = {
    show: (...news) => {
      now = news;
      draw();
    },
    done: resolve,
    failed: reject,
  };
  const task = async (_: unknown, its: { title: string | undefined; output: unknown }): Promise<void> => {
    shown = its;
    draw();
    return promise;
  };
  return { line, task: { title: `${part.name} ${pc.dim(`${part.purpose} · waiting for its turn`)}`, task } };
}

function settled(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve = (): void => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // It may fail before anybody waits for it.
  promise.catch(() => undefined);
  return { promise, resolve: () => resolve(), reject: (error) => reject(error) };
}

function live(plan: ToolchainPlan): Progress {
  const timed = plan.parts.filter(({ offer }) => offer.source !== "none" && offer.seconds > 0).map(({ part }) => ({ name: part.name, ...livePart(part) }));
  const lines = new Map(timed.map(({ name, line }) => [name, line]));
  const tasks = timed.map(({ task }) => task);
  const list = new Listr(tasks, { concurrent: true, exitOnError: false, registerSignalListeners: false, rendererOptions: { collapseErrors: true } });
  const shown = list.run().catch(() => undefined);
  return {
    listener: (event) => {
      const line = lines.get(event.part.name);
      if (event.type === "progress") line?.show(`${duration(event.elapsedSeconds)} of about ${duration(event.expectedSeconds)}`);
      else if (event.type === "line" || event.type === "waiting") line?.show("at it", event.line);
      else if (event.type === "done") {
        line?.show(`done after ${duration(event.seconds)}`);
        line?.done();
      }
      else if (event.type === "failed") line?.failed(event.error);
    },
    async end() {
      for (const line of lines.values()) line.failed(new Error("not got"));
      await shown;
    },
  };
}
