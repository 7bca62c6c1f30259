import { createHmac } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component, InputError, commonLabels } from "@moorage/core";
import type { Labels } from "@moorage/core";
import { appSecretProblems } from "./app-secret-args.ts";
import type { AppSecretArgs } from "./app-secret-args.ts";
import type { Stored } from "./backend.ts";
import { base64, checked, sortedJson } from "./encoded.ts";
import { externalSecret } from "./external-backend.ts";
import { generatedValue } from "./generated.ts";
import { sealedSecret } from "./sealed-backend.ts";

const SALT_LENGTH = 32;

/**
 * Secret values as a Secret that is immutable and has a new name with each content; rolls its consumers as AppConfig does. The
 * new name is random, not a hash: the hash of a short secret could be guessed from.
 * @example
 * ```ts
 * import { AppSecret } from "@moorage/secret";
 *
 * const secret = new AppSecret("web", {
 *   namespace: namespace.name,
 *   data: { DATABASE_URL: connection.url },
 *   generated: { SESSION_KEY: { length: 48 } },
 * }, opts);
 * export const environmentFrom = { secrets: [secret.name] };
 * ```
 */
export class AppSecret extends Component {
  /** The Secret of its own namespace, unless the backend makes it. */
  readonly secret: k8s.core.v1.Secret | undefined;
  /** The name to refer to in its own namespace. */
  readonly name: pulumi.Output<string>;
  /** The name to refer to in each further namespace, by the namespace's plain name. */
  readonly names: ReadonlyMap<string, pulumi.Output<string>>;
  readonly #values: Readonly<Record<string, pulumi.Output<string>>>;
  readonly #name: string;
  #salt: pulumi.Output<string> | undefined;

  /** @throws InputError when a key cannot be or is there twice, or a value is empty or no text; for Outputs later, inside them */
  constructor(name: string, args: AppSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = appSecretProblems(name, args);
    if (problems.length > 0) throw new InputError(problems);
    super("secret:AppSecret", name, opts);
    this.#name = name;
    this.#values = this.#valuesOf(name, args);
    const labels = commonLabels({ name, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) });
    const own = this.#stored(name, name, args.namespace, labels, args);
    this.secret = own instanceof k8s.core.v1.Secret ? own : undefined;
    this.name = own instanceof k8s.core.v1.Secret ? own.metadata.name : pulumi.output(name);
    this.names = new Map(
      (args.namespaces ?? []).map(({ plainName, name: place }) => {
        const made = this.#stored(`${name}-${plainName}`, name, place, labels, args);
        return [plainName, made instanceof k8s.core.v1.Secret ? made.metadata.name : pulumi.output(name)];
      }),
    );
    this.registerOutputs({ name: this.name });
  }

  /**
   * The value of a key; always secret.
   * @throws Error when there is no such key here
   */
  value(key: string): pulumi.Output<string> {
    const value = this.#values[key];
    if (value === undefined) throw new Error(`AppSecret ${this.#name} has no value ${key}`);
    return value;
  }

  /** Another one for another content, for pods that cannot follow a name. Salted: a plain hash of a short secret could be guessed from. */
  get checksum(): pulumi.Output<string> {
    return pulumi.unsecret(pulumi.all([pulumi.all(this.#values), this.#salted()]).apply(([values, salt]) => createHmac("sha256", salt).update(sortedJson(values)).digest("hex")));
  }

  #valuesOf(name: string, { data = {}, json = {}, generated = {} }: AppSecretArgs): Readonly<Record<string, pulumi.Output<string>>> {
    const path = (key: string): string => `AppSecret ${name}: ${key}`;
    return {
      ...Object.fromEntries(Object.entries(data).map(([key, value]) => [key, checked(path(`data.${key}`), value, this)])),
      ...Object.fromEntries(Object.entries(json).map(([key, value]) => [key, pulumi.secret(value).apply(sortedJson)])),
      ...Object.fromEntries(Object.entries(generated).map(([key, value]) => [key, generatedValue(`${name}-${key}`, value, this.child())])),
    };
  }

  #salted(): pulumi.Output<string> {
    this.#salt ??= new random.RandomPassword(`${this.#name}-salt`, { length: SALT_LENGTH }, this.child()).result;
    return this.#salt;
  }

  #stored(logicalName: string, name: string, namespace: pulumi.Input<string>, labels: Labels, { backend = { kind: "kubernetes" }, rollout = "replace", transform }: AppSecretArgs): k8s.core.v1.Secret | k8s.apiextensions.CustomResource {
    const stored: Omit<Stored, "salt"> = { logicalName, name, namespace, labels, values: this.#values, opts: this.child() };
    if (backend.kind === "external") return externalSecret(backend, stored);
    if (backend.kind === "sealed") return sealedSecret(backend, { ...stored, salt: this.#salted() });
    const made: k8s.core.v1.SecretArgs = {
      metadata: { ...(rollout === "checksum" ? { name } : {}), namespace, labels },
      type: "Opaque",
      ...(rollout === "replace" ? { immutable: true } : {}),
      data: Object.fromEntries(Object.entries(this.#values).map(([key, value]) => [key, value.apply(base64)])),
    };
    return new k8s.core.v1.Secret(logicalName, transform?.(made) ?? made, this.child({ additionalSecretOutputs: ["data", "stringData"] }));
  }
}
