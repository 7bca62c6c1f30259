import * as pulumi from "@pulumi/pulumi";

/** What `read` gives; its failure as an error that the engine prints without a stack trace. */
export function plainly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw plain(error);
  }
}

/** An error with the same message that the engine prints without a stack trace. */
export function plain(error: unknown): pulumi.RunError {
  return new pulumi.RunError(error instanceof Error ? error.message : String(error));
}
