import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pulumiHome } from "@moorage/toolchain/home";
import type { Output } from "../progress.ts";
import type { Workspace } from "../workspace.ts";

/** `moorage env`: what another shell needs for its own `pulumi` and `kubectl`. */
export function printEnvironment({ stateDir, devPassphrase }: Workspace, env: NodeJS.ProcessEnv, output: Output): void {
  // The address in Pulumi.yaml holds in the root folder only; this one holds in every folder.
  const backend = env["PULUMI_BACKEND_URL"] ?? pathToFileURL(stateDir).href;
  const variables = { PULUMI_BACKEND_URL: backend, PULUMI_HOME: pulumiHome(env), PULUMI_CONFIG_PASSPHRASE_FILE: devPassphrase, KUBECONFIG: join(stateDir, "kubeconfig") };
  for (const [name, value] of Object.entries(variables)) output.line(`export ${name}=${quoted(value)}`);
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
