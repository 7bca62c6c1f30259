import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component, InputError, commonLabels } from "@moorage/core";
import type { AppSecretArgs } from "./app-secret-args.ts";
import { appSecretProblems } from "./app-secret-problems.ts";
import type { Kept } from "./backend.ts";
import { backendOf } from "./backends.ts";
import { keysOf } from "./stored-args.ts";
import { checkedSecret, secretJson } from "./checked.ts";
import type { Origin } from "./checked.ts";
import { saltedChecksum } from "./checksum.ts";
import { generatedValue, saltOf } from "./generated.ts";
import { inPlaces, mapped, placeProblems } from "./places.ts";
import type { Place } from "./places.ts";

/**
 * Secret values, as environment variables or as files: a Secret that is immutable and has a new name with each content, and rolls whoever
 * refers to it as AppConfig does. The new name is random or salted, never a plain hash: the hash of a short secret could be guessed from.
 * @example
 * ```ts
 * import { AppSecret } from "@moorage/secret";
 *
 * const secret = new AppSecret("web", {
 *   namespace: namespace.name,
 *   data: { DATABASE_URL: connection.url },
 *   generated: { SESSION_KEY: { length: 48 } },
 * }, opts);
 * const environmentFrom = { secrets: [secret.name] };
 * ```
 */
export class AppSecret extends Component {
  /** The Secret of its own namespace, unless a controller makes it. */
  readonly secret: k8s.core.v1.Secret | undefined;
  /** Every object that was made for it, that of its own namespace first. */
  readonly objects: readonly (k8s.core.v1.Secret | k8s.apiextensions.CustomResource)[];
  /** The name to refer to in its own namespace. */
  readonly name: pulumi.Output<string>;
  /** The name to refer to in each further namespace, by the plain name of that. */
  readonly names: ReadonlyMap<string, pulumi.Output<string>>;
  /** Another one for another content, for an annotation of pods; only with the rollout `checksum`. No secret: it is salted. */
  readonly checksum: pulumi.Output<string> | undefined;
  readonly #component: string;
  readonly #values: ReadonlyMap<string, pulumi.Output<string>>;
  #salt: pulumi.Output<string> | undefined;

  /** @throws InputError naming everything that is wrong with what is known, before anything is registered; later, inside an Output, with the key of a value that is empty or no text */
  constructor(name: string, args: AppSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = [...appSecretProblems(name, args), ...placeProblems(`AppSecret ${name}`, args)];
    if (problems.length > 0) throw new InputError(problems);
    super("secret:AppSecret", name, opts);
    this.#component = `AppSecret ${name}`;
    this.#values = this.#valuesOf(name, args);
    const { own, further } = inPlaces(this.#component, name, args, (place) => this.#kept(name, place, args));
    this.objects = [own, ...further.values()].map(({ object }) => object);
    this.secret = own.object instanceof k8s.core.v1.Secret ? own.object : undefined;
    this.name = own.name;
    this.names = mapped(further, (kept) => kept.name);
    this.checksum = args.rollout === "checksum" ? saltedChecksum(this.#values, this.#salted(name)) : undefined;
    this.registerOutputs({ name: this.name });
  }

  /**
   * The value of a key, given or made up here; always secret.
   * @throws InputError when the program knows no such value: it may be in a store
   */
  value(key: string): pulumi.Output<string> {
    const value = this.#values.get(key);
    if (value === undefined) throw new InputError([{ path: `${this.#component}: ${key}`, problem: "is no value that the program knows", expected: [...this.#values.keys()].join(", ") || "none: the values are in a store" }]);
    return value;
  }

  #valuesOf(name: string, args: AppSecretArgs): ReadonlyMap<string, pulumi.Output<string>> {
    const { data = {}, json = {}, generated = {}, transformGenerated } = args;
    const lines = keysOf(args) === "files";
    const origin = (path: string): Origin => ({ path: `${this.#component}: ${path}`, resource: this });
    return new Map([
      ...Object.entries(data).map(([key, value]) => [key, checkedSecret(value, { ...origin(`data.${key}`), lines })] as const),
      ...Object.entries(json).map(([key, value]) => [key, secretJson(value, origin(`json.${key}`))] as const),
      ...Object.entries(generated).map(([key, value]) => [key, pulumi.secret(generatedValue(name, key, value, transformGenerated, this.child()))] as const),
    ]);
  }

  #kept(name: string, { logicalName, namespace }: Place, args: AppSecretArgs): Kept {
    const { backend, partOf, rollout = "replace", transform, transformCustom } = args;
    return backendOf(backend).keep({
      logicalName,
      name: args.name ?? name,
      namespace,
      labels: commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) }),
      values: this.#values,
      rollout,
      salt: () => this.#salted(name),
      opts: this.child(),
      ...(transform === undefined ? {} : { transform }),
      ...(transformCustom === undefined ? {} : { transformCustom }),
    });
  }

  /** Made up once, and only where something needs it. */
  #salted(name: string): pulumi.Output<string> {
    this.#salt ??= saltOf(name, this.child());
    return this.#salt;
  }
}
