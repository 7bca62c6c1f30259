import { z } from "zod";
import { Refusal } from "./refusal.ts";

/** Where a list goes on, and how much of it is wanted. */
export const pageQuery = z.object({
  before: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** A part of a list, newest first. */
export type Page = z.output<typeof pageQuery>;

/** Path parameter of everything that is asked for by its id. */
export const idParameter = z.object({ id: z.string().min(1).max(64) });

/**
 * What a request brought, as the schema says.
 * @throws Refusal 400 with everything that is wrong
 */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data, error } = schema.safeParse(value ?? {});
  if (error === undefined) return data;
  throw new Refusal(400, error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`)).join("; "));
}

/** The id in a path. */
export function idOf(request: { readonly params: unknown }): string {
  return read(idParameter, request.params).id;
}
