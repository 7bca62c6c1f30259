import { goPart } from "../../src/go-part.ts";

const VERSION = "2.11.8";
const ARCHITECTURE = process.arch === "arm64" ? "arm64" : "amd64";
const NAME = `nats-server-v${VERSION}-${process.platform}-${ARCHITECTURE}`;
const BASE = `https://github.com/nats-io/nats-server/releases/download/v${VERSION}`;

/** A server of NATS, of the version that stacks run in a cluster. */
export const natsServer = goPart({
  name: "nats-server",
  purpose: "a NATS server that tests connect to",
  module: { folder: import.meta.dirname, packages: { "github.com/nats-io/nats-server/v2": "nats-server" } },
  seconds: 35,
  megabytes: 300,
  onPath: { least: [2, 10, 0], below: [3, 0, 0], programs: { "nats-server": ["--version"] } },
  official: { url: `${BASE}/${NAME}.tar.gz`, sha256Url: `${BASE}/SHA256SUMS`, strip: 1, only: [`${NAME}/nats-server`] },
});
