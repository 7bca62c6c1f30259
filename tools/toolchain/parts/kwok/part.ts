import { goPart } from "../../src/go-part.ts";

const VERSION = "0.8.0";
const ARCHITECTURE = process.arch === "arm64" ? "arm64" : "amd64";
const NAMES = ["kwok", "kwokctl"];
const REPOSITORY = "kubernetes-sigs/kwok";

/** What starts an embedded cluster and simulates its nodes. */
export const kwok = goPart({
  name: "kwok",
  purpose: "starts the embedded cluster and simulates its nodes",
  module: {
    folder: import.meta.dirname,
    packages: Object.fromEntries(NAMES.map((name) => [`sigs.k8s.io/kwok/cmd/${name}`, name])),
  },
  seconds: 70,
  megabytes: 1_500,
  onPath: { least: [0, 8, 0], below: [0, 9, 0], programs: Object.fromEntries(NAMES.map((name) => [name, ["--version"]])) },
  official: NAMES.map((executable) => ({
    executable,
    url: `https://github.com/${REPOSITORY}/releases/download/v${VERSION}/${executable}-${process.platform}-${ARCHITECTURE}`,
    sha256Url: `https://api.github.com/repos/${REPOSITORY}/releases/tags/v${VERSION}`,
  })),
});
