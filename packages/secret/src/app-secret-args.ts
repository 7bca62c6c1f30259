import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Problems } from "@moorage/core";
import type { NamespaceReference, Problem } from "@moorage/core";
import { backendProblems } from "./backend.ts";
import type { SecretBackend } from "./backend.ts";
import { valueProblem } from "./encoded.ts";
import { generatedProblems } from "./generated.ts";
import type { GeneratedValue } from "./generated.ts";
import { keyProblems } from "./keys.ts";
import type { StoredArgs, StoredSettings } from "./stored-args.ts";

/** What is known of secrets before anything is made. */
export interface AppSecretSettings extends StoredSettings {
  /** Values that are made up here, by key. @default none */
  readonly generated?: Readonly<Record<string, GeneratedValue>>;
  /** Where the values are kept. @default a Secret in the cluster */
  readonly backend?: SecretBackend;
}

/** What a Secret needs. */
export interface AppSecretArgs extends AppSecretSettings, Omit<StoredArgs, keyof StoredSettings> {
  /** Further namespaces that it is in: a Secret is visible in its own alone. @default none */
  readonly namespaces?: readonly NamespaceReference[];
  /** Changes each Secret before it is registered. @default none */
  readonly transform?: (args: k8s.core.v1.SecretArgs) => k8s.core.v1.SecretArgs;
}

/** Everything that is wrong with secrets; names keys, never values. */
export function appSecretProblems(name: string, { data = {}, json = {}, generated = {}, keys = "environment", backend = { kind: "kubernetes" } }: AppSecretSettings): readonly Problem[] {
  const problems = new Problems(`AppSecret ${name}`);
  const inStore = backend.kind === "external" ? { keys: backend.keys } : {};
  keyProblems(problems, keys, { data, json, generated, ...inStore });
  for (const [key, value] of Object.entries<unknown>(data)) {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) continue;
    const problem = valueProblem(`data.${key}`, value);
    if (problem !== undefined) problems.add(problem);
  }
  generatedProblems(problems, generated);
  for (const problem of backendProblems("backend", backend, Object.keys({ ...data, ...json, ...generated }))) problems.add(problem);
  return problems.found;
}
