import type { GoModule } from "../../src/go.ts";

/** Version of every program of Kubernetes: a node is as old as its control plane. */
export const KUBERNETES = "1.36.3";

const PACKAGE = "k8s.io/component-base/version";

/** Programs of Kubernetes as a Go module builds them. Clients decide by the server's version what they may ask of it, so each is told its own. */
export function kubernetesSource(folder: string, programs: readonly string[]): GoModule {
  const [major = "", minor = ""] = KUBERNETES.split(".");
  return {
    folder,
    packages: Object.fromEntries(programs.map((name) => [`k8s.io/kubernetes/cmd/${name}`, name])),
    variables: { [`${PACKAGE}.gitVersion`]: `v${KUBERNETES}`, [`${PACKAGE}.gitMajor`]: major, [`${PACKAGE}.gitMinor`]: minor, [`${PACKAGE}.gitTreeState`]: "clean" },
  };
}
