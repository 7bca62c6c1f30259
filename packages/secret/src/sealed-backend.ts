import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Problems } from "@moorage/core";
import type { Asked, Backend, Kept, SealedBackend, Wanted } from "./backend.ts";
import { saltedChecksum } from "./checksum.ts";
import { keyProblems } from "./keys.ts";
import { sealed, sealingCertificateProblem } from "./sealed.ts";

const HASH_LENGTH = 10;

/**
 * The backend that makes a SealedSecret. Its text is no secret any more, and is stored and shown as it is: only the controller can open it.
 * @see https://github.com/bitnami-labs/sealed-secrets
 */
export function sealedBackend({ certificate }: SealedBackend): Backend {
  return { check: (problems, asked) => check(problems, certificate, asked), keep: (wanted) => keep(certificate, wanted) };
}

function check(problems: Problems, certificate: string, { keys, sources }: Asked): void {
  keyProblems(problems, keys, sources);
  problems.check("backend.certificate", sealingCertificateProblem(certificate));
}

function keep(certificate: string, wanted: Wanted): Kept {
  const { logicalName, namespace, labels, rollout } = wanted;
  const name = nameOf(wanted);
  const replaced = rollout === "replace";
  const made: k8s.apiextensions.CustomResourceArgs = {
    apiVersion: "bitnami.com/v1alpha1",
    kind: "SealedSecret",
    // Without waiting, pods would be started before the controller has made the Secret that they refer to.
    metadata: { name, namespace, labels, annotations: { "pulumi.com/waitFor": "condition=Synced" } },
    spec: {
      encryptedData: encrypted(certificate, name, wanted),
      template: { metadata: { labels: { ...labels } }, type: "Opaque", ...(replaced ? { immutable: true } : {}) },
    },
  };
  const object = new k8s.apiextensions.CustomResource(logicalName, wanted.transformCustom?.(made) ?? made, wanted.opts);
  return { object, name: object.metadata.name };
}

/** A value can only be opened under the name that it was sealed for, so a new name for each content has to be known before the object is made. */
function nameOf({ name, values, rollout, salt }: Wanted): pulumi.Output<string> {
  return rollout === "checksum" ? pulumi.output(name) : saltedChecksum(values, salt()).apply((checksum) => `${name}-${checksum.slice(0, HASH_LENGTH)}`);
}

function encrypted(certificate: string, name: pulumi.Output<string>, { values, namespace, salt }: Wanted): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    [...values].map(([key, value]) => {
      const text = pulumi.all([value, namespace, name, salt()]).apply(([plain, place, final, salted]) => sealed(plain, { certificate, key, label: `${place}/${final}`, salt: salted }));
      return [key, pulumi.unsecret(text)];
    }),
  );
}
