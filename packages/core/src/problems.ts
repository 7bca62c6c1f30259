import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong with an input. Never holds a secret's value. */
export interface Problem {
  /** Where: a property path such as `Workload board-api: resources.requests.memory`. */
  readonly path: string;
  /** What is wrong with it. */
  readonly problem: string;
  /** The value or its type as received; left out for secrets. */
  readonly got?: string;
  /** The rule that it breaks. */
  readonly expected?: string;
  /** What to do: a command where there is one. */
  readonly fix?: string;
}

/** Every problem of one input, one line each. The engine prints its message without a stack trace. */
export class InputError extends pulumi.RunError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(line).join("\n"));
    this.name = "InputError";
    // The engine's host prints no stack of this class and yet formats it, which reads every source map: seconds for nothing.
    this.stack = this.message;
    this.problems = problems;
  }
}

/** Collects problems, so that a user hears of all of them at once. */
export class Problems {
  readonly #found: Problem[] = [];
  readonly #prefix: string;

  /** @param prefix Put before every path, such as `Workload board-api`. */
  constructor(prefix = "") {
    this.#prefix = prefix;
  }

  /** Notes one problem. */
  add(problem: Problem): void {
    const path = [this.#prefix, problem.path].filter((part) => part !== "").join(": ");
    this.#found.push({ ...problem, path });
  }

  /** Notes a problem at `path` if `problem` is one; the check functions of this package return `undefined` when all is well. */
  check(path: string, problem: Omit<Problem, "path"> | undefined): void {
    if (problem !== undefined) this.add({ path, ...problem });
  }

  /** Notes what another check found; its paths stand as they are. */
  include(problems: readonly Problem[]): void {
    this.#found.push(...problems);
  }

  /** What was found so far, in order. */
  get found(): readonly Problem[] {
    return this.#found;
  }

  /** @throws InputError with everything that was found, if anything was. */
  throwIfAny(): void {
    if (this.#found.length > 0) throw new InputError(this.#found);
  }
}

function line({ path, problem, got, expected, fix }: Problem): string {
  const facts = [got === undefined ? [] : [`got ${got}`], expected === undefined ? [] : [`expected ${expected}`]].flat();
  const sentence = [`${path}: ${problem}`, ...facts].join("; ");
  return fix === undefined ? sentence : `${sentence}. Fix: ${fix}`;
}
