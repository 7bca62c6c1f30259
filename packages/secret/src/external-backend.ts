import * as k8s from "@pulumi/kubernetes";
import type { Problems } from "@moorage/core";
import type { Asked, Backend, ExternalBackend, Kept, Wanted } from "./backend.ts";
import { keyProblems } from "./keys.ts";
import { objectNameProblem } from "./object-name.ts";

const DURATION = /^(0|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/;
const KINDS: readonly string[] = ["SecretStore", "ClusterSecretStore"];
const REFRESH = "1h";

/**
 * The backend that makes an ExternalSecret. What changes in the store reaches the Secret, but the program hears nothing of it, so it rolls no pods.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export function externalBackend(backend: ExternalBackend): Backend {
  return { check: (problems, asked) => check(problems, backend, asked), keep: (wanted) => keep(backend, wanted) };
}

function check(problems: Problems, { store, refreshInterval = REFRESH, keys }: ExternalBackend, asked: Asked): void {
  if (keys !== undefined) keyProblems(problems, asked.keys, { "backend.keys": keys });
  for (const [source, values] of Object.entries(asked.sources)) {
    if (Object.keys(values).length > 0) problems.add({ path: source, problem: `has ${Object.keys(values).join(", ")}, and the values are in a store`, expected: "no data, json or generated with the backend external" });
  }
  for (const [key, { key: entry }] of Object.entries(keys ?? {})) if (entry === "") problems.add({ path: `backend.keys.${key}.key`, problem: "is empty", expected: "name of an entry in the store" });
  if (asked.rollout !== undefined) problems.add({ path: "rollout", problem: "is given, and values in a store change without the program", got: JSON.stringify(asked.rollout), expected: "no rollout with the backend external" });
  problems.check("backend.store.name", objectNameProblem(store.name));
  if (!KINDS.includes(store.kind ?? "SecretStore")) problems.add({ path: "backend.store.kind", problem: "is no kind of store", got: JSON.stringify(store.kind), expected: KINDS.join(" or ") });
  if (!DURATION.test(refreshInterval)) problems.add({ path: "backend.refreshInterval", problem: "is no time", got: JSON.stringify(refreshInterval), expected: "such as 30m or 1h30m, or 0 for once" });
}

function keep({ store, refreshInterval = REFRESH, keys }: ExternalBackend, { logicalName, name, namespace, labels, transformCustom, opts }: Wanted): Kept {
  const made: k8s.apiextensions.CustomResourceArgs = {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    // Without waiting, pods would be started before the operator has made the Secret that they refer to.
    metadata: { name, namespace, labels, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
    spec: {
      refreshInterval,
      secretStoreRef: { name: store.name, kind: store.kind ?? "SecretStore" },
      target: { name, creationPolicy: "Owner", template: { type: "Opaque", metadata: { labels: { ...labels } } } },
      ...(keys === undefined ? { dataFrom: [{ extract: { key: name } }] } : { data: Object.entries(keys).map(([secretKey, { key, property }]) => ({ secretKey, remoteRef: { key, ...(property === undefined ? {} : { property }) } })) }),
    },
  };
  const object = new k8s.apiextensions.CustomResource(logicalName, transformCustom?.(made) ?? made, opts);
  return { object, name: object.metadata.name };
}
