import { goPart } from "../../src/go-part.ts";

/** Names of Services, for the pods of a real node. */
export const coredns = goPart({
  name: "coredns",
  purpose: "names of Services, for the pods of a real node",
  module: { folder: import.meta.dirname, packages: { "github.com/coredns/coredns": "coredns" } },
  seconds: 90,
  megabytes: 1_200,
});
