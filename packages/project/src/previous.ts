import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Previous } from "./environment.ts";

const schema = z.object({ outputs: z.object({ data: z.record(z.string(), z.object({ mode: z.enum(["in-cluster", "managed"]), storage: z.string() })).default({}) }) });

/**
 * What this stack's data was kept in at its last deployment, from its own outputs.
 * Nothing for a stack that was never deployed, or by a program that did not say. To be called before any resource is made: a
 * backend of local files is not read while the engine writes to it.
 * @throws Error with the engine's words when the state cannot be read
 */
export async function previousData(): Promise<Previous> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const result: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
  const parsed = schema.safeParse(result);
  return parsed.success ? (parsed.data.outputs.data as Previous) : {};
}
