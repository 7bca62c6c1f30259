import { goPart } from "../../src/go-part.ts";

const VERSION = "3.7.3";
const ARCHITECTURE = process.arch === "arm64" ? "arm64" : "amd64";
const NAME = `etcd-v${VERSION}-${process.platform}-${ARCHITECTURE}`;
const BASE = `https://github.com/etcd-io/etcd/releases/download/v${VERSION}`;

/** The store of an embedded cluster. Versions before 3.5 lack what the API server asks of a watch. */
export const etcd = goPart({
  name: "etcd",
  purpose: "the store of the embedded cluster",
  module: { folder: import.meta.dirname, packages: { "go.etcd.io/etcd/server/v3": "etcd" } },
  seconds: 30,
  megabytes: 500,
  onPath: { least: [3, 6, 0], below: [4, 0, 0], programs: { etcd: ["--version"] } },
  official: { url: `${BASE}/${NAME}.tar.gz`, sha256Url: `${BASE}/SHA256SUMS`, strip: 1, only: [`${NAME}/etcd`] },
});
