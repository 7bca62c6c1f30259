import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentRules, Labels, NamespaceReference, Subject } from "@moorage/core";
import type { Address } from "./connection.ts";
import type { DataTransforms } from "./data-args.ts";
import type { DataKind } from "./kind.ts";
import type { Resolved } from "./resolve.ts";

/** Metadata that most children of one data service share. */
export interface Metadata {
  /** Name in the cluster. */
  readonly name: string;
  /** Name of the namespace. */
  readonly namespace: pulumi.Output<string>;
  /** Labels of the object. */
  readonly labels: Labels;
}

/** What the children of one data service have in common. */
export interface Site {
  /** Which server it is. */
  readonly kind: DataKind;
  /** Its settings. */
  readonly data: Resolved;
  /** How it is reached. */
  readonly address: Address;
  /** Where its objects are. */
  readonly namespace: NamespaceReference;
  /** What their labels are made of. */
  readonly subject: Subject;
  /** What the environment insists on. */
  readonly rules: EnvironmentRules | undefined;
  /** Last changes to the children. */
  readonly transform: DataTransforms;
  /** Options of a child of the component. */
  readonly child: (opts?: pulumi.CustomResourceOptions) => pulumi.CustomResourceOptions;
}
