/** The one program of every recording: it runs a scenario's program with the SDKs that lie beside it. */
export const mainOf = (repository: string): string => `
import { register } from "tsx/esm/api";
import * as pulumi from "@pulumi/pulumi";
import * as k8s from "@pulumi/kubernetes";
import * as random from "@pulumi/random";
import * as docker from "@pulumi/docker";

register();
const { SCENARIO, SIDE, TOKEN, KUBE_FILE } = process.env;
const { scenarios } = await import(${JSON.stringify(`${repository}/packages/preview/test/golden/record/scenarios.ts`)});
const { InputError } = await import(${JSON.stringify(`${repository}/packages/core/src/index.ts`)});
const { readFileSync } = await import("node:fs");

const sdks = { k8s, random, docker };
const classOf = (kind) => kind.split(".").reduce((from, part) => from[part], sdks);
const config = new pulumi.Config();
let cluster;
// As the platform's own: Secrets and ConfigMaps change in place, and another kubeconfig replaces nothing.
const provider = () => (cluster ??= new k8s.Provider("cluster", {
  kubeconfig: pulumi.secret(readFileSync(KUBE_FILE, "utf8") + (config.get("access") === undefined ? "" : "# " + config.get("access"))),
  clusterIdentifier: "board-cluster",
  enableServerSideApply: true,
  enableConfigMapMutable: true,
  enableSecretMutable: true,
}));
const provided = (kind, opts) => (kind.startsWith("k8s.") ? { provider: provider(), ...opts } : opts);
const kit = {
  namespace: (name = "board") => name + TOKEN,
  make: (kind, name, args, opts = {}) => new (classOf(kind))(name, args, provided(kind, opts)),
  component: (name, opts = {}) => new pulumi.ComponentResource("board:parts:Part", name, {}, opts),
  get: (kind, name, id) => classOf(kind).get(name, id, provided(kind, {})),
  secret: (value) => pulumi.secret(value),
  setting: (key) => config.get(key),
  secretSetting: (key) => config.requireSecret(key),
  warn: (message, resource) => void pulumi.log.warn(message, resource),
  refuse: (problems) => { throw new InputError(problems); },
  folder: process.cwd(),
};

/** Its result becomes the stack's outputs. */
const { before, after = before } = scenarios[SCENARIO];
export default async () => (SIDE === "before" ? before : after)?.(kit) ?? {};
`;
