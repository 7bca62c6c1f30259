import { goPart } from "../../src/go-part.ts";
import { kubernetesSource } from "../kubernetes/source.ts";

/** What runs pods and leads to Services on a real node; of the same version as the control plane. */
export const kubernetesNode = goPart({
  name: "kubernetes-node",
  purpose: "kubelet and kube-proxy of a real node",
  module: kubernetesSource(import.meta.dirname, ["kubelet", "kube-proxy"]),
  seconds: 60,
  megabytes: 1_500,
});
