import { goPart } from "../../src/go-part.ts";

const VERSION = "1.20.0";
const ARCHITECTURE = process.arch === "arm64" ? "arm64" : "amd64";
const BASE = `https://github.com/zegl/kube-score/releases/download/v${VERSION}`;

/** Scores objects by how safe and how available they are. Another version has other checks, so only this one's series does. */
export const kubeScore = goPart({
  name: "kube-score",
  purpose: "scores what is deployed",
  module: {
    folder: import.meta.dirname,
    packages: { "github.com/zegl/kube-score/cmd/kube-score": "kube-score" },
    variables: { "main.version": VERSION },
  },
  seconds: 30,
  megabytes: 500,
  onPath: { least: [1, 20, 0], below: [1, 21, 0], programs: { "kube-score": ["version"] } },
  official: [{ executable: "kube-score", url: `${BASE}/kube-score_${VERSION}_${process.platform}_${ARCHITECTURE}`, sha256Url: `${BASE}/checksums.txt` }],
});
