import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Door } from "../kit/identity.ts";
import { read } from "../kit/input.ts";
import { newId } from "../kit/mongo.ts";
import { missing, Refusal } from "../kit/refusal.ts";
import { hashOf, isPassword } from "./passwords.ts";
import type { Sessions } from "./sessions.ts";
import { ownView, signInInput, signUpInput, userEvent } from "./users.ts";
import type { User, Users } from "./users.ts";

const refreshInput = z.strictObject({ refreshToken: z.string().min(1).max(2048) });

/** How users come in, stay in and leave. */
export function signRoutes(api: FastifyInstance, users: Users, sessions: Sessions, door: Door): void {
  api.post("/auth/signup", async (request, reply) => {
    const { email, name, password } = read(signUpInput, request.body);
    const created: User = { id: newId(), version: 1, email, name, role: "user", password: await hashOf(password), provider: null, createdAt: new Date().toISOString() };
    if (!(await users.insert(created, userEvent("user.created", created)))) throw new Refusal(409, "there is a user with this email address");
    return reply.code(201).send({ user: ownView(created), ...(await sessions.open(created)) });
  });

  api.post("/auth/signin", async (request) => {
    const { email, password } = read(signInInput, request.body);
    const user = await users.find({ email });
    if (!(await isPassword(password, user?.password)) || user === undefined) throw new Refusal(401, "the email address or the password is wrong");
    return { user: ownView(user), ...(await sessions.open(user)) };
  });

  api.post("/auth/refresh", async (request) => {
    const { refreshToken } = read(refreshInput, request.body);
    const user = await users.get(await sessions.close(refreshToken));
    if (user === undefined) throw new Refusal(401, "there is no such user any more");
    return sessions.open(user);
  });

  api.post("/auth/signout", async (request, reply) => {
    await sessions.close(read(refreshInput, request.body).refreshToken);
    return reply.code(204).send();
  });

  api.get("/auth/me", async (request) => {
    const user = await users.get((await door.user(request)).id);
    if (user === undefined) throw missing("user");
    return ownView(user);
  });
}
