import { stringify } from "yaml";
import type { Tools } from "../adapter.ts";
import { PINNED } from "../versions.ts";
import { toolPath } from "./components.ts";
import type { Ports } from "./marker.ts";
import { stages } from "./stages.ts";

const LOOPBACK = "127.0.0.1";

/** Queries per second that each controller may send: many small rollouts at once must not wait for each other. */
const QUERIES = 500;

/**
 * The description that kwokctl makes the cluster from. Every executable is named by path, so nothing is ever fetched,
 * and everything listens on the loopback address only: etcd asks nobody for a password.
 */
export function clusterDescription(tools: Tools, ports: Ports): string {
  const faster = { "kube-api-qps": String(QUERIES), "kube-api-burst": String(QUERIES * 2) };
  const configuration = {
    apiVersion: "config.kwok.x-k8s.io/v1alpha1",
    kind: "KwokctlConfiguration",
    options: {
      runtime: "binary",
      bindAddress: LOOPBACK,
      kubeVersion: `v${PINNED.kubernetes}`,
      securePort: true,
      kubeAuthorization: true,
      kubeAdmission: true,
      quietPull: true,
      kubeApiserverCertSANs: [LOOPBACK, "localhost"],
      etcdBinary: toolPath(tools, "etcd"),
      kubeApiserverBinary: toolPath(tools, "kube-apiserver"),
      kubeControllerManagerBinary: toolPath(tools, "kube-controller-manager"),
      kubeSchedulerBinary: toolPath(tools, "kube-scheduler"),
      kubectlBinary: toolPath(tools, "kubectl"),
      kwokControllerBinary: toolPath(tools, "kwok"),
      kubeApiserverPort: ports.apiServer,
      etcdPort: ports.etcd,
      etcdPeerPort: ports.etcdPeer,
      kubeControllerManagerPort: ports.controllerManager,
      kubeSchedulerPort: ports.scheduler,
      kwokControllerPort: ports.kwok,
    },
    componentsPatches: [
      patch("kube-apiserver", {
        // The default holds 254 Services.
        "service-cluster-ip-range": "10.96.0.0/16",
        // Of the addresses kept for documentation: the API server refuses the loopback one, and a machine without a network has no other.
        "advertise-address": "192.0.2.1",
        // No resolver knows the names of simulated nodes.
        "kubelet-preferred-address-types": "InternalIP",
      }),
      patch("kube-controller-manager", faster),
      patch("kube-scheduler", faster),
      patch("kwok-controller", { cidr: "10.244.0.1/16" }),
    ],
  };
  return [configuration, ...stages()].map((document) => stringify(document, { lineWidth: 0 })).join("---\n");
}

function patch(name: string, args: Readonly<Record<string, string>>): object {
  return { name, extraArgs: Object.entries(args).map(([key, value]) => ({ key, value })) };
}
