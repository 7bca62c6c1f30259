import { lint } from "../fixtures/kube-checks.ts";
import type { Finding, kubeCheckExecutables } from "../fixtures/kube-checks.ts";
import type { Sandbox } from "./sandbox.ts";

/** What checkers find and we keep. */
export interface Exemption {
  /** Names of checks that say the same. */
  readonly checks: readonly string[];
  /** What it is about. @default every object */
  readonly objects?: RegExp;
  readonly reason: string;
}

/** The whole repository has three at most. */
export const exemptions: readonly Exemption[] = [
  { checks: ["container-image-pull-policy"], reason: "asks for Always: an image loaded into a cluster is in no registry, and a digest never means another image" },
  {
    checks: ["dangling-service", "service-targets-pod", "networkpolicy-targets-pod"],
    objects: /^(?:Service postgresql-prod\/postgres-service|NetworkPolicy postgresql-prod\/default-deny)$/,
    reason: "a name for a server outside the cluster leads to no pods of it, and whatever comes into a namespace of that name alone is denied from the first moment",
  },
  { checks: ["service-type"], objects: /^Service (?:spring-server|counter)-(?:dev|prod)\/(?:spring-server|counter)$/, reason: "a fixed port of every node is what these two systems are about" },
];

const KINDS = "deployments,statefulsets,cronjobs,services,ingresses,configmaps,secrets,serviceaccounts,networkpolicies,poddisruptionbudgets,horizontalpodautoscalers,resourcequotas,limitranges,persistentvolumeclaims";
const OUR_MANAGER = /^pulumi-kubernetes/;

interface Live {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly ownerReferences?: readonly object[];
    readonly managedFields?: readonly { readonly manager: string; readonly fieldsV1?: { readonly "f:spec"?: object } }[];
  };
  readonly spec?: object;
}

/** What kube-linter and kube-score find in the live objects of some namespaces, exemptions aside. */
export async function findings(sandbox: Sandbox, executables: Readonly<Record<(typeof kubeCheckExecutables)[number], string>>, namespaces: readonly string[]): Promise<readonly Finding[]> {
  const lists = await Promise.all(namespaces.map(async (namespace) => sandbox.get<{ readonly items: readonly Live[] }>(KINDS, "--namespace", namespace, "--show-managed-fields")));
  const objects = lists.flatMap(({ items }) => items).filter((each) => !madeByTheCluster(each));
  const found = await lint(executables, objects.map(asDeclared));
  return found.filter(({ check, object }) => !exemptions.some(({ checks, objects: about }) => checks.includes(check) && (about?.test(object) ?? true)));
}

/** What every namespace has, whoever made it. */
function madeByTheCluster({ kind, metadata: { name, ownerReferences = [] } }: Live): boolean {
  return ownerReferences.length > 0 || name === "kube-root-ca.crt" || (kind === "ServiceAccount" && name === "default");
}

/** An object without the count that an autoscaler keeps: the API server shows one to everybody. */
function asDeclared(object: Live): object {
  const ours = (object.metadata.managedFields ?? []).filter(({ manager }) => OUR_MANAGER.test(manager));
  if (ours.some(({ fieldsV1 }) => "f:replicas" in (fieldsV1?.["f:spec"] ?? {}))) return object;
  const { replicas, ...spec } = (object.spec ?? {}) as { readonly replicas?: number };
  return replicas === undefined ? object : { ...object, spec };
}
