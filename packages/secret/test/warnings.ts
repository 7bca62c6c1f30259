import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";

/** What a program is warned of, from now on until `restore`. */
export function collectWarnings(): { readonly warnings: readonly string[]; readonly restore: () => void } {
  const warnings: string[] = [];
  const { mock: method } = mock.method(pulumi.log, "warn", async (message: string) => {
    warnings.push(message);
    return Promise.resolve();
  });
  return { warnings, restore: () => method.restore() };
}
