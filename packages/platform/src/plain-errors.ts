import * as pulumi from "@pulumi/pulumi";

/** An error with the same message that the engine prints without a stack trace. */
export function plain(error: unknown): pulumi.RunError {
  return new pulumi.RunError(error instanceof Error ? error.message : String(error));
}
