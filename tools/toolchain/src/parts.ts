import { chromium } from "../parts/chromium/part.ts";
import { containerd } from "../parts/containerd/part.ts";
import { coredns } from "../parts/coredns/part.ts";
import { dockerRegistry } from "../parts/docker-registry/part.ts";
import { etcd } from "../parts/etcd/part.ts";
import { ferretdb } from "../parts/ferretdb/part.ts";
import { kubeLinter } from "../parts/kube-linter/part.ts";
import { kubeScore } from "../parts/kube-score/part.ts";
import { kubernetesNode } from "../parts/kubernetes-node/part.ts";
import { kubernetes } from "../parts/kubernetes/part.ts";
import { kwok } from "../parts/kwok/part.ts";
import { natsServer } from "../parts/nats-server/part.ts";
import { nodeHelpers } from "../parts/node-helpers/part.ts";
import { nodePrograms } from "../parts/node-programs/part.ts";
import { postgresql } from "../parts/postgresql/part.ts";
import { pulumiCli } from "../parts/pulumi-cli/part.ts";
import { pulumiLanguageNodejs } from "../parts/pulumi-language-nodejs/part.ts";
import { pulumiResourceDocker } from "../parts/pulumi-resource-docker/part.ts";
import { pulumiResourceKubernetes } from "../parts/pulumi-resource-kubernetes/part.ts";
import { pulumiResourceRandom } from "../parts/pulumi-resource-random/part.ts";
import { redis } from "../parts/redis/part.ts";
import { traefik } from "../parts/traefik/part.ts";
import type { Part } from "./part.ts";

/** Every part that can be had by name. */
export const partsByName = {
  "pulumi-cli": pulumiCli,
  "pulumi-language-nodejs": pulumiLanguageNodejs,
  "pulumi-resource-kubernetes": pulumiResourceKubernetes,
  "pulumi-resource-docker": pulumiResourceDocker,
  "pulumi-resource-random": pulumiResourceRandom,
  kubernetes,
  etcd,
  kwok,
  "kubernetes-node": kubernetesNode,
  containerd,
  coredns,
  traefik,
  "node-helpers": nodeHelpers,
  "node-programs": nodePrograms,
  "kube-linter": kubeLinter,
  "kube-score": kubeScore,
  "docker-registry": dockerRegistry,
  postgresql,
  ferretdb,
  "nats-server": natsServer,
  redis,
  chromium,
} as const satisfies Readonly<Record<string, Part>>;

/** Name of a part. */
export type PartName = keyof typeof partsByName;

/** What running a stack takes. */
export const pulumiParts: readonly PartName[] = ["pulumi-cli", "pulumi-language-nodejs", "pulumi-resource-kubernetes", "pulumi-resource-docker", "pulumi-resource-random"];

/** What an embedded cluster takes. */
export const embeddedClusterParts: readonly PartName[] = ["kubernetes", "etcd", "kwok"];

/** What an embedded cluster takes besides to have a real node. */
export const realNodeParts: readonly PartName[] = ["kubernetes-node", "containerd", "coredns", "traefik", "node-helpers", "node-programs"];

/** What only tests take: real parts to deploy to, and what judges that which is deployed. */
export const testParts: readonly PartName[] = ["kube-linter", "kube-score", "docker-registry", "postgresql", "ferretdb", "nats-server", "redis", "chromium"];

/** What parts are got for. */
export type PartPurpose = "stack" | "cluster" | "node" | "test";

/** All parts of each purpose. */
export const partsFor: Readonly<Record<PartPurpose, readonly PartName[]>> = { stack: pulumiParts, cluster: embeddedClusterParts, node: realNodeParts, test: testParts };

/** Purposes that are served in part when a part cannot be got. */
export const dispensablePurposes: readonly PartPurpose[] = ["node", "test"];
