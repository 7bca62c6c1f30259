import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component, InputError, commonLabels } from "@moorage/core";
import type { ImageRegistry } from "@moorage/core";
import { base64 } from "./encoded.ts";

/** Docker Hub's logins are kept under a name of their own. */
const HUB = "https://index.docker.io/v1/";

/** What a login for pulling images needs. */
export interface RegistrySecretArgs {
  /** Namespace of the pods that pull. */
  readonly namespace: pulumi.Input<string>;
  /** The registry with its login. */
  readonly registry: ImageRegistry;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
}

/**
 * A registry's login as pods use it to pull images.
 * @example
 * ```ts
 * import { RegistrySecret } from "@moorage/secret";
 *
 * const login = new RegistrySecret("registry", { namespace: namespace.name, registry: { address: "ghcr.io/team", username: "robot", password } }, opts);
 * export const pullSecrets = [login.name];
 * ```
 */
export class RegistrySecret extends Component {
  /** The Secret. */
  readonly secret: k8s.core.v1.Secret;
  /** The name to refer to. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError when the registry has no login */
  constructor(name: string, { namespace, registry, partOf }: RegistrySecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const { address, username, password } = registry;
    if (username === undefined || password === undefined) throw new InputError([{ path: `RegistrySecret ${name}: registry`, problem: "has no login", expected: "username and password" }]);
    super("secret:RegistrySecret", name, opts);
    const document = pulumi.secret(password).apply((plain) => {
      const login = { username, password: plain, auth: base64(`${username}:${plain}`) };
      return base64(JSON.stringify({ auths: { [hostOf(address)]: login } }));
    });
    this.secret = new k8s.core.v1.Secret(
      `${name}-registry`,
      {
        metadata: { namespace, labels: commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) }) },
        type: "kubernetes.io/dockerconfigjson",
        immutable: true,
        data: { ".dockerconfigjson": document },
      },
      this.child({ additionalSecretOutputs: ["data"] }),
    );
    this.name = this.secret.metadata.name;
    this.registerOutputs({ name: this.name });
  }
}

function hostOf(address: string): string {
  const [host = ""] = address.split("/");
  return host === "docker.io" || host === "index.docker.io" ? HUB : host;
}
