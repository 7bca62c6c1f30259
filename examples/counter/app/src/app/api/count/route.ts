import { readSettings } from "../../../../process/settings.ts";
import { away, json, notAllowed } from "../../../answer.ts";
import { counter } from "../../../counter.ts";

export const dynamic = "force-dynamic";

/** The count, and who tells it. */
function told(count: number | undefined): Response {
  if (count === undefined) return away();
  const { pod, release } = readSettings(process.env);
  return json({ count, pod, ...(release === undefined ? {} : { release }) });
}

export const GET = async (): Promise<Response> => told(await counter().read());
export const POST = async (): Promise<Response> => told(await counter().add());

const others = notAllowed("GET", "HEAD", "POST");
export { others as DELETE, others as PATCH, others as PUT };
