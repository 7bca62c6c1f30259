import { z } from "zod";
import { flag, oneOf, optionalSecret, optionalSetting, secret, setting, structured, wholeNumber } from "@moorage/config";
import { hostProblem } from "@moorage/core";

/** An Ingress would refuse it too, but only after much else was registered. */
function checkHost(host: string, context: z.RefinementCtx): void {
  const wrong = hostProblem(host);
  if (wrong !== undefined) context.addIssue({ code: "custom", message: wrong.expected ?? wrong.problem });
}

const MOST_REPLICAS = 100;
const text = z.string().min(1, "a value");

/** What may be set in every environment. */
const shared = {
  /** Which program runs, where the stack's name does not say it, as in `review-42`. */
  environment: optionalSetting(z.string(), { example: "dev" }),
  host: setting(z.string().superRefine(checkHost), { example: "board.localhost" }),
  logLevel: oneOf(["DEBUG", "INFO", "WARNING", "ERROR"], { example: "INFO", fallback: "INFO" }),
  databasePassword: secret(),
};

/** Every setting of board on a laptop, as `pulumi config` knows it. */
export const devSettings = {
  ...shared,
  replicas: wholeNumber(1, MOST_REPLICAS, { example: "2", fallback: 2 }),
};

/** Every setting of board in production. */
export const prodSettings = {
  ...shared,
  replicas: wholeNumber(1, MOST_REPLICAS, { example: "3", fallback: 3 }),
  /** Most replicas that load may make of them. */
  maxReplicas: wholeNumber(1, MOST_REPLICAS, { example: "6", fallback: 6 }),
  /** Path of the kubeconfig. */
  kubeconfig: setting(text, { example: "~/.kube/config" }),
  /** Context of it: never whichever happens to be current. */
  context: setting(text, { example: "production" }),
  /** What the cluster is called in the state: a new kubeconfig for it replaces nothing, another name everything. */
  cluster: setting(text, { example: "production-1" }),
  ingressClass: setting(text, { example: "traefik", fallback: "traefik" }),
  /** cert-manager ClusterIssuer of the Ingress's certificate; without it a Secret `board-tls` must be there. */
  certificateIssuer: optionalSetting(text, { example: "letsencrypt" }),
  /** Where images are pushed: host and path. */
  registry: setting(text, { example: "ghcr.io/your-team" }),
  registryUsername: optionalSetting(text, { example: "robot" }),
  registryPassword: optionalSecret(),
  /** Whether a registry's self-signed certificate will do: for rehearsals. */
  registryInsecure: flag({ example: "true", fallback: false }),
  /** The managed PostgreSQL server. */
  database: structured({ server: z.string("a host name or an address"), port: z.int("a port").optional(), tls: z.enum(["disable", "require", "verify-ca", "verify-full"], "a TLS mode").optional(), username: text.optional() }, { example: "server db.example.com" }),
  /** The authority that signed its certificate, as PEM. */
  databaseAuthority: optionalSetting(text, { example: '"$(cat authority.pem)"' }),
  /** Whether this is production in miniature, on a cluster of this machine. */
  rehearsal: flag({ example: "true", fallback: false }),
};
