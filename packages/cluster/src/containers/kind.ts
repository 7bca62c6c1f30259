import { stringify } from "yaml";
import { PINNED } from "../versions.ts";
import type { Flavour } from "./flavour.ts";

/** Kubernetes' own nodes in containers: has a volume provisioner, but no ingress controller and no load balancer. */
export const kind: Flavour = {
  provider: "kind",
  labels: { cluster: "io.x-k8s.kind.cluster", role: "io.x-k8s.kind.role" },
  runsPods: (role) => role === "control-plane" || role === "worker",
  async create({ name, kubeconfig }, spec) {
    const workers = Array.from({ length: (spec.nodes ?? 1) - 1 }, () => ({ role: "worker" }));
    const configuration = {
      kind: "Cluster",
      apiVersion: "kind.x-k8s.io/v1alpha4",
      networking: { apiServerAddress: "127.0.0.1" },
      nodes: [{ role: "control-plane" }, ...workers],
    };
    const args = ["create", "cluster", "--name", name, "--image", PINNED.kindNodeImage, "--kubeconfig", kubeconfig, "--config", "-", "--wait", "300s"];
    return { args, input: stringify(configuration), image: PINNED.kindNodeImage };
  },
  start: (_name, containers) => [["docker", "start", ...containers.map((container) => container.name)]],
  kubeconfig: (name) => ["get", "kubeconfig", "--name", name],
  importImage: (name, reference) => ["load", "docker-image", reference, "--name", name],
  remove: ({ name, kubeconfig }) => ["delete", "cluster", "--name", name, "--kubeconfig", kubeconfig],
  // Nobody serves this class until somebody installs a controller for it: an Ingress is accepted and gets no address.
  ingress: () => ({ ingressClass: "nginx", ingressAddresses: false, ingressPort: 80 }),
};
