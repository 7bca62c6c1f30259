import { json } from "../../../answer.ts";

export const dynamic = "force-dynamic";

const missing = (request: Request): Response => json({ error: `there is no ${new URL(request.url).pathname}` }, 404);
export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
