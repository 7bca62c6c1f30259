import { kubeCheckExecutables, lint } from "../fixtures/kube-checks.ts";
import type { Finding } from "../fixtures/kube-checks.ts";
import type { Sandbox } from "./sandbox.ts";

/** What a checker finds and we keep, with the reason. The whole repository has three at most. */
export const exemptions: readonly { readonly check: string; readonly reason: string }[] = [
  { check: "container-image-pull-policy", reason: "asks for Always; images loaded into a cluster are in no registry, and a digest never means another image" },
];

const KINDS = "deployments,statefulsets,cronjobs,services,ingresses,configmaps,secrets,serviceaccounts,networkpolicies,poddisruptionbudgets,horizontalpodautoscalers,resourcequotas,limitranges,persistentvolumeclaims";

interface Live {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly ownerReferences?: readonly object[] };
}

/** What kube-linter and kube-score find in the live objects of some namespaces, exemptions aside. */
export async function findings(sandbox: Sandbox, executables: Readonly<Record<(typeof kubeCheckExecutables)[number], string>>, namespaces: readonly string[]): Promise<readonly Finding[]> {
  const lists = await Promise.all(namespaces.map(async (namespace) => sandbox.get<{ readonly items: readonly Live[] }>(KINDS, "--namespace", namespace)));
  const objects = lists.flatMap(({ items }) => items).filter((each) => !madeByTheCluster(each));
  const found = await lint(executables, objects);
  return found.filter(({ check }) => !exemptions.some((exemption) => exemption.check === check));
}

/** What every namespace has, whoever made it. */
function madeByTheCluster({ kind, metadata: { name, ownerReferences = [] } }: Live): boolean {
  return ownerReferences.length > 0 || name === "kube-root-ca.crt" || (kind === "ServiceAccount" && name === "default");
}
