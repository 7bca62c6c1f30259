import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component, Problems, commonLabels } from "@moorage/core";
import { emptyValue, encoded } from "./encoded.ts";
import { environmentKeyProblems } from "./keys.ts";

/** What a Secret of environment variables needs. */
export interface AppSecretArgs {
  readonly namespace: pulumi.Input<string>;
  /** Secret values by environment variable name, as they are: encoding is done here. */
  readonly data: Readonly<Record<string, pulumi.Input<string>>>;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
  /** Changes the Secret before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.SecretArgs) => k8s.core.v1.SecretArgs;
}

/**
 * Secret values as an immutable Secret whose name is new with each content; rolls its consumers as AppConfig does.
 * The new name is random, not a hash: the hash of a short secret could be guessed from.
 */
export class AppSecret extends Component {
  readonly secret: k8s.core.v1.Secret;
  /** The name to refer to. */
  readonly name: pulumi.Output<string>;

  /** @throws InputError when a key is no environment variable name, or there is none; later, when a value is empty */
  constructor(name: string, args: AppSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("secret:AppSecret", name, opts);
    const problems = new Problems(`AppSecret ${name}`);
    environmentKeyProblems(problems, args.data);
    for (const [key, value] of Object.entries(args.data)) if (value === "") problems.add(emptyValue(`data.${key}`));
    problems.throwIfAny();
    const made: k8s.core.v1.SecretArgs = {
      metadata: { namespace: args.namespace, labels: commonLabels({ name, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) }) },
      type: "Opaque",
      immutable: true,
      data: Object.fromEntries(Object.entries(args.data).map(([key, value]) => [key, encoded(`AppSecret ${name}: data.${key}`, value)])),
    };
    this.secret = new k8s.core.v1.Secret(name, args.transform?.(made) ?? made, this.child({ additionalSecretOutputs: ["data", "stringData"] }));
    this.name = this.secret.metadata.name;
    this.registerOutputs({ name: this.name });
  }
}
