import assert from "node:assert/strict";
import { it } from "node:test";
import Fastify from "fastify";
import { UnsecuredJWT } from "jose";
import { Door } from "./identity.ts";

const door = new Door("s".repeat(32));
const server = Fastify();
server.get("/", async (request) => door.user(request));
server.setErrorHandler(async (error: { readonly status: number }, _request, reply) => reply.code(error.status).send());

const statusFor = async (token: string): Promise<number> => (await server.inject({ url: "/", headers: { authorization: `Bearer ${token}` } })).statusCode;

it("a pass lets its bearer in until it runs out", async () => {
  assert.equal(await statusFor(await door.pass({ id: "one", role: "user" }, 60)), 200);
  assert.equal(await statusFor(await door.pass({ id: "one", role: "user" }, -1)), 401);
});

it("a pass of another door, or one that nobody signed, lets nobody in", async () => {
  assert.equal(await statusFor(await new Door("t".repeat(32)).pass({ id: "one", role: "admin" }, 60)), 401);
  assert.equal(await statusFor(new UnsecuredJWT({ role: "admin" }).setSubject("one").setIssuer("tour").setExpirationTime("1m").encode()), 401);
});
