import { readFileSync, rmSync } from "node:fs";

/**
 * Id of the process that a pid file names, if it runs the program that wrote the file. A file left behind by one that
 * was killed is removed: its number may be another process's by now, and then the program refuses to start.
 */
export function runningProcess(pidFile: string, program: string): number | undefined {
  const written = textOf(pidFile)?.trim();
  if (written === undefined) return undefined;
  const running = /^\d+$/.test(written) ? textOf(`/proc/${written}/comm`)?.trim() : undefined;
  if (running === program) return Number(written);
  rmSync(pidFile, { force: true });
  return undefined;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
