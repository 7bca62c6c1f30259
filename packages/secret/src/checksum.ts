import { createHash, createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { sortedJson } from "./json-text.ts";

type Values = ReadonlyMap<string, pulumi.Output<string>>;

/** Another one for other values that all may read. */
export function plainChecksum(values: Values): pulumi.Output<string> {
  return together(values).apply((plain) => createHash("sha256").update(plain).digest("hex"));
}

/**
 * Another one for other secret values. A plain hash of a short secret could be guessed from: one tries all of them. Whoever does not know the
 * salt cannot, so the checksum itself is no secret.
 */
export function saltedChecksum(values: Values, salt: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.unsecret(pulumi.all([together(values), salt]).apply(([plain, salted]) => createHmac("sha256", salted).update(plain).digest("hex")));
}

function together(values: Values): pulumi.Output<string> {
  return pulumi.all(Object.fromEntries(values)).apply(sortedJson);
}
