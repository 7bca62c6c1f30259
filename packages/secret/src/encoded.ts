import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";

/** The problem of a secret that holds nothing. */
export function emptyValue(path: string): Problem {
  return { path, problem: "is empty", expected: "a value" };
}

/**
 * A secret value in base64, byte for byte.
 * @throws InputError inside the Output, with the key alone, when the value turns out empty
 */
export function encoded(path: string, value: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.secret(value).apply((plain) => {
    if (plain === "") throw new InputError([emptyValue(path)]);
    return Buffer.from(plain, "utf8").toString("base64");
  });
}
