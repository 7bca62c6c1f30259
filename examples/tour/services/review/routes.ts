import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Filter } from "mongodb";
import { mayTouch } from "../kit/identity.ts";
import type { Door, Identity } from "../kit/identity.ts";
import { idOf, pageQuery, read } from "../kit/input.ts";
import { newId } from "../kit/mongo.ts";
import type { Row } from "../kit/outbox.ts";
import { missing, Refusal } from "../kit/refusal.ts";
import { authorsOf, reviewInput, reviewView } from "./reviews.ts";
import type { Review, Shelves } from "./reviews.ts";

/** Everybody reads the reviews of a tour; whoever is signed in writes one for each tour. */
export function reviewRoutes(api: FastifyInstance, shelves: Shelves, door: Door): void {
  const { reviews, tours } = shelves;
  const page = async (filter: Filter<Row>, request: FastifyRequest): Promise<object> => {
    const { items, next } = await reviews.list(filter, read(pageQuery, request.query));
    const authors = await authorsOf(shelves, items);
    return { items: items.map((review) => reviewView(review, authors)), next };
  };
  const view = async (review: Review): Promise<object> => reviewView(review, await authorsOf(shelves, [review]));
  const touched = async (request: FastifyRequest): Promise<Review> => owned(await reviews.get(idOf(request)), await door.user(request));

  api.get("/tours/:id/reviews", async (request) => page({ tourId: idOf(request) }, request));

  api.post("/tours/:id/reviews", async (request, reply) => {
    const { id: userId } = await door.user(request);
    const opinion = read(reviewInput, request.body);
    const tour = await tours.get(idOf(request));
    if (tour === undefined) throw missing("tour");
    const created: Review = { id: newId(), version: 1, tourId: tour.id, userId, ...opinion, createdAt: new Date().toISOString() };
    if (!(await reviews.insert(created))) throw new Refusal(409, "you have reviewed this tour already");
    return reply.code(201).send(await view(created));
  });

  api.get("/reviews", async (request) => page({ userId: (await door.user(request)).id }, request));

  api.get("/reviews/:id", async (request) => view(found(await reviews.get(idOf(request)))));

  api.put("/reviews/:id", async (request) => {
    const { id } = await touched(request);
    const opinion = read(reviewInput, request.body);
    return view(found(await reviews.change(id, () => opinion)));
  });

  api.delete("/reviews/:id", async (request, reply) => {
    await reviews.remove((await touched(request)).id);
    return reply.code(204).send();
  });

  api.get("/admin/reviews", async (request) => {
    await door.admin(request);
    return reviews.list({}, read(pageQuery, request.query));
  });
}

function found(review: Review | undefined): Review {
  if (review === undefined) throw missing("review");
  return review;
}

function owned(review: Review | undefined, who: Identity): Review {
  const there = found(review);
  if (!mayTouch(who, there.userId)) throw new Refusal(403, "only who wrote it or an administrator may do this");
  return there;
}
