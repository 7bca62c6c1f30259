import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { containerSecurity, podSecurity, scratchSpace } from "@moorage/core";
import { postgresDefaults } from "./defaults.ts";
import type { ResolvedPostgresArgs } from "./postgres-args.ts";

const DATA = "/var/lib/postgresql/data";

/** The pod of a PostgreSQL server, writable only where the server writes. */
export function postgresPod(
  name: string,
  args: ResolvedPostgresArgs,
  names: { readonly serviceAccount: pulumi.Input<string>; readonly secret: pulumi.Input<string> },
): types.input.core.v1.PodSpec {
  const tmp = scratchSpace("tmp", "/tmp", "64Mi");
  const sockets = scratchSpace("sockets", "/var/run/postgresql", "1Mi");
  const asks = (...options: string[]) => ({ exec: { command: ["pg_isready", "-q", "-U", args.username, "-d", args.database, ...options] } });
  return {
    serviceAccountName: names.serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurity,
    terminationGracePeriodSeconds: postgresDefaults.terminationGraceSeconds,
    containers: [
      {
        name,
        image: args.image,
        imagePullPolicy: "IfNotPresent",
        ports: [{ name: "postgres", containerPort: postgresDefaults.port, protocol: "TCP" }],
        envFrom: [{ secretRef: { name: names.secret } }],
        // A subdirectory: the root of a volume may hold lost+found, which initdb refuses.
        env: [{ name: "PGDATA", value: `${DATA}/pgdata` }],
        resources: args.resources,
        startupProbe: { ...asks(), periodSeconds: 2, failureThreshold: 60 },
        livenessProbe: { ...asks(), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
        readinessProbe: { ...asks("-h", "127.0.0.1"), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 },
        terminationMessagePolicy: "FallbackToLogsOnError",
        securityContext: containerSecurity,
        volumeMounts: [{ name: "data", mountPath: DATA }, tmp.mount, sockets.mount],
      },
    ],
    volumes: [tmp.volume, sockets.volume],
  };
}
