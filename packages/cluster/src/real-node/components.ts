import { join } from "node:path";
import { API_PORT, POD_NETWORK, SERVICE_NETWORK } from "./networks.ts";
import { kubeconfigOf } from "./identities.ts";
import { INGRESS_CLASS, PROVISIONER } from "./objects.ts";
import type { NodePlaces } from "./places.ts";

/** What the arguments of components depend on. */
export interface NodeAddresses {
  /** Name of the node. */
  readonly name: string;
  /** Address of the node. */
  readonly address: string;
  /** Port of this machine's loopback address that leads to the ingress controller. */
  readonly ingressPort: number;
}

/** A process of a real node. */
export interface NodeComponent {
  /** Whether it can only start when the API server answers. */
  readonly afterApiServer: boolean;
  readonly args: (places: NodePlaces, addresses: NodeAddresses) => readonly string[];
}

/** Queries per second that each controller may send: many small rollouts at once must not wait for each other. */
const FASTER = ["--kube-api-qps=500", "--kube-api-burst=1000"];
const ETCD = "http://127.0.0.1:2379";
/** Where the ingress controller listens besides: a port that was opened on the machine, outside the node. */
export const HANDED_OVER = "machine";

const etcd: NodeComponent = {
  afterApiServer: false,
  args: ({ etcd: folder }) => [`--data-dir=${folder}`, `--listen-client-urls=${ETCD}`, `--advertise-client-urls=${ETCD}`, "--listen-peer-urls=http://127.0.0.1:2380", "--log-level=warn"],
};

const apiServer: NodeComponent = {
  afterApiServer: false,
  args: ({ pki }, { address }) => {
    const file = (name: string): string => join(pki, name);
    return [
      `--etcd-servers=${ETCD}`,
      `--secure-port=${API_PORT}`,
      `--advertise-address=${address}`,
      `--service-cluster-ip-range=${SERVICE_NETWORK}`,
      "--authorization-mode=Node,RBAC",
      "--enable-admission-plugins=NodeRestriction",
      `--client-ca-file=${file("ca.crt")}`,
      `--tls-cert-file=${file("kube-apiserver.crt")}`,
      `--tls-private-key-file=${file("kube-apiserver.key")}`,
      `--service-account-key-file=${file("tokens.key")}`,
      `--service-account-signing-key-file=${file("tokens.key")}`,
      "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
      `--kubelet-client-certificate=${file("kube-apiserver-client.crt")}`,
      `--kubelet-client-key=${file("kube-apiserver-client.key")}`,
      `--kubelet-certificate-authority=${file("ca.crt")}`,
      "--kubelet-preferred-address-types=InternalIP",
      `--requestheader-client-ca-file=${file("front-proxy-ca.crt")}`,
      `--proxy-client-cert-file=${file("front-proxy.crt")}`,
      `--proxy-client-key-file=${file("front-proxy.key")}`,
      "--requestheader-allowed-names=front-proxy",
      "--requestheader-username-headers=X-Remote-User",
      "--requestheader-group-headers=X-Remote-Group",
      "--requestheader-extra-headers-prefix=X-Remote-Extra-",
    ];
  },
};

const controllerManager: NodeComponent = {
  afterApiServer: false,
  args: ({ pki }) => [
    `--kubeconfig=${kubeconfigOf(pki, "kube-controller-manager")}`,
    `--root-ca-file=${join(pki, "ca.crt")}`,
    `--service-account-private-key-file=${join(pki, "tokens.key")}`,
    "--use-service-account-credentials",
    `--cluster-cidr=${POD_NETWORK}`,
    `--service-cluster-ip-range=${SERVICE_NETWORK}`,
    "--bind-address=127.0.0.1",
    "--leader-elect=false",
    ...FASTER,
  ],
};

const scheduler: NodeComponent = {
  afterApiServer: false,
  args: ({ pki }) => [`--kubeconfig=${kubeconfigOf(pki, "kube-scheduler")}`, "--bind-address=127.0.0.1", "--leader-elect=false", ...FASTER],
};

const containerd: NodeComponent = { afterApiServer: false, args: ({ settings }) => ["--config", join(settings, "containerd.toml")] };

const kubelet: NodeComponent = {
  afterApiServer: true,
  args: ({ settings, pki, kubelet: root }, { name, address }) => [
    `--config=${join(settings, "kubelet.yaml")}`,
    `--kubeconfig=${kubeconfigOf(pki, "kubelet")}`,
    `--root-dir=${root}`,
    `--hostname-override=${name}`,
    `--node-ip=${address}`,
  ],
};

const kubeProxy: NodeComponent = { afterApiServer: true, args: ({ settings }) => [`--config=${join(settings, "kube-proxy.yaml")}`] };

const coredns: NodeComponent = { afterApiServer: true, args: ({ settings }) => ["-conf", join(settings, "Corefile")] };

const traefik: NodeComponent = {
  afterApiServer: true,
  args: (_places, { address, ingressPort }) => [
    `--entrypoints.web.address=${address}:80`,
    `--entrypoints.websecure.address=${address}:443`,
    // Otherwise what Ingresses say would hold here for those without encryption alone.
    "--entrypoints.websecure.http.tls=true",
    `--entrypoints.${HANDED_OVER}.address=127.0.0.1:${ingressPort}`,
    "--providers.kubernetesingress=true",
    `--providers.kubernetesingress.ingressclass=${INGRESS_CLASS}`,
    `--providers.kubernetesingress.ingressendpoint.ip=${address}`,
    "--providers.kubernetesingress.allowexternalnameservices=true",
    // Whose pods are not ready is unavailable (503), and not unknown (404).
    "--providers.kubernetesingress.allowemptyservices=true",
    // Pods that go are told to clients within this time.
    "--providers.providersthrottleduration=200ms",
    "--global.checknewversion=false",
    "--global.sendanonymoususage=false",
    "--log.level=INFO",
  ],
};

const localVolumes: NodeComponent = {
  afterApiServer: true,
  args: ({ pki, volumes }, { name }) => ["--kubeconfig", kubeconfigOf(pki, "local-volumes"), "--folder", volumes, "--node", name, "--name", PROVISIONER],
};

/** The processes of a real node by the program that each of them is, in the order in which they start. */
export const NODE_COMPONENTS = {
  etcd,
  "kube-apiserver": apiServer,
  "kube-controller-manager": controllerManager,
  "kube-scheduler": scheduler,
  containerd,
  kubelet,
  "kube-proxy": kubeProxy,
  coredns,
  traefik,
  "local-volumes": localVolumes,
} as const satisfies Readonly<Record<string, NodeComponent>>;

/** Name of a process of a real node. */
export type NodeComponentName = keyof typeof NODE_COMPONENTS;

/** Every process of a real node, in the order in which they start. */
export const NODE_COMPONENT_NAMES = Object.keys(NODE_COMPONENTS) as readonly NodeComponentName[];

/** Programs that components call, and what makes and enters namespaces. */
const BESIDES = ["containerd-shim-runc-v2", "ctr", "runc", "pause", "listen"] as const;
const OF_THE_MACHINE = ["iptables", "ip", "nsenter", "unshare", "ptp", "kubectl"] as const;

/** What is linked into the node's own folder of programs. */
export const NODE_PROGRAMS: readonly string[] = [...NODE_COMPONENT_NAMES, ...BESIDES];

/** Everything a real node is made and reached with. */
export const NODE_TOOLS: readonly string[] = [...NODE_PROGRAMS, ...OF_THE_MACHINE];
