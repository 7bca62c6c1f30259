import type { ClusterContext } from "./adapter.ts";
import { lastLine } from "./run.ts";

/** Why one end of a copying failed. */
export interface CopyFailure {
  readonly why: string;
  /** Whether it was interrupted. */
  readonly isCanceled: boolean;
}

/** What became of both ends: either may fail without the other noticing. */
export interface Copied {
  readonly writer?: CopyFailure | undefined;
  readonly reader?: CopyFailure | undefined;
}

/** Hands an image of a Docker engine to a program that reads an archive, without a file in between. */
export async function pipeImage(docker: string, reference: string, [program, ...args]: readonly [string, ...string[]], { env, signal }: Pick<ClusterContext, "env" | "signal">): Promise<Copied> {
  const options = { env, extendEnv: false, reject: false, ...(signal === undefined ? {} : { cancelSignal: signal }) };
  const { execa } = await import("execa");
  // An archive is larger than what is kept of an output.
  const reader = await execa(docker, ["save", reference], { ...options, buffer: { stdout: false } }).pipe(program, args, options);
  const [writer] = reader.pipedFrom;
  return { writer: writer === undefined ? undefined : failureOf(writer), reader: failureOf(reader) };
}

function failureOf({ failed, isCanceled, stderr, exitCode }: { readonly failed: boolean; readonly isCanceled: boolean; readonly stderr?: unknown; readonly exitCode?: number | undefined }): CopyFailure | undefined {
  return failed ? { why: lastLine(String(stderr)) ?? `exit code ${exitCode}`, isCanceled } : undefined;
}
