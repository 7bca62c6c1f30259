import { z } from "zod";
import type { Documents } from "../kit/documents.ts";
import type { TourState, UserState } from "../kit/event-types.ts";
import type { Index } from "../kit/mongo.ts";

const opinion = { rating: z.int().min(1).max(5), text: z.string().trim().min(1).max(2000) };

/** A review as it is kept. */
export const review = z.object({ id: z.string(), version: z.int(), tourId: z.string(), userId: z.string(), ...opinion, createdAt: z.string() });

export type Review = z.output<typeof review>;

/** What this service keeps: its own reviews, and copies of what they are about and by whom. */
export interface Shelves {
  readonly reviews: Documents<Review>;
  readonly tours: Documents<TourState>;
  readonly users: Documents<UserState>;
}

/** One review of a tour by one user; both lists are read by their owner's id. */
export const reviewIndexes: readonly Index[] = [{ keys: { tourId: 1, userId: 1 }, unique: true }, { keys: { userId: 1, _id: -1 } }];

export const reviewInput = z.strictObject(opinion);

/** Names of who wrote some reviews. Who signed up a moment ago may not be known here yet. */
export async function authorsOf({ users }: Shelves, reviews: readonly Review[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(reviews.map(({ userId }) => userId))];
  const { items } = await users.list({ _id: { $in: ids } }, { limit: ids.length + 1 });
  return new Map(items.map(({ id, name }) => [id, name]));
}

/** What everybody is told. */
export function reviewView({ version: _version, userId, ...view }: Review, authors: ReadonlyMap<string, string>): object {
  return { ...view, author: authors.get(userId) ?? null };
}
