import { goPart } from "../../src/go-part.ts";

/** What runs the containers of a real node, without the file systems that nobody here has. */
export const containerd = goPart({
  name: "containerd",
  purpose: "what runs the containers of a real node",
  module: {
    folder: import.meta.dirname,
    packages: Object.fromEntries(["containerd", "containerd-shim-runc-v2", "ctr"].map((name) => [`github.com/containerd/containerd/v2/cmd/${name}`, name])),
    tags: ["no_btrfs", "no_zfs", "no_devmapper"],
    variables: { "github.com/containerd/containerd/v2/version.Version": "2.4.2" },
  },
  seconds: 80,
  megabytes: 900,
});
