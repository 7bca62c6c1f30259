import type { ClusterFacts } from "@moorage/cluster";
import type { Registry } from "../fixtures/registry.ts";
import type { Sandbox } from "./sandbox.ts";

/** Passphrase of the stack prod in tests. */
export const PROD_PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "of these tests" };

/** Settings of a stack: those in plain text and those that are encrypted, by full key; `a.b` is the property b of the object a. */
export interface StackSettings {
  readonly plain: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, string>>;
}

/** Makes the stack prod of a project on a cluster of this machine, with everything that it asks for. */
export async function rehearse(sandbox: Sandbox, project: string, cluster: ClusterFacts, registry: Registry, more: StackSettings): Promise<void> {
  const plain = {
    kubeconfig: cluster.kubeconfig,
    context: cluster.context,
    cluster: "rehearsal-1",
    ingressClass: cluster.ingressClass,
    rehearsal: "true",
    registry: `${registry.address}/${project}`,
    registryUsername: registry.username,
    registryInsecure: "true",
    ...more.plain,
  };
  const secret = { registryPassword: registry.password, ...more.secret };
  await demanded(sandbox, ["stack", "init", "prod"]);
  const flags = (flag: string, values: Readonly<Record<string, string>>): readonly string[] => Object.entries(values).flatMap(([key, value]) => [flag, `${project}:${key}=${value}`]);
  await demanded(sandbox, ["config", "set-all", "--stack", "prod", "--path", ...flags("--plaintext", plain), ...flags("--secret", secret)]);
}

async function demanded(sandbox: Sandbox, args: readonly string[]): Promise<void> {
  const { exitCode, all } = await sandbox.pulumi(args, PROD_PASSPHRASE);
  if (exitCode !== 0) throw new Error(all);
}
