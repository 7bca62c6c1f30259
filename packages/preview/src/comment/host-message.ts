import { z } from "zod";
import { jsonIn } from "../model/json.ts";

const said = z.object({
  // GitLab's validation gives an object here: { body: ["is too long"] }.
  message: z.union([z.string(), z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value))]).optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  // GitHub: the reasons for a "Validation Failed", and what its GraphQL interface says with a 200.
  errors: z.array(z.object({ message: z.string() })).optional().catch(undefined),
});

/** The sentence in which a host says what is wrong; `undefined` when it says nothing, or shows a web page. */
export function hostMessage(text: string): string | undefined {
  const sentence = fromJson(text) ?? fromPlain(text);
  // GitLab repeats the status: "404 Not found".
  return sentence?.replace(/^\d{3} /, "");
}

function fromJson(text: string): string | undefined {
  const value = jsonIn(text);
  const parsed = said.safeParse(value);
  if (!parsed.success) return undefined;
  const { message, error_description: description, error, errors } = parsed.data;
  const sentence = [message ?? description ?? error, errors?.[0]?.message].filter((each) => each !== undefined).join(": ");
  return sentence === "" ? undefined : sentence;
}

function fromPlain(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === "" || /^[<{[]/.test(trimmed) ? undefined : trimmed;
}
