import type * as pulumi from "@pulumi/pulumi";

/** Text in base64, byte for byte. */
export function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

/** Values as a Secret has them. */
export function encoded(values: ReadonlyMap<string, pulumi.Output<string>>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries([...values].map(([key, value]) => [key, value.apply(base64)]));
}
