import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ClusterError } from "../cluster-error.ts";
import { lastLine } from "../run.ts";

const TROUBLE = /"level":"(fatal|panic|error)"|^[FE]\d{4} |\b(fatal|panic|error|failed|cannot)\b/i;

/**
 * What a component said last about its trouble, without time stamps and the like; `undefined` when it said nothing.
 */
export function lastTrouble(logs: string, component: string): string | undefined {
  const lines = read(join(logs, `${component}.log`)).split("\n");
  const line = lines.findLast((candidate) => TROUBLE.test(candidate)) ?? lastLine(lines.join("\n"));
  return line === undefined ? undefined : lastLine(readable(line));
}

/** The error for a component that ended though it should run. */
export function componentFailure(logs: string, component: string): ClusterError {
  const said = lastTrouble(logs, component) ?? "it said nothing";
  const path = join(logs, `${component}.log`);
  if (/no space left|disk quota exceeded/i.test(said)) {
    return new ClusterError("disk-full", `${component} of the embedded cluster ended, the disk is full: ${said}. Fix: free some space, then run \`pnpm moorage cluster up\``);
  }
  if (/address already in use/i.test(said)) {
    return new ClusterError("port-in-use", `${component} of the embedded cluster ended, its port is taken: ${said}. Fix: stop the other program, then run \`pnpm moorage cluster up\``);
  }
  return new ClusterError("component-failed", `${component} of the embedded cluster ended: ${said} (${path}). Fix: \`pnpm moorage cluster down\`, then \`pnpm moorage cluster up\``);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** A line of a structured log as its message and error; one in the format of Kubernetes without its head. */
function readable(line: string): string {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === "object" && entry !== null) {
      const fields = new Map<string, unknown>(Object.entries(entry));
      return ["msg", "error", "err"].flatMap((key) => fields.get(key) ?? []).map(String).join(": ");
    }
  } catch {
    // Not structured.
  }
  return line.replace(/^[A-Z]\d{4} \S+\s+\d+ \S+\] /, "");
}
