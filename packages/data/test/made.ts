import * as pulumi from "@pulumi/pulumi";
import type { NamespaceReference } from "@moorage/core";
import { Recorder, unwrapSecrets } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { Mongo, Nats, Postgres, Redis, mongoDefaults, mongoProblems, natsDefaults, natsProblems, postgresDefaults, postgresProblems, redisDefaults, redisProblems } from "../src/index.ts";
import type { DataArgs, DataServer } from "../src/index.ts";

/** A password with everything in it that some format takes for something else. */
export const PASSWORD = `p@ss/w0rd? #1 "quoted" 'too' \\back $HOME %41 ünï`;

/** What the random provider would have made. */
export const GENERATED = "generatedgeneratedgenerated12345";

export const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

/** What production insists on. */
export const strict = { minimumReplicas: 2, tlsRequired: true, digestsRequired: true, protectData: true };

/** The four kinds, with what tests ask of all of them. */
export const kinds = {
  Postgres: { Class: Postgres, problems: postgresProblems, defaults: postgresDefaults, port: "postgres" },
  Redis: { Class: Redis, problems: redisProblems, defaults: redisDefaults, port: "redis" },
  Mongo: { Class: Mongo, problems: mongoProblems, defaults: mongoDefaults, port: "mongo" },
  Nats: { Class: Nats, problems: natsProblems, defaults: natsDefaults, port: "nats" },
} as const;

export type Kind = keyof typeof kinds;
export const everyKind = Object.keys(kinds) as readonly Kind[];

export interface Probe {
  readonly exec?: { readonly command: readonly string[] };
  readonly tcpSocket?: { readonly port: string };
  readonly httpGet?: { readonly path: string; readonly port: string };
  readonly failureThreshold: number;
  readonly periodSeconds: number;
}
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } } }[];
  readonly envFrom?: readonly object[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources: { readonly requests: Readonly<Record<string, string>>; readonly limits: Readonly<Record<string, string>> };
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly lifecycle?: object;
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}
export interface Pod {
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly terminationGracePeriodSeconds: number;
  readonly restartPolicy?: string;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly [Container];
  readonly volumes: readonly { readonly name: string; readonly emptyDir?: { readonly sizeLimit: string }; readonly secret?: { readonly secretName: string; readonly defaultMode: number }; readonly persistentVolumeClaim?: { readonly claimName: string } }[];
}
export interface Metadata {
  readonly name?: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A component and what it registered. */
export interface Made {
  readonly component: DataServer;
  readonly recorder: Recorder;
  /** Everything but the component itself. */
  readonly children: readonly Recorded[];
  /** Whether each child is protected from deletion, by the end of its type and its logical name. */
  readonly protects: Readonly<Record<string, boolean>>;
  /** Inputs of the one child of a kind, and of a logical name where there are more. */
  readonly inputs: (kind: string, name?: string) => Readonly<Record<string, unknown>>;
  readonly metadata: (kind: string, name?: string) => Metadata;
  readonly spec: (kind: string, name?: string) => unknown;
  /** The pod of the server. */
  readonly pod: () => Pod;
  /** The files of its Secret. */
  readonly files: () => Readonly<Record<string, string>>;
}

/** The namespace that tests use, which only exists once a recorder has started. */
export function dataNamespace(): NamespaceReference {
  return { plainName: "data", name: pulumi.output("data") };
}

/** Makes one component under mocks. */
export async function made(kind: Kind, args: Partial<DataArgs> = {}, name = "db"): Promise<Made> {
  const recorder = await Recorder.start({ outputs: { "random:index/randomPassword:RandomPassword": () => ({ result: GENERATED }) } });
  const protects: Record<string, boolean> = {};
  const transformation: pulumi.ResourceTransformation = ({ type, name: logical, opts }) => {
    protects[`${type.split(":").at(-1) ?? ""} ${logical}`] = opts.protect ?? false;
    return undefined;
  };
  const component = new kinds[kind].Class(name, { namespace: dataNamespace(), ...args }, { transformations: [transformation] });
  const children = (await recorder.resources()).filter((each) => !each.component);
  const inputs = (wanted: string, logical?: string): Readonly<Record<string, unknown>> => {
    const found = children.filter((each) => each.type.endsWith(`:${wanted}`) && (logical === undefined || each.name === logical));
    if (found[0] === undefined || found.length > 1) throw new Error(`expected one ${wanted} ${logical ?? ""}, found ${found.length}`);
    return found[0].inputs;
  };
  const spec = (wanted: string, logical?: string): unknown => inputs(wanted, logical)["spec"];
  return {
    component,
    recorder,
    children,
    protects,
    inputs,
    metadata: (wanted, logical) => inputs(wanted, logical)["metadata"] as Metadata,
    spec,
    pod: () => (spec("StatefulSet") as { readonly template: { readonly spec: Pod } }).template.spec,
    files: () => {
      const data = unwrapSecrets(inputs("Secret")["data"]) as Readonly<Record<string, string>>;
      return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]));
    },
  };
}
