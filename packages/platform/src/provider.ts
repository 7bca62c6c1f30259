import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** Enough for hundreds of objects: the client's own default of 5 would make them wait for each other. */
const QUERIES_PER_SECOND = 200;

/** What a provider is made of. */
export interface Access {
  /** Text of the kubeconfig; a secret from here on. */
  readonly kubeconfig: string;
  /** Context of it. */
  readonly context: string;
  /**
   * What tells this cluster from every other: another kubeconfig for the same one replaces nothing, another identifier
   * everything.
   */
  readonly clusterIdentifier: string;
  /** Whether what was in a cluster that is gone is forgotten without asking it. */
  readonly deleteUnreachable: boolean;
}

/** The one explicit provider of a stack. */
export function clusterProvider(name: string, { kubeconfig, context, clusterIdentifier, deleteUnreachable }: Access): k8s.Provider {
  return new k8s.Provider(name, {
    kubeconfig: pulumi.secret(kubeconfig),
    context,
    clusterIdentifier,
    deleteUnreachable,
    enableServerSideApply: true,
    // What says that it is immutable is replaced all the same; what does not is changed in place.
    enableConfigMapMutable: true,
    enableSecretMutable: true,
    kubeClientSettings: { qps: QUERIES_PER_SECOND, burst: QUERIES_PER_SECOND * 2 },
  });
}
