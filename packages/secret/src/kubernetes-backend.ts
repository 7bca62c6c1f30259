import * as k8s from "@pulumi/kubernetes";
import type { Problems } from "@moorage/core";
import type { Asked, Backend, Kept, Wanted } from "./backend.ts";
import { encoded } from "./encoded.ts";
import { keyProblems } from "./keys.ts";

/** The backend that makes an ordinary Secret. */
export const kubernetesBackend: Backend = { check, keep };

function check(problems: Problems, { keys, sources, rollout = "replace", name }: Asked): void {
  keyProblems(problems, keys, sources);
  if (name !== undefined && rollout === "replace") problems.add({ path: "name", problem: "is given, and each content has a name of its own", got: JSON.stringify(name), expected: 'no name, or the rollout "checksum"' });
}

function keep({ logicalName, name, namespace, labels, values, rollout, transform, opts }: Wanted): Kept {
  const replaced = rollout === "replace";
  const made: k8s.core.v1.SecretArgs = {
    metadata: { ...(replaced ? {} : { name }), namespace, labels },
    type: "Opaque",
    ...(replaced ? { immutable: true } : {}),
    data: encoded(values),
  };
  const object = new k8s.core.v1.Secret(logicalName, transform?.(made) ?? made, { ...opts, additionalSecretOutputs: ["data", "stringData"] });
  return { object, name: object.metadata.name };
}
