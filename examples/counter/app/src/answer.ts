/** JSON that nobody keeps. */
export function json(body: object, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

/** While Redis is away; nobody outside is told more. */
export function away(): Response {
  return json({ error: "the count cannot be reached" }, 503);
}

/** For the methods that a route has not. */
export function notAllowed(...allowed: readonly string[]): () => Response {
  const allow = allowed.join(", ");
  return () => json({ error: `only ${allow} can be asked for here` }, 405, { allow });
}
