import { goPart } from "../../src/go-part.ts";

const VERSION = "1.36.3";
const BINARIES = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"];
const base = `https://dl.k8s.io/release/v${VERSION}/bin/${process.platform}/${process.arch === "arm64" ? "arm64" : "amd64"}`;
const versionPackage = "k8s.io/component-base/version";

/** The control plane of an embedded cluster, and kubectl. */
export const kubernetes = goPart({
  name: "kubernetes",
  purpose: "API server, controllers, scheduler, kubectl",
  module: {
    folder: import.meta.dirname,
    packages: Object.fromEntries(BINARIES.map((name) => [`k8s.io/kubernetes/cmd/${name}`, name])),
    // Clients decide by the server's version what they may ask of it.
    variables: {
      [`${versionPackage}.gitVersion`]: `v${VERSION}`,
      [`${versionPackage}.gitMajor`]: "1",
      [`${versionPackage}.gitMinor`]: "36",
      [`${versionPackage}.gitTreeState`]: "clean",
    },
  },
  seconds: 470,
  megabytes: 4_000,
  onPath: {
    least: [1, 36, 0],
    below: [1, 37, 0],
    programs: Object.fromEntries(BINARIES.map((name) => [name, name === "kubectl" ? ["version", "--client"] : ["--version"]])),
  },
  official: BINARIES.map((executable) => ({ executable, url: `${base}/${executable}`, sha256Url: `${base}/${executable}.sha256` })),
});
