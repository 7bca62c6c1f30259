import * as pulumi from "@pulumi/pulumi";

/** An Output as it is in a preview before what it comes from is made. The SDK's constructor is not among its types. */
export function unknown<T>(secret = false): pulumi.Output<T> {
  const Made = pulumi.Output as unknown as new (resources: ReadonlySet<never>, value: Promise<unknown>, known: Promise<boolean>, secret: Promise<boolean>, all: Promise<ReadonlySet<never>>) => pulumi.Output<T>;
  return new Made(new Set(), Promise.resolve(undefined), Promise.resolve(false), Promise.resolve(secret), Promise.resolve(new Set()));
}

/** Whether a value is known yet. */
export async function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as { readonly isKnown: Promise<boolean> }).isKnown;
}
