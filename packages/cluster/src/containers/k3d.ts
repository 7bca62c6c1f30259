import type { ClusterSpec, Report } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { freePorts, isPortFree } from "../ports.ts";
import { PINNED } from "../versions.ts";
import type { Flavour } from "./flavour.ts";

const USUAL_INGRESS_PORT = 8080;

/** k3s in containers: comes with the Traefik ingress controller, a load balancer and a volume provisioner. */
export const k3d: Flavour = {
  provider: "k3d",
  labels: { cluster: "k3d.cluster", role: "k3d.role" },
  runsPods: (role) => role === "server" || role === "agent",
  async create({ name }, spec, report) {
    const ingressPort = await chooseIngressPort(name, spec, report);
    const [apiPort] = await freePorts(1, name);
    const args = [
      "cluster", "create", name,
      "--image", PINNED.k3sImage,
      "--servers", "1",
      "--agents", String((spec.nodes ?? 1) - 1),
      "--api-port", `127.0.0.1:${apiPort}`,
      "--port", `127.0.0.1:${ingressPort}:80@loadbalancer`,
      "--kubeconfig-update-default=false",
      "--kubeconfig-switch-context=false",
      "--wait",
      "--timeout", "300s",
    ];
    return { args, image: PINNED.k3sImage, ingressPort };
  },
  start: (name) => [["k3d", "cluster", "start", name, "--wait", "--timeout", "300s"]],
  kubeconfig: (name) => ["kubeconfig", "get", name],
  importImage: (name, reference) => ["image", "import", reference, "--cluster", name],
  remove: ({ name }) => ["cluster", "delete", name],
  ingress: (port) => ({ ingressClass: "traefik", ingressAddresses: true, ingressPort: port ?? USUAL_INGRESS_PORT }),
};

async function chooseIngressPort(name: string, { ingressPort }: ClusterSpec, report: Report): Promise<number> {
  const wanted = ingressPort ?? USUAL_INGRESS_PORT;
  if (await isPortFree(wanted)) return wanted;
  if (ingressPort !== undefined) throw new ClusterError("port-in-use", `port ${wanted}, asked for as the ingress port, is taken. Fix: stop the program that listens there, or choose another port`);
  const [, free = wanted] = await freePorts(2, name);
  report(`port ${wanted} is taken: Ingresses are at port ${free}`);
  return free;
}
