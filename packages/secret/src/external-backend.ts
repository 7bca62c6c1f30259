import * as k8s from "@pulumi/kubernetes";
import type { ExternalBackend, Stored } from "./backend.ts";

/**
 * An ExternalSecret.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export function externalSecret({ store, refreshInterval = "1h", keys }: ExternalBackend, { logicalName, name, namespace, labels, opts }: Omit<Stored, "values" | "salt">): k8s.apiextensions.CustomResource {
  const data = Object.entries(keys).map(([secretKey, { key, property }]) => ({ secretKey, remoteRef: { key, ...(property === undefined ? {} : { property }) } }));
  const spec = { refreshInterval, secretStoreRef: { name: store.name, kind: store.kind ?? "SecretStore" }, target: { name }, data };
  return new k8s.apiextensions.CustomResource(logicalName, { apiVersion: "external-secrets.io/v1", kind: "ExternalSecret", metadata: { name, namespace, labels: { ...labels } }, spec }, opts);
}
