import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, InputError, commonLabels } from "@moorage/core";
import type { AppConfigArgs } from "./app-config-args.ts";
import { appConfigProblems } from "./app-config-problems.ts";
import { checkedText, openJson } from "./checked.ts";
import { plainChecksum } from "./checksum.ts";
import { keysOf } from "./stored-args.ts";

/**
 * Configuration that all may read, as environment variables or as files: a ConfigMap that is immutable and has a new name with each content.
 * Whoever refers to `name` is rolled by a change, pods of the old revision keep the old content, and the old object goes when nothing refers
 * to it any more.
 * @example
 * ```ts
 * import { AppConfig } from "@moorage/secret";
 *
 * const config = new AppConfig("web", { namespace: namespace.name, data: { LOG_LEVEL: "INFO" } }, opts);
 * const environmentFrom = { configMaps: [config.name] };
 *
 * const files = new AppConfig("web-files", { namespace: namespace.name, json: { "settings.json": { currency: "EUR" } } }, opts);
 * const mounts = { "/etc/web": { configMap: files.name } };
 * ```
 */
export class AppConfig extends Component {
  /** The ConfigMap. */
  readonly configMap: k8s.core.v1.ConfigMap;
  /** The name to refer to. */
  readonly name: pulumi.Output<string>;
  /** Another one for another content, for an annotation of pods; only with the rollout `checksum`. */
  readonly checksum: pulumi.Output<string> | undefined;

  /** @throws InputError naming everything that is wrong with what is known, before anything is registered; later, inside an Output, with the key of a value that is no text */
  constructor(name: string, args: AppConfigArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = appConfigProblems(name, args);
    if (problems.length > 0) throw new InputError(problems);
    super("secret:AppConfig", name, opts);
    const values = this.#values(name, args);
    this.configMap = this.#configMap(name, values, args);
    this.name = this.configMap.metadata.name;
    this.checksum = args.rollout === "checksum" ? plainChecksum(values) : undefined;
    this.registerOutputs({ name: this.name });
  }

  #values(name: string, args: AppConfigArgs): ReadonlyMap<string, pulumi.Output<string>> {
    const { data = {}, json = {} } = args;
    const origin = (path: string): { readonly path: string; readonly resource: pulumi.Resource } => ({ path: `AppConfig ${name}: ${path}`, resource: this });
    const lines = keysOf(args) === "files";
    return new Map([
      ...Object.entries(data).map(([key, value]) => [key, checkedText(value, { ...origin(`data.${key}`), lines })] as const),
      ...Object.entries(json).map(([key, value]) => [key, openJson(value, origin(`json.${key}`))] as const),
    ]);
  }

  #configMap(name: string, values: ReadonlyMap<string, pulumi.Output<string>>, args: AppConfigArgs): k8s.core.v1.ConfigMap {
    const { namespace, partOf, rollout = "replace", transform } = args;
    const labels = commonLabels({ name, ...(partOf === undefined ? {} : { partOf }) });
    const made: k8s.core.v1.ConfigMapArgs = {
      metadata: { ...(rollout === "replace" ? {} : { name: args.name ?? name }), namespace, labels },
      ...(rollout === "replace" ? { immutable: true } : {}),
      data: Object.fromEntries(values),
    };
    return new k8s.core.v1.ConfigMap(name, transform?.(made) ?? made, this.child());
  }
}
