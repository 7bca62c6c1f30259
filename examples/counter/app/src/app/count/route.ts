import { away, notAllowed } from "../../answer.ts";
import { counter } from "../../counter.ts";

export const dynamic = "force-dynamic";

/**
 * What the button of the page sends. It is an ordinary route and no server action, whose names change from build to build:
 * while a release is rolled out, a page of the one before must count as well.
 */
export async function POST(): Promise<Response> {
  if ((await counter().add()) === undefined) return away();
  // Reloading the page that follows counts nothing. The address is without a host: which one the visitor sees is not known here.
  return new Response(null, { status: 303, headers: { location: "/", "cache-control": "no-store" } });
}

const others = notAllowed("POST");
export { others as DELETE, others as GET, others as PATCH, others as PUT };
