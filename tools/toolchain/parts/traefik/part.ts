import { goPart } from "../../src/go-part.ts";

const VERSION = "3.6.7";

/** The ingress controller of a real node, of the kind that k3d brings along. */
export const traefik = goPart({
  name: "traefik",
  purpose: "the ingress controller of a real node",
  module: {
    folder: import.meta.dirname,
    packages: { "github.com/traefik/traefik/v3/cmd/traefik": "traefik" },
    variables: { "github.com/traefik/traefik/v3/pkg/version.Version": VERSION },
  },
  seconds: 280,
  megabytes: 4_500,
  onPath: { least: [3, 6, 0], below: [4, 0, 0], programs: { traefik: ["version"] } },
});
