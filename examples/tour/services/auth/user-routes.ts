import type { FastifyInstance } from "fastify";
import type { Door } from "../kit/identity.ts";
import { idOf, pageQuery, read } from "../kit/input.ts";
import { missing } from "../kit/refusal.ts";
import { ownView, profileInput, publicView, roleInput, userEvent } from "./users.ts";
import type { User, Users } from "./users.ts";

const updated = (user: User) => userEvent("user.updated", user);

/** Profiles, and what administrators do with users. */
export function userRoutes(api: FastifyInstance, users: Users, door: Door): void {
  api.get("/users/:id", async (request) => publicView(found(await users.get(idOf(request)))));

  api.get("/users/me", async (request) => ownView(found(await users.get((await door.user(request)).id))));

  api.patch("/users/me", async (request) => {
    const { id } = await door.user(request);
    const profile = read(profileInput, request.body);
    return ownView(found(await users.change(id, () => profile, updated)));
  });

  api.get("/admin/users", async (request) => {
    await door.admin(request);
    const { items, next } = await users.list({}, read(pageQuery, request.query));
    return { items: items.map(ownView), next };
  });

  api.get("/admin/users/:id", async (request) => {
    await door.admin(request);
    return ownView(found(await users.get(idOf(request))));
  });

  // The first administrator is made in the database by whoever runs the platform.
  api.patch("/admin/users/:id", async (request) => {
    await door.admin(request);
    const change = read(roleInput, request.body);
    return ownView(found(await users.change(idOf(request), () => change, updated)));
  });
}

function found(user: User | undefined): User {
  if (user === undefined) throw missing("user");
  return user;
}
