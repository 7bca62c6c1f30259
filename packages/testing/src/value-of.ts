import * as pulumi from "@pulumi/pulumi";

const PATIENCE_MS = 10_000;

/**
 * The value of an Output, secrets included.
 * @throws Error when it is unknown, or not there after 10 s: a test that forgets to await it would pass by mistake
 */
export async function valueOf<T>(input: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  const output = pulumi.output(input) as unknown as { promise(): Promise<pulumi.Unwrap<T>>; readonly isKnown: Promise<boolean> };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the Output did not resolve within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    const resolved = await Promise.race([output.promise(), late]);
    if (!(await output.isKnown)) throw new Error("the Output is unknown");
    return resolved;
  } finally {
    clearTimeout(timer);
  }
}
