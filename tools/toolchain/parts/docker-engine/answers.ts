import { execa } from "execa";
import type { PartContext } from "../../src/part.ts";

/** Whether an engine answers the client in its own way of finding one. */
export async function answers(docker: string, { env, signal }: PartContext): Promise<boolean> {
  const { exitCode } = await execa(docker, ["version", "--format", "{{.Server.Version}}"], { env, cancelSignal: signal, timeout: 5_000, reject: false, stdin: "ignore" });
  return exitCode === 0;
}
