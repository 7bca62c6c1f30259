import { goPart } from "../../src/go-part.ts";
import { KUBERNETES, kubernetesSource } from "./source.ts";

const BINARIES = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"];
const base = `https://dl.k8s.io/release/v${KUBERNETES}/bin/${process.platform}/${process.arch === "arm64" ? "arm64" : "amd64"}`;

/** The control plane of an embedded cluster, and kubectl. */
export const kubernetes = goPart({
  name: "kubernetes",
  purpose: "API server, controllers, scheduler, kubectl",
  module: kubernetesSource(import.meta.dirname, BINARIES),
  seconds: 470,
  megabytes: 4_000,
  onPath: {
    least: [1, 36, 0],
    below: [1, 37, 0],
    programs: Object.fromEntries(BINARIES.map((name) => [name, name === "kubectl" ? ["version", "--client"] : ["--version"]])),
  },
  official: BINARIES.map((executable) => ({ executable, url: `${base}/${executable}`, sha256Url: `${base}/${executable}.sha256` })),
});
