import type { FastifyInstance } from "fastify";
import { mayTouch } from "../kit/identity.ts";
import type { Door, Identity } from "../kit/identity.ts";
import { idOf, pageQuery, read } from "../kit/input.ts";
import { newId } from "../kit/mongo.ts";
import { missing, Refusal } from "../kit/refusal.ts";
import { changedTourInput, newTourInput, tourEvent, tourView } from "./tours.ts";
import type { Tour, Tours } from "./tours.ts";

/** Everybody reads tours; whoever is signed in offers some; only their owner or an administrator changes them. */
export function tourRoutes(api: FastifyInstance, tours: Tours, door: Door): void {
  const change = async (who: Identity, id: string, part: Partial<Tour>): Promise<Tour> => {
    const changed = await tours.change(id, (now) => (now.withdrawn ? undefined : allowed(who, now, part)), (tour) => tourEvent("tour.updated", tour));
    return offered(changed, part.withdrawn);
  };

  api.get("/tours", async (request) => {
    const { items, next } = await tours.list({ withdrawn: false }, read(pageQuery, request.query));
    return { items: items.map(tourView), next };
  });

  api.get("/tours/:id", async (request) => tourView(offered(await tours.get(idOf(request)))));

  api.post("/tours", async (request, reply) => {
    const { id: ownerId } = await door.user(request);
    const created: Tour = { id: newId(), version: 1, ...read(newTourInput, request.body), ownerId, createdAt: new Date().toISOString(), withdrawn: false };
    await tours.insert(created, tourEvent("tour.created", created));
    return reply.code(201).send(tourView(created));
  });

  api.patch("/tours/:id", async (request) => {
    const who = await door.user(request);
    return tourView(await change(who, idOf(request), read(changedTourInput, request.body)));
  });

  api.delete("/tours/:id", async (request, reply) => {
    const who = await door.user(request);
    await change(who, idOf(request), { withdrawn: true });
    return reply.code(204).send();
  });

  api.get("/admin/tours", async (request) => {
    await door.admin(request);
    return tours.list({}, read(pageQuery, request.query));
  });
}

function allowed(who: Identity, tour: Tour, part: Partial<Tour>): Partial<Tour> {
  if (!mayTouch(who, tour.ownerId)) throw new Refusal(403, "only its owner or an administrator may do this");
  return part;
}

/** A tour that is there and, unless it was expected to be, not withdrawn. */
function offered(tour: Tour | undefined, expected = false): Tour {
  if (tour === undefined || (tour.withdrawn && !expected)) throw missing("tour");
  return tour;
}
