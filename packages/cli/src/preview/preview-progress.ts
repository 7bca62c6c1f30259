import { isatty } from "node:tty";
import pc from "picocolors";
import { duration } from "@moorage/toolchain";

/** Where progress goes, apart from what is asked for. */
export interface ProgressOutput {
  readonly isTerminal: boolean;
  /** Whether colours are wanted. */
  readonly colour: boolean;
  readonly write: (text: string) => void;
}

/** The standard error of this process. */
export function standardError(env: NodeJS.ProcessEnv): ProgressOutput {
  const isTerminal = isatty(process.stderr.fd);
  return { isTerminal, colour: isTerminal && (env["NO_COLOR"] ?? "") === "", write: (text) => void process.stderr.write(text) };
}

/** Tells how far several previews are. */
export interface PreviewProgress {
  begin(label: string): void;
  /** How many resources were seen, and how many the stack has as far as that is known. */
  seen(label: string, count: number, known: number | undefined): void;
  end(label: string, failed: boolean): void;
  /** A line of its own. */
  line(text: string): void;
  /** Leaves the terminal in order. */
  close(): void;
}

const REDRAW_MS = 200;
/** A log that says nothing for minutes looks like one that hangs. */
const HEARTBEAT_MS = 30_000;
const CLEAR = "\r\u001b[2K";

interface Running {
  readonly since: number;
  text: string;
}

/** A live line on a terminal, plain lines in a pipe. */
export function previewProgress(output: ProgressOutput, now: () => number = () => performance.now()): PreviewProgress {
  const colours = pc.createColors(output.colour);
  const running = new Map<string, Running>();
  const states = (): readonly string[] => [...running].map(([label, { since, text }]) => `${label}: ${text}${duration((now() - since) / 1000)}`);
  const line = (text: string): void => {
    output.write(`${output.isTerminal ? CLEAR : ""}${text}\n`);
    draw();
  };
  const draw = (): void => {
    if (output.isTerminal && running.size > 0) output.write(`${CLEAR}${colours.dim(states().join(" · "))}`);
  };
  const beat = (): void => {
    if (output.isTerminal) draw();
    else for (const state of states()) output.write(`${state}\n`);
  };
  const timer = setInterval(beat, output.isTerminal ? REDRAW_MS : HEARTBEAT_MS);
  timer.unref();
  return {
    begin: (label) => {
      running.set(label, { since: now(), text: "" });
      if (output.isTerminal) draw();
      else line(`${label}: begun`);
    },
    seen: (label, count, known) => {
      const state = running.get(label);
      if (state !== undefined) state.text = `${seenText(count, known)}, `;
    },
    end: (label, failed) => {
      const state = running.get(label);
      running.delete(label);
      const took = state === undefined ? "" : ` after ${duration((now() - state.since) / 1000)}`;
      line(failed ? colours.red(`${label}: failed${took}`) : `${label}: ${colours.green("done")}${took}`);
    },
    line,
    close: () => {
      clearInterval(timer);
      if (output.isTerminal && running.size > 0) output.write(CLEAR);
      running.clear();
    },
  };
}

/** Each resource is told of twice: when it begins and when it is done. */
function seenText(count: number, known: number | undefined): string {
  const resources = Math.ceil(count / 2);
  return known === undefined || known < resources ? `${resources} resources` : `${resources} of ${known} resources`;
}
