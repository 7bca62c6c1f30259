import { createHash } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Component, InputError, Problems, commonLabels, namedLikeSecret } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { sortedJson } from "./encoded.ts";
import { keyProblems } from "./keys.ts";
import type { StoredArgs, StoredSettings } from "./stored-args.ts";

/** What is known of configuration before anything is made; never secrets. */
export type AppConfigSettings = StoredSettings;

/** What a ConfigMap needs. */
export interface AppConfigArgs extends StoredArgs {
  /** Changes the ConfigMap before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.ConfigMapArgs) => k8s.core.v1.ConfigMapArgs;
}

const MOST_BYTES = 2 ** 20;

/** Everything that is wrong with configuration. */
export function appConfigProblems(name: string, { data = {}, json = {}, keys = "environment" }: AppConfigSettings): readonly Problem[] {
  const problems = new Problems(`AppConfig ${name}`);
  keyProblems(problems, keys, { data, json });
  let bytes = 0;
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== "string") continue;
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    if (namedLikeSecret(key)) problems.add({ path: `data.${key}`, problem: "is named like a secret, and a ConfigMap is for all to read", got: "a value, not shown here", expected: "a key of an AppSecret", fix: `move ${key} to secrets` });
  }
  if (bytes > MOST_BYTES) problems.add({ path: "data", problem: "is more than a ConfigMap holds", got: `${bytes} bytes`, expected: `at most ${MOST_BYTES}` });
  return problems.found;
}

/**
 * Configuration as a ConfigMap that is immutable and has a new name with each content: whoever refers to `name` is rolled by a
 * change, pods of the old revision keep the old content, and the old object goes when nothing refers to it any more.
 * @example
 * ```ts
 * import { AppConfig } from "@moorage/secret";
 *
 * const config = new AppConfig("web", { namespace: namespace.name, data: { LOG_LEVEL: "INFO" } }, opts);
 * export const environmentFrom = { configMaps: [config.name] };
 * ```
 */
export class AppConfig extends Component {
  /** The ConfigMap. */
  readonly configMap: k8s.core.v1.ConfigMap;
  /** The name to refer to. */
  readonly name: pulumi.Output<string>;
  /** Another one for another content, for pods that cannot follow a name. */
  readonly checksum: pulumi.Output<string>;

  /** @throws InputError when a key cannot be, is there twice or is named like a secret, or there is none */
  constructor(name: string, args: AppConfigArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = appConfigProblems(name, args);
    if (problems.length > 0) throw new InputError(problems);
    super("secret:AppConfig", name, opts);
    const { namespace, partOf, data = {}, json = {}, rollout = "replace", transform } = args;
    const values: Record<string, pulumi.Input<string>> = { ...data };
    for (const [key, value] of Object.entries(json)) values[key] = pulumi.output(value).apply(sortedJson);
    const made: k8s.core.v1.ConfigMapArgs = {
      metadata: { ...(rollout === "checksum" ? { name } : {}), namespace, labels: commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) }) },
      ...(rollout === "replace" ? { immutable: true } : {}),
      data: values,
    };
    this.configMap = new k8s.core.v1.ConfigMap(name, transform?.(made) ?? made, this.child());
    this.name = this.configMap.metadata.name;
    this.checksum = pulumi.output(values).apply((all) => createHash("sha256").update(sortedJson(all)).digest("hex"));
    this.registerOutputs({ name: this.name });
  }
}
