import cookie from "@fastify/cookie";
import type { FastifyInstance } from "fastify";
import { newId } from "../kit/mongo.ts";
import { Refusal } from "../kit/refusal.ts";
import { attempt } from "./oauth.ts";
import type { Provider, Vouched } from "./oauth.ts";
import type { Sessions } from "./sessions.ts";
import { ownView, userEvent } from "./users.ts";
import type { User, Users } from "./users.ts";

const COOKIE = "oauth2";
const PATH = "/api/v1/oauth2";
const TEN_MINUTES = 600;

/** Signing in by a provider of identities. */
export async function oauthRoutes(api: FastifyInstance, users: Users, sessions: Sessions, provider: Provider): Promise<void> {
  await api.register(cookie);

  api.get("/oauth2/start", async (_request, reply) => {
    const { url, secure, attempt } = await provider.leave();
    // What is remembered is the browser's own; the provider checks it against what it was told.
    reply.setCookie(COOKIE, JSON.stringify(attempt), { path: PATH, httpOnly: true, sameSite: "lax", secure, maxAge: TEN_MINUTES });
    return reply.redirect(url);
  });

  api.get("/oauth2/callback", async (request, reply) => {
    const begun = attempt.safeParse(parsed(request.cookies[COOKIE]));
    reply.clearCookie(COOKIE, { path: PATH });
    if (begun.data === undefined) throw new Refusal(400, "this sign-in was not begun in this browser, or too long ago");
    const user = await userOf(users, await provider.comeBack(request.url.split("?")[1] ?? "", begun.data));
    return { user: ownView(user), ...(await sessions.open(user)) };
  });
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}

/** Who has a password keeps it: anybody could have signed up with an address before its owner came by a provider. */
async function userOf(users: Users, { issuer, sub, email, name = "Traveller" }: Vouched): Promise<User> {
  const provider = `${issuer}|${sub}`;
  const known = await users.find({ provider });
  if (known !== undefined) return known;
  const created: User = { id: newId(), version: 1, email: email.toLowerCase(), name, role: "user", password: null, provider, createdAt: new Date().toISOString() };
  if (!(await users.insert(created, userEvent("user.created", created)))) throw new Refusal(409, "there is a user with this email address; sign in as before");
  return created;
}
