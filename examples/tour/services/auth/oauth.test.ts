import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, it } from "node:test";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { Refusal } from "../kit/refusal.ts";
import { Provider } from "./oauth.ts";

const CLIENT = { OAUTH_CLIENT_ID: "tour", OAUTH_CLIENT_SECRET: "a secret of the client", OAUTH_REDIRECT_URI: "http://tour.example/api/v1/oauth2/callback" };
const keys = await generateKeyPair("RS256");
/** What the provider says of who signs in there. */
let person: object = {};
/** What the last one who was sent there brought along. */
let asked = new URLSearchParams();
let issuer = "";

/** A provider of identities, as small as one can be. */
const server = createServer(async (request, response) => {
  const answers: Readonly<Record<string, () => Promise<object>>> = {
    "/.well-known/openid-configuration": async () => ({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo`, jwks_uri: `${issuer}/jwks`, code_challenge_methods_supported: ["S256"] }),
    "/jwks": async () => ({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: "RS256", use: "sig" }] }),
    "/userinfo": async () => person,
    "/token": async () => {
      let body = "";
      for await (const part of request) body += String(part);
      const verifier = new URLSearchParams(body).get("code_verifier") ?? "";
      assert.equal(createHash("sha256").update(verifier).digest("base64url"), asked.get("code_challenge"));
      const claims = new SignJWT({ nonce: asked.get("nonce") }).setProtectedHeader({ alg: "RS256" }).setIssuer(issuer).setAudience("tour").setSubject("ada").setIssuedAt().setExpirationTime("1m");
      return { access_token: "access", token_type: "Bearer", id_token: await claims.sign(keys.privateKey) };
    },
  };
  const answer = await answers[request.url ?? ""]?.();
  response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer ?? {}));
});

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

it("somebody leaves for the provider, comes back with a code, and is known", async () => {
  person = { sub: "ada", email: "ada@example.com", email_verified: true, name: "Ada" };
  const provider = new Provider({ ...CLIENT, OAUTH_ISSUER: issuer });
  const { url, secure, attempt } = await provider.leave();
  asked = new URL(url).searchParams;
  assert.deepEqual([secure, asked.get("redirect_uri"), asked.get("state")], [false, CLIENT.OAUTH_REDIRECT_URI, attempt.state]);
  assert.deepEqual(await provider.comeBack(`code=one&state=${attempt.state}`, attempt), { ...person, issuer });
  await assert.rejects(provider.comeBack("code=one&state=another", attempt), new Refusal(401, "the provider did not confirm the sign-in"));
});

it("an address that the provider does not vouch for is refused", async () => {
  person = { sub: "ada", email: "ada@example.com", email_verified: false };
  const provider = new Provider({ ...CLIENT, OAUTH_ISSUER: issuer });
  const { url, attempt } = await provider.leave();
  asked = new URL(url).searchParams;
  await assert.rejects(provider.comeBack(`code=one&state=${attempt.state}`, attempt), { status: 403 });
});

it("without a provider it is told what is not set", async () => {
  await assert.rejects(new Provider({ ...CLIENT, OAUTH_CLIENT_ID: undefined }).leave(), new Refusal(501, "no provider is set up here: OAUTH_ISSUER, OAUTH_CLIENT_ID not set"));
  await assert.rejects(new Provider({ ...CLIENT, OAUTH_ISSUER: `${issuer}/nowhere` }).leave(), { status: 502 });
});
