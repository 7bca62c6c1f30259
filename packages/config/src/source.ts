import * as pulumi from "@pulumi/pulumi";

/** Raw stack configuration: what the engine hands to the program. */
export interface ConfigSource {
  /** Name of the project: the namespace of its keys. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** Text by full key, such as `moorage:replicas`. Secrets are in it, decrypted. */
  readonly values: Readonly<Record<string, string>>;
  /** Full keys that are encrypted in the stack's file. */
  readonly encrypted: ReadonlySet<string>;
}

/** The configuration of the stack that runs now. */
export function stackSource(): ConfigSource {
  const encrypted: unknown = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  return {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    values: pulumi.runtime.allConfig(),
    encrypted: new Set(Array.isArray(encrypted) ? encrypted.filter((key) => typeof key === "string") : []),
  };
}
