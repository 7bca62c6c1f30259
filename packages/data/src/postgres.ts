import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, clusterHostname, commonLabels, selectorLabels } from "@moorage/core";
import type { Connection, Labels } from "@moorage/core";
import { postgresConnection } from "./connection.ts";
import { postgresDefaults } from "./defaults.ts";
import { resolvePostgres } from "./postgres-args.ts";
import type { PostgresArgs, ResolvedPostgresArgs } from "./postgres-args.ts";
import { postgresPod } from "./postgres-pod.ts";

/** PostgreSQL in the cluster: a StatefulSet of one with its own volume, behind a Service with a fixed name. */
export class Postgres extends Component {
  readonly statefulSet: k8s.apps.v1.StatefulSet;
  readonly service: k8s.core.v1.Service;
  readonly serviceAccount: k8s.core.v1.ServiceAccount;
  readonly credentials: k8s.core.v1.Secret;
  /** How to reach it from any namespace. */
  readonly connection: Connection;

  /** @throws InputError naming everything that is wrong with the arguments */
  constructor(name: string, args: PostgresArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:Postgres", name, opts);
    const resolved = resolvePostgres(name, args);
    const subject = { name, component: "database", ...(args.partOf === undefined ? {} : { partOf: args.partOf }) };
    const labels = commonLabels(subject);
    this.connection = this.#connection(resolved);
    this.credentials = this.#credentials(name, resolved, labels);
    this.serviceAccount = new k8s.core.v1.ServiceAccount(
      name,
      { metadata: { name, namespace: args.namespace.name, labels }, automountServiceAccountToken: false },
      this.child(),
    );
    this.service = this.#service(name, resolved, labels, selectorLabels(subject));
    this.statefulSet = this.#statefulSet(name, resolved, labels, selectorLabels(subject));
    this.registerOutputs({ host: this.connection.host });
  }

  #connection({ serviceName, namespace, database, username, password }: ResolvedPostgresArgs): Connection {
    return postgresConnection({ host: clusterHostname(serviceName, namespace.plainName), port: postgresDefaults.port, database, username }, password);
  }

  #credentials(name: string, { namespace, username, database }: ResolvedPostgresArgs, labels: Labels): k8s.core.v1.Secret {
    const encode = (plain: string): string => Buffer.from(plain, "utf8").toString("base64");
    return new k8s.core.v1.Secret(
      name,
      {
        metadata: { namespace: namespace.name, labels },
        type: "Opaque",
        immutable: true,
        data: { POSTGRES_USER: encode(username), POSTGRES_DB: encode(database), POSTGRES_PASSWORD: this.connection.password.apply(encode) },
      },
      this.child({ additionalSecretOutputs: ["data"] }),
    );
  }

  #service(name: string, { namespace, serviceName, transform }: ResolvedPostgresArgs, labels: Labels, selector: Labels): k8s.core.v1.Service {
    const made: k8s.core.v1.ServiceArgs = {
      // Headless: the one name leads straight to the one pod. Waiting for its endpoints would deadlock with the StatefulSet's own wait.
      metadata: { name: serviceName, namespace: namespace.name, labels, annotations: { "pulumi.com/skipAwait": "true" } },
      spec: { clusterIP: "None", selector, ports: [{ name: "postgres", port: postgresDefaults.port, targetPort: "postgres" }] },
    };
    return new k8s.core.v1.Service(name, transform?.service?.(made) ?? made, this.child());
  }

  #statefulSet(name: string, args: ResolvedPostgresArgs, labels: Labels, selector: Labels): k8s.apps.v1.StatefulSet {
    const made: k8s.apps.v1.StatefulSetArgs = {
      metadata: { name, namespace: args.namespace.name, labels },
      spec: {
        replicas: 1,
        serviceName: this.service.metadata.name,
        selector: { matchLabels: selector },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
        template: {
          metadata: { labels },
          spec: postgresPod(name, args, { serviceAccount: this.serviceAccount.metadata.name, secret: this.credentials.metadata.name }),
        },
        volumeClaimTemplates: [
          {
            metadata: { name: "data", labels: selector },
            spec: {
              accessModes: ["ReadWriteOnce"],
              resources: { requests: { storage: args.storage } },
              ...(args.storageClass === undefined ? {} : { storageClassName: args.storageClass }),
            },
          },
        ],
      },
    };
    return new k8s.apps.v1.StatefulSet(name, args.transform?.statefulSet?.(made) ?? made, this.child());
  }
}
