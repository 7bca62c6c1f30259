import { json, notAllowed } from "../../../answer.ts";

export const dynamic = "force-dynamic";

/** The process is alive; nothing else is asked. */
export const GET = (): Response => json({ status: "ok" });

const others = notAllowed("GET", "HEAD");
export { others as DELETE, others as PATCH, others as POST, others as PUT };
