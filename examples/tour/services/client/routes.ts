import type { FastifyInstance, FastifyReply } from "fastify";
import { idOf, pageQuery, read } from "../kit/input.ts";
import { log, reasonOf } from "../kit/log.ts";
import { listPage, messagePage, STYLE, tourPage } from "./pages.ts";
import type { Tours } from "./tours.ts";

/** Pages load nothing from elsewhere and run nothing. */
const HEADERS = { "content-security-policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", "x-content-type-options": "nosniff" };

/** Pages for everything that is no part of the API. */
export function pageRoutes(server: FastifyInstance, tours: Tours): void {
  const send = async (reply: FastifyReply, status: number, page: string) => reply.code(status).headers(HEADERS).type("text/html; charset=utf-8").send(page);
  /** A page with tours on it; without their service there is still one that says so. */
  const shown = async (reply: FastifyReply, make: () => Promise<string | undefined>) => {
    try {
      const made = await make();
      return await (made === undefined ? send(reply, 404, messagePage("Not found", "There is no such tour.")) : send(reply, 200, made));
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, "tours cannot be read");
      return send(reply, 503, messagePage("One moment", "Tours cannot be shown now. Please come back in a minute."));
    }
  };

  server.get("/", async (request, reply) => {
    const { before } = read(pageQuery, request.query);
    return shown(reply, async () => listPage(await tours.list(before)));
  });

  server.get("/tours/:id", async (request, reply) => {
    const id = idOf(request);
    return shown(reply, async () => {
      const tour = await tours.get(id);
      return tour === undefined ? undefined : tourPage(tour);
    });
  });

  server.get("/style.css", async (_request, reply) => reply.header("cache-control", "public, max-age=3600").type("text/css; charset=utf-8").send(STYLE));
  server.get("/*", async (_request, reply) => send(reply, 404, messagePage("Not found", "There is no page at this address.")));
}
