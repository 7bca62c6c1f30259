/** What a command says when it ends early: one line, no stack trace. */
export class CliError extends Error {
  /** Exit code of the process. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = "CliError";
    this.exitCode = exitCode;
  }
}

/** Exit code of a process that a signal ended. */
export const INTERRUPTED = 130;
