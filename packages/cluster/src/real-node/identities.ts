import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivately } from "../facts.ts";
import { writeKubeconfig } from "../kubeconfig.ts";
import type { Administrator } from "../kubeconfig.ts";
import { Authority, signingKey } from "./authority.ts";
import type { Subject } from "./authority.ts";
import { API_PORT, KUBERNETES_ADDRESS } from "./networks.ts";
import type { NodePlaces } from "./places.ts";

/** Who may do everything. */
const MASTERS = "system:masters";

/** Components that ask the API server, and who they are to it. */
function clients(node: string): Readonly<Record<string, Subject>> {
  return {
    admin: { name: "moorage-admin", group: MASTERS },
    "kube-apiserver-client": { name: "kube-apiserver", group: MASTERS },
    "kube-controller-manager": { name: "system:kube-controller-manager" },
    "kube-scheduler": { name: "system:kube-scheduler" },
    "kube-proxy": { name: "system:kube-proxy" },
    coredns: { name: "moorage:coredns" },
    traefik: { name: "moorage:traefik" },
    "local-volumes": { name: "moorage:local-volumes" },
    kubelet: { name: `system:node:${node}`, group: "system:nodes" },
  };
}

/**
 * Makes certificates, keys and kubeconfigs of a new node's components: an authority for all that talk Kubernetes, one for the
 * API server as it speaks to extensions, and a key that tokens are signed with.
 */
export function makeIdentities({ pki }: NodePlaces, node: string, address: string): void {
  const authority = new Authority("moorage");
  const frontProxy = new Authority("moorage-front-proxy");
  const put = (file: string, text: string): void => writePrivately(join(pki, file), text);
  const identity = (file: string, from: Authority, subject: Subject): void => {
    const { certificate, key } = from.issue(subject);
    put(`${file}.crt`, certificate);
    put(`${file}.key`, key);
  };
  put("ca.crt", authority.certificate);
  put("front-proxy-ca.crt", frontProxy.certificate);
  put("tokens.key", signingKey());
  identity("front-proxy", frontProxy, { name: "front-proxy" });
  identity("kube-apiserver", authority, { name: "kube-apiserver", hosts: ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local", "localhost", "127.0.0.1", KUBERNETES_ADDRESS, address] });
  identity("kubelet-server", authority, { name: node, hosts: [node, address] });
  for (const [file, subject] of Object.entries(clients(node))) {
    identity(file, authority, subject);
    writeKubeconfig(kubeconfigOf(pki, file), administrator(pki, file, address));
  }
}

/** Path of the kubeconfig that a component has. */
export function kubeconfigOf(pki: string, component: string): string {
  return join(pki, `${component}.kubeconfig`);
}

/** What a kubeconfig of that component says. */
export function administrator(pki: string, component: string, address: string): Administrator {
  const text = (file: string): string => readFileSync(join(pki, file), "utf8");
  return { server: `https://${address}:${API_PORT}`, authority: text("ca.crt"), certificate: text(`${component}.crt`), key: text(`${component}.key`) };
}
