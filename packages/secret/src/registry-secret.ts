import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component, InputError, Problems, commonLabels, labelValueProblem } from "@moorage/core";
import type { ImageRegistry, Problem } from "@moorage/core";
import { demand } from "./checked.ts";
import { base64 } from "./encoded.ts";
import { objectNameProblem } from "./object-name.ts";
import { inPlaces, mapped, placeProblems } from "./places.ts";
import type { Place, PlaceArgs } from "./places.ts";
import { secretProblem } from "./value-problems.ts";

/** What is known of a login before anything is made. */
export interface RegistrySecretSettings {
  /** The registry, with its login. */
  readonly registry: ImageRegistry;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
}

/** What a login for pulling images needs. */
export interface RegistrySecretArgs extends RegistrySecretSettings, PlaceArgs {
  /** Changes each Secret before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.SecretArgs) => k8s.core.v1.SecretArgs;
}

/** Docker Hub's logins are kept under a name of their own, whatever its images are called. */
const HUB = { hosts: ["docker.io", "index.docker.io", "registry-1.docker.io"], entry: "https://index.docker.io/v1/" } as const;

/**
 * Everything that is wrong with a login for pulling images; says nothing of the password.
 * @example
 * ```ts
 * import { registrySecretProblems } from "@moorage/secret";
 *
 * const problems = registrySecretProblems("registry", { registry: { address: "ghcr.io/team", username: "robot", password } });
 * ```
 */
export function registrySecretProblems(name: string, { registry, partOf }: RegistrySecretSettings): readonly Problem[] {
  const problems = new Problems(`RegistrySecret ${name}`);
  const { address, username, password } = registry;
  problems.check("name", objectNameProblem(name));
  if (!/^[a-zA-Z0-9.-]+(:\d+)?(\/|$)/.test(address)) problems.add({ path: "registry.address", problem: "does not begin with a host", got: JSON.stringify(address), expected: "such as registry.example.com/team, without a scheme" });
  if (username === undefined || username === "") problems.add({ path: "registry.username", problem: "is not given, and nothing is pulled with a login that is none", expected: "the name of the login" });
  else if (username.includes(":")) problems.add({ path: "registry.username", problem: "has a colon in it, which ends the name in a login", expected: "a name without one" });
  if (password === undefined) problems.add({ path: "registry.password", problem: "is not given", expected: "a password or a token" });
  if (partOf !== undefined) problems.check("partOf", labelValueProblem(partOf));
  return problems.found;
}

/**
 * A registry's login as pods use it to pull images. A new login is a new Secret under a new name, so pods that refer to it are rolled.
 * @example
 * ```ts
 * import { RegistrySecret } from "@moorage/secret";
 *
 * const login = new RegistrySecret("shop", { namespace: namespace.name, registry: { address: "ghcr.io/team", username: "robot", password } }, opts);
 * const pullSecrets = [login.name];
 * ```
 */
export class RegistrySecret extends Component {
  /** The Secret of its own namespace. */
  readonly secret: k8s.core.v1.Secret;
  /** The Secrets of all its namespaces, that of its own first. */
  readonly secrets: readonly k8s.core.v1.Secret[];
  /** The name to refer to in its own namespace. */
  readonly name: pulumi.Output<string>;
  /** The name to refer to in each further namespace, by the plain name of that. */
  readonly names: ReadonlyMap<string, pulumi.Output<string>>;

  /** @throws InputError when the registry has no login, or one that cannot be; later, inside an Output, when the password is empty */
  constructor(name: string, args: RegistrySecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = [...registrySecretProblems(name, args), ...placeProblems(`RegistrySecret ${name}`, args)];
    if (problems.length > 0) throw new InputError(problems);
    super("secret:RegistrySecret", name, opts);
    const logins = loginsOf(`RegistrySecret ${name}`, args.registry);
    const { own, further } = inPlaces(`RegistrySecret ${name}`, `${name}-registry`, args, (place) => this.#secret(name, place, logins, args));
    this.secret = own;
    this.secrets = [own, ...further.values()];
    this.name = own.metadata.name;
    this.names = mapped(further, ({ metadata }) => metadata.name);
    this.registerOutputs({ name: this.name });
  }

  #secret(name: string, { logicalName, namespace }: Place, logins: pulumi.Output<string>, { partOf, transform }: RegistrySecretArgs): k8s.core.v1.Secret {
    const made: k8s.core.v1.SecretArgs = {
      metadata: { namespace, labels: commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) }) },
      type: "kubernetes.io/dockerconfigjson",
      immutable: true,
      data: { ".dockerconfigjson": logins.apply(base64) },
    };
    return new k8s.core.v1.Secret(logicalName, transform?.(made) ?? made, this.child({ additionalSecretOutputs: ["data", "stringData"] }));
  }
}

/** The login as Docker's own configuration has it, for the whole host: that is what every program that pulls understands. */
function loginsOf(component: string, { address, username = "", password }: ImageRegistry): pulumi.Output<string> {
  const [host = ""] = address.split("/");
  const entry = HUB.hosts.some((each) => each === host) ? HUB.entry : host;
  return pulumi.secret(password).apply((plain) => {
    demand(`${component}: registry.password`, secretProblem(plain));
    return JSON.stringify({ auths: { [entry]: { username, password: plain, auth: base64(`${username}:${plain ?? ""}`) } } });
  });
}
