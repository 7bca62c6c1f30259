import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, Problems, commonLabels } from "@moorage/core";
import { environmentKeyProblems } from "./keys.ts";

/** What a ConfigMap of environment variables needs. */
export interface AppConfigArgs {
  readonly namespace: pulumi.Input<string>;
  /** Environment variables by name; never secrets. */
  readonly data: Readonly<Record<string, pulumi.Input<string>>>;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Changes the ConfigMap before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.ConfigMapArgs) => k8s.core.v1.ConfigMapArgs;
}

/**
 * Configuration as an immutable ConfigMap whose name is new with each content.
 * Whoever refers to `name` is rolled by a change, pods of the old revision keep the old content, and the old
 * object goes when nothing refers to it any more.
 */
export class AppConfig extends Component {
  readonly configMap: k8s.core.v1.ConfigMap;
  /** The name to refer to. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError when a key is no environment variable name, or there is none */
  constructor(name: string, args: AppConfigArgs, opts?: pulumi.ComponentResourceOptions) {
    super("secret:AppConfig", name, opts);
    const problems = new Problems(`AppConfig ${name}`);
    environmentKeyProblems(problems, args.data);
    problems.throwIfAny();
    const made: k8s.core.v1.ConfigMapArgs = {
      metadata: { namespace: args.namespace, labels: commonLabels({ name, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) }) },
      immutable: true,
      data: args.data,
    };
    this.configMap = new k8s.core.v1.ConfigMap(name, args.transform?.(made) ?? made, this.child());
    this.name = this.configMap.metadata.name;
    this.registerOutputs({ name: this.name });
  }
}
