import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { PAUSE_IMAGE } from "./pause-image.ts";
import { DNS_ADDRESS, DOMAIN, POD_NETWORK } from "./networks.ts";
import { kubeconfigOf } from "./identities.ts";
import type { NodePlaces } from "./places.ts";

/** Where the container runtime listens, as seen from within the node. */
export const RUNTIME_SOCKET = "/run/containerd/containerd.sock";

/** What settings depend on, besides where things are. */
export interface NodeSettings {
  /** Name of the node, and of its control group. */
  readonly name: string;
  /** Address of the node. */
  readonly address: string;
  /** Path of one of the plug-ins for networks; the others are beside it. */
  readonly plugin: string;
}

/** Writes the files that the components are set up by; they are the same each time. */
export function writeSettings(places: NodePlaces, settings: NodeSettings): void {
  const network = join(places.settings, "network");
  const files: Readonly<Record<string, string>> = {
    "containerd.toml": containerd(places, settings, network),
    "kubelet.yaml": stringify(kubelet(places, settings)),
    "kube-proxy.yaml": stringify(kubeProxy(places, settings)),
    Corefile: names(places, settings),
    "network/10-moorage.conflist": JSON.stringify(podNetwork, undefined, 2),
  };
  mkdirSync(network, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    const path = join(places.settings, file);
    // Some of those that read them end once they are written, whatever is in them.
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
  }
}

function containerd({ containerd: root, registries }: NodePlaces, { plugin }: NodeSettings, network: string): string {
  const text = JSON.stringify;
  return `version = 3
root = ${text(root)}
state = ${text(dirname(RUNTIME_SOCKET))}
disabled_plugins = ["io.containerd.nri.v1.nri", "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp"]

[grpc]
  address = ${text(RUNTIME_SOCKET)}

[plugins."io.containerd.cri.v1.images"]
  snapshotter = "overlayfs"
  [plugins."io.containerd.cri.v1.images".pinned_images]
    sandbox = ${text(PAUSE_IMAGE)}
  [plugins."io.containerd.cri.v1.images".registry]
    config_path = ${text(registries)}

[plugins."io.containerd.cri.v1.runtime"]
  disable_apparmor = true
  # Without the right to lower it runc would die at once.
  restrict_oom_score_adj = true
  [plugins."io.containerd.cri.v1.runtime".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
        SystemdCgroup = false
  [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = [${text(dirname(plugin))}]
    conf_dir = ${text(network)}
`;
}

/** Each pod has a wire of its own to the node, so that all its traffic passes the rules for Services, and what leaves the node does so under the node's address. */
const podNetwork = {
  cniVersion: "1.0.0",
  name: "moorage",
  plugins: [
    { type: "ptp", ipMasq: true, ipam: { type: "host-local", dataDir: "/run/moorage-network", ranges: [[{ subnet: POD_NETWORK }]], routes: [{ dst: "0.0.0.0/0" }] } },
    { type: "portmap", capabilities: { portMappings: true } },
  ],
};

function kubelet({ pki, podLogs, kubelet: root }: NodePlaces, { name, address }: NodeSettings): object {
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address,
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: join(pki, "ca.crt") } },
    authorization: { mode: "Webhook" },
    tlsCertFile: join(pki, "kubelet-server.crt"),
    tlsPrivateKeyFile: join(pki, "kubelet-server.key"),
    containerRuntimeEndpoint: `unix://${RUNTIME_SOCKET}`,
    cgroupDriver: "cgroupfs",
    cgroupRoot: `/${name}`,
    failCgroupV1: false,
    failSwapOn: false,
    clusterDNS: [DNS_ADDRESS],
    clusterDomain: DOMAIN,
    // Pods ask the cluster's own server, and it asks nobody else.
    resolvConf: "",
    // An image that was loaded is nobody's secret, whether or not a registry has it as well.
    imagePullCredentialsVerificationPolicy: "NeverVerify",
    // Nobody would load an image again that was thrown away; and a disk that is full by its percentage may have much room.
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    evictionHard: { "memory.available": "50Mi", "nodefs.available": "200Mi", "imagefs.available": "200Mi" },
    podLogsDir: podLogs,
    volumePluginDir: join(root, "volume-plugins"),
    // Rollouts on one machine need not wait for the habits of large ones.
    nodeStatusUpdateFrequency: "5s",
    syncFrequency: "10s",
    serializeImagePulls: false,
  };
}

function kubeProxy({ pki }: NodePlaces, { name, address }: NodeSettings): object {
  return {
    apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
    kind: "KubeProxyConfiguration",
    mode: "iptables",
    clusterCIDR: POD_NETWORK,
    hostnameOverride: name,
    clientConnection: { kubeconfig: kubeconfigOf(pki, "kube-proxy") },
    // These are settings of the whole machine's kernel.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" },
    iptables: { minSyncPeriod: "0.1s", localhostNodePorts: false },
    nodePortAddresses: [`${address}/32`],
    healthzBindAddress: "127.0.0.1:10256",
    metricsBindAddress: "127.0.0.1:10249",
  };
}

function names({ pki }: NodePlaces, { address }: NodeSettings): string {
  return `.:53 {
    bind ${address}
    errors
    kubernetes ${DOMAIN} in-addr.arpa ip6.arpa {
        kubeconfig ${kubeconfigOf(pki, "coredns")}
        fallthrough in-addr.arpa ip6.arpa
        ttl 5
    }
    cache 5
    loop
}
`;
}
