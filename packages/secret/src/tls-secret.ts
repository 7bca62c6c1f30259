import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component, InputError, Problems, commonLabels, labelValueProblem } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { demand } from "./checked.ts";
import { encoded } from "./encoded.ts";
import { objectNameProblem } from "./object-name.ts";
import { certificateProblem, pairProblem, privateKeyProblem } from "./pem.ts";
import { inPlaces, mapped, placeProblems } from "./places.ts";
import type { Place } from "./places.ts";
import type { TlsSecretArgs, TlsSecretSettings } from "./tls-secret-args.ts";
import { isPlain } from "./value-problems.ts";

type Values = ReadonlyMap<string, pulumi.Output<string>>;

/**
 * Everything that is wrong with a certificate and its key, as far as they are known; shows nothing of either.
 * @example
 * ```ts no-run
 * import { readFileSync } from "node:fs";
 * import { tlsSecretProblems } from "@moorage/secret";
 *
 * const problems = tlsSecretProblems("shop-tls", { certificate: readFileSync("shop.crt", "utf8"), key: password });
 * ```
 */
export function tlsSecretProblems(name: string, { certificate, key, secretName = name, partOf }: TlsSecretSettings): readonly Problem[] {
  const problems = new Problems(`TlsSecret ${name}`);
  problems.check("secretName", objectNameProblem(secretName));
  if (partOf !== undefined) problems.check("partOf", labelValueProblem(partOf));
  if (isPlain(certificate)) problems.check("certificate", certificateProblem(certificate));
  if (isPlain(key)) problems.check("key", privateKeyProblem(key));
  if (typeof certificate === "string" && typeof key === "string") problems.check("key", pairProblem(certificate, key));
  return problems.found;
}

/**
 * A certificate and its key, for an Ingress or a server that terminates TLS. It is changed in place, under a name that stays: an Ingress finds
 * it by name, and its controller reads a renewed certificate without being rolled.
 * @example
 * ```ts no-run
 * import { readFileSync } from "node:fs";
 * import { TlsSecret } from "@moorage/secret";
 *
 * const tls = new TlsSecret("shop-tls", { namespace: namespace.name, certificate: readFileSync("shop.crt", "utf8"), key: password }, opts);
 * tls.name; // what takes it waits for the Secret
 * ```
 */
export class TlsSecret extends Component {
  /** The Secret of its own namespace. */
  readonly secret: k8s.core.v1.Secret;
  /** The Secrets of all its namespaces, that of its own first. */
  readonly secrets: readonly k8s.core.v1.Secret[];
  /** The name to refer to, once it is there. */
  readonly name: pulumi.Output<string>;
  /** The name to refer to in each further namespace, by the plain name of that. */
  readonly names: ReadonlyMap<string, pulumi.Output<string>>;

  /** @throws InputError when what is known is no certificate or not its key; later, inside an Output, when what was not known turns out so */
  constructor(name: string, args: TlsSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = [...tlsSecretProblems(name, args), ...placeProblems(`TlsSecret ${name}`, args)];
    if (problems.length > 0) throw new InputError(problems);
    super("secret:TlsSecret", name, opts);
    const values = valuesOf(`TlsSecret ${name}`, args);
    const { own, further } = inPlaces(`TlsSecret ${name}`, name, args, (place) => this.#secret(name, place, values, args));
    this.secret = own;
    this.secrets = [own, ...further.values()];
    this.name = own.metadata.name;
    this.names = mapped(further, ({ metadata }) => metadata.name);
    this.registerOutputs({ name: this.name });
  }

  #secret(name: string, { logicalName, namespace }: Place, values: Values, { secretName = name, partOf, transform }: TlsSecretArgs): k8s.core.v1.Secret {
    const made: k8s.core.v1.SecretArgs = {
      metadata: { name: secretName, namespace, labels: commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) }) },
      type: "kubernetes.io/tls",
      data: encoded(values),
    };
    return new k8s.core.v1.Secret(logicalName, transform?.(made) ?? made, this.child({ additionalSecretOutputs: ["data", "stringData"] }));
  }
}

/** Both, looked at once both are known. */
function valuesOf(component: string, { certificate, key, checked = true }: Pick<TlsSecretArgs, "certificate" | "key" | "checked">): Values {
  const both = pulumi.all([pulumi.secret(certificate), pulumi.secret(key)]).apply(([one, other]) => {
    if (!checked) return { one, other };
    demand(`${component}: certificate`, certificateProblem(one));
    demand(`${component}: key`, privateKeyProblem(other) ?? pairProblem(one, other));
    return { one, other };
  });
  return new Map([["tls.crt", both.one], ["tls.key", both.other]]);
}
