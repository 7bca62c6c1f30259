import { z } from "zod";
import type { Documents } from "../kit/documents.ts";
import { eventOf } from "../kit/event-types.ts";
import type { Event } from "../kit/event-types.ts";
import { roles } from "../kit/identity.ts";
import type { Index } from "../kit/mongo.ts";

/** A user as it is kept. */
export const user = z.object({
  id: z.string(),
  version: z.int(),
  email: z.string(),
  name: z.string(),
  role: roles,
  /** Nothing for who signs in by a provider. */
  password: z.string().nullable(),
  /** Who vouches for it and under what name there; nothing for who has a password. */
  provider: z.string().nullable(),
  createdAt: z.string(),
});

export type User = z.output<typeof user>;
export type Users = Documents<User>;

export const userIndexes: readonly Index[] = [{ keys: { email: 1 }, unique: true }, { keys: { provider: 1 } }];

const name = z.string().trim().min(1).max(100);

/** Two spellings of one address are one user. */
const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

export const signUpInput = z.strictObject({ email, name, password: z.string().min(10).max(200) });
export const signInInput = z.strictObject({ email, password: z.string().max(200) });
export const profileInput = z.strictObject({ name });
export const roleInput = z.strictObject({ role: roles });

/** What a user is told of itself, and an administrator of everybody. */
export function ownView({ id, email, name, role, createdAt }: User): Readonly<Record<string, string>> {
  return { id, email, name, role, createdAt };
}

/** What everybody is told. */
export function publicView({ id, name }: User): Readonly<Record<string, string>> {
  return { id, name };
}

/** What other services are told. */
export function userEvent(name: "user.created" | "user.updated", { id, version, name: called }: User): Event {
  return eventOf(name, { id, version, name: called }, `${id}:${version}`);
}
