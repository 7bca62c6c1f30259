import type { Recorded, Recorder } from "@moorage/testing";
import { runStack } from "../../stacks/index.ts";
import { runUnderMocks } from "./stack-run.ts";
import type { StackRun } from "./stack-run.ts";

/** A password with every character that a URL minds, which nothing but Secrets may show. */
export const CANARY = "canary/of the+database";

/** The setting that holds the database's password. */
export const PASSWORD_KEY = "moorage:databasePassword";

/** Settings with which dev runs. */
export const devConfig = { "moorage:host": "board.localhost", [PASSWORD_KEY]: CANARY };

/** Settings with which prod runs. */
export const prodConfig = {
  "moorage:host": "board.example.com",
  "moorage:kubeconfig": "/nowhere/kubeconfig",
  "moorage:context": "production",
  "moorage:cluster": "production-1",
  "moorage:registry": "registry.example.com/team",
  "moorage:database": JSON.stringify({ server: "db.example.com" }),
  "moorage:databaseAuthority": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
  [PASSWORD_KEY]: CANARY,
};

/** One run of board's program under mocks. */
export type Run = StackRun<Awaited<ReturnType<typeof runStack>>>;

/** Runs board's program for a stack, only to be looked at. */
export async function run(stack: string, config: Readonly<Record<string, string>>, encrypted: readonly string[] = [PASSWORD_KEY], started?: Recorder): Promise<Run> {
  return runUnderMocks({ runStack, project: "moorage", stack, config, encrypted }, started);
}

/** One container as it was registered. */
export interface Container {
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly resources: { readonly requests: object; readonly limits: object };
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly envFrom: readonly object[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly livenessProbe: { readonly httpGet: object };
  readonly readinessProbe: { readonly httpGet: object };
  readonly startupProbe: { readonly httpGet: object };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

/** Pods of a workload. */
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly automountServiceAccountToken: boolean;
  readonly serviceAccountName: string;
}

/** A Deployment's or StatefulSet's spec. */
export interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>> }; readonly spec: PodSpec };
}

/** Metadata of an object. */
export interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Kind of a recorded object. */
export const kindOf = ({ type }: Recorded): string => type.split(":").at(-1) ?? "";

/** Metadata of a recorded object. */
export const metadataOf = ({ inputs }: Recorded): Metadata => inputs["metadata"] as Metadata;

/** The Kubernetes objects among what was registered, of one kind where one is given. */
export const objectsOf = (all: readonly Recorded[], kind?: string): readonly Recorded[] =>
  all.filter((resource) => !resource.component && resource.type.startsWith("kubernetes:") && (kind === undefined || kindOf(resource) === kind));

/** What of a value is left when everything that is marked as secret is taken out. */
export function withoutSecrets(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) => (typeof inner === "object" && inner !== null && "4dabf18193072939515e22adb298388d" in inner ? "hidden" : inner));
}
