import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { SealedBackend, Stored } from "./backend.ts";
import { sealed } from "./sealed.ts";

/** A SealedSecret. What it holds is not secret any more: only the controller of the cluster can open it. */
export function sealedSecret({ certificate }: SealedBackend, { logicalName, name, namespace, labels, values, salt, opts }: Stored): k8s.apiextensions.CustomResource {
  const encryptedData = Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const text = pulumi.all([value, namespace, salt]).apply(([plain, place, salted]) => sealed(plain, { certificate, label: `${place}/${name}`, salt: salted }));
      return [key, pulumi.unsecret(text)];
    }),
  );
  const spec = { encryptedData, template: { metadata: { name, namespace, labels: { ...labels } }, type: "Opaque" } };
  return new k8s.apiextensions.CustomResource(logicalName, { apiVersion: "bitnami.com/v1alpha1", kind: "SealedSecret", metadata: { name, namespace, labels: { ...labels } }, spec }, opts);
}
