import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component, InputError, commonLabels } from "@moorage/core";
import { base64 } from "./encoded.ts";

/** What a certificate with its key needs. */
export interface TlsSecretArgs {
  /** Namespace of the Ingress that uses it. */
  readonly namespace: pulumi.Input<string>;
  /** Certificate, and those that lead to its authority, as PEM. */
  readonly certificate: pulumi.Input<string>;
  /** Its private key, as PEM; a secret from here on. */
  readonly key: pulumi.Input<string>;
  /** Name in the cluster: fixed, because an Ingress names it. @default the component's name */
  readonly secretName?: string;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
}

/**
 * A certificate and its key, for an Ingress.
 * @example
 * ```ts
 * import { TlsSecret } from "@moorage/secret";
 *
 * const certificate = "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n";
 * const key = password.apply((text) => `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----\n`);
 * new TlsSecret("shop-tls", { namespace: namespace.name, certificate, key }, opts);
 * ```
 */
export class TlsSecret extends Component {
  /** The Secret. */
  readonly secret: k8s.core.v1.Secret;
  /** The name to refer to. */
  readonly name: pulumi.Output<string>;

  constructor(name: string, { namespace, certificate, key, secretName = name, partOf }: TlsSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("secret:TlsSecret", name, opts);
    this.secret = new k8s.core.v1.Secret(
      name,
      {
        metadata: { name: secretName, namespace, labels: commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) }) },
        type: "kubernetes.io/tls",
        data: {
          "tls.crt": pulumi.output(certificate).apply((text) => base64(pem(`TlsSecret ${name}: certificate`, text, "CERTIFICATE"))),
          "tls.key": pulumi.secret(key).apply((text) => base64(pem(`TlsSecret ${name}: key`, text, "PRIVATE KEY"))),
        },
      },
      this.child({ additionalSecretOutputs: ["data"] }),
    );
    this.name = this.secret.metadata.name;
    this.registerOutputs({ name: this.name });
  }
}

/** The text, if it is PEM of that kind; its content is in no message. */
function pem(path: string, text: string, kind: string): string {
  if (new RegExp(`-----BEGIN (?:[A-Z]+ )?${kind}-----[\\s\\S]+-----END (?:[A-Z]+ )?${kind}-----`).test(text)) return text;
  throw new InputError([{ path, problem: `is no ${kind.toLowerCase()}`, got: "a value, not shown here", expected: `PEM that begins with -----BEGIN ${kind}-----` }]);
}
