import { goPart } from "../../src/go-part.ts";

const VERSION = "0.8.3";
const REPOSITORY = "stackrox/kube-linter";
const FILE = `kube-linter-${process.platform}${process.arch === "arm64" ? "_arm64" : ""}`;

/** Checks objects against what Kubernetes recommends. Another version has other checks, so only this one's series does. */
export const kubeLinter = goPart({
  name: "kube-linter",
  purpose: "checks what is deployed",
  module: {
    folder: import.meta.dirname,
    packages: { "golang.stackrox.io/kube-linter/cmd/kube-linter": "kube-linter" },
    variables: { "golang.stackrox.io/kube-linter/internal/version.version": VERSION },
  },
  seconds: 80,
  megabytes: 1_500,
  onPath: { least: [0, 8, 0], below: [0, 9, 0], programs: { "kube-linter": ["version"] } },
  official: [
    {
      executable: "kube-linter",
      url: `https://github.com/${REPOSITORY}/releases/download/v${VERSION}/${FILE}`,
      sha256Url: `https://api.github.com/repos/${REPOSITORY}/releases/tags/v${VERSION}`,
    },
  ],
});
