/** What there is to do before the process ends; nothing, until a service says otherwise. */
let finish: () => Promise<void> = async () => undefined;

/** Says what is to be done when the process is told to stop. */
export function onStop(work: () => Promise<void>): void {
  finish = work;
}

// The first process of a container ignores these signals unless it answers them, and loading the rest takes a while:
// this file is loaded before anything else.
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void finish().then(() => process.exit(0), () => process.exit(1)));
}
