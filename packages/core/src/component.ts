import * as pulumi from "@pulumi/pulumi";

/**
 * Base of every component: a type token `moorage:<package>:<Name>` and options for children.
 *
 * Logical names of children are public API: they are part of URNs, and a renamed child is a replaced object.
 */
export abstract class Component extends pulumi.ComponentResource {
  protected constructor(type: `${string}:${string}`, name: string, opts: pulumi.ComponentResourceOptions | undefined) {
    super(`moorage:${type}`, name, {}, opts);
  }

  /** Options of a child: this component is its parent, and what the child itself needs comes last. */
  protected child(opts: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
    return { ...opts, parent: this };
  }
}
