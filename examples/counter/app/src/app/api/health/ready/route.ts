import { away, json, notAllowed } from "../../../../answer.ts";
import { counter } from "../../../../counter.ts";

export const dynamic = "force-dynamic";

/** Whether it can count. */
export const GET = async (): Promise<Response> => ((await counter().answers()) ? json({ status: "ready" }) : away());

const others = notAllowed("GET", "HEAD");
export { others as DELETE, others as PATCH, others as POST, others as PUT };
