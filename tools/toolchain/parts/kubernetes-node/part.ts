import { goPart } from "../../src/go-part.ts";

const VERSION = "1.36.3";
const BINARIES = ["kubelet", "kube-proxy"];
const versionPackage = "k8s.io/component-base/version";

/** What runs pods and leads to Services on a real node; of the same version as the control plane. */
export const kubernetesNode = goPart({
  name: "kubernetes-node",
  purpose: "kubelet and kube-proxy of a real node",
  module: {
    folder: import.meta.dirname,
    packages: Object.fromEntries(BINARIES.map((name) => [`k8s.io/kubernetes/cmd/${name}`, name])),
    variables: {
      [`${versionPackage}.gitVersion`]: `v${VERSION}`,
      [`${versionPackage}.gitMajor`]: "1",
      [`${versionPackage}.gitMinor`]: "36",
      [`${versionPackage}.gitTreeState`]: "clean",
    },
  },
  seconds: 60,
  megabytes: 1_500,
});
