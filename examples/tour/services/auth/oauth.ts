import { allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, discovery, fetchUserInfo, randomNonce, randomPKCECodeVerifier, randomState } from "openid-client";
import type { Configuration } from "openid-client";
import { z } from "zod";
import { Refusal } from "../kit/refusal.ts";
import { address, text } from "../kit/settings.ts";

/** Settings of a provider of identities, each of which may be missing. */
export const oauthSettings = {
  OAUTH_ISSUER: address("https", "http").optional(),
  OAUTH_REDIRECT_URI: address("https", "http").optional(),
  OAUTH_CLIENT_ID: text("not empty", (value) => value !== "").optional(),
  OAUTH_CLIENT_SECRET: text("not empty", (value) => value !== "").optional(),
};

const NAMES = ["OAUTH_ISSUER", "OAUTH_REDIRECT_URI", "OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET"] as const;

/** What is remembered in the browser between leaving for the provider and coming back. */
export const attempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** Somebody the provider vouches for. */
const vouched = z.object({ sub: z.string(), email: z.email(), email_verified: z.literal(true, { error: "is not true" }), name: z.string().trim().min(1).max(100).optional() });

export type Attempt = z.output<typeof attempt>;
export type Vouched = z.output<typeof vouched> & { readonly issuer: string };

type ProviderSettings = { readonly [N in (typeof NAMES)[number]]?: string | undefined };

/** A provider of identities that speaks OpenID Connect, found by its issuer. */
export class Provider {
  readonly #settings: ProviderSettings;
  #configuration: Promise<Configuration> | undefined;

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /** Where a browser is sent, and what has to be remembered until it comes back. */
  async leave(): Promise<{ readonly url: string; readonly secure: boolean; readonly attempt: Attempt }> {
    const { configuration, redirectUri } = await this.#ready();
    const made = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: "openid email profile",
      state: made.state,
      nonce: made.nonce,
      code_challenge: await calculatePKCECodeChallenge(made.verifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, secure: redirectUri.startsWith("https:"), attempt: made };
  }

  /** Who came back with this query. */
  async comeBack(query: string, { state, nonce, verifier }: Attempt): Promise<Vouched> {
    const { configuration, redirectUri } = await this.#ready();
    const here = new URL(redirectUri);
    here.search = query;
    try {
      const tokens = await authorizationCodeGrant(configuration, here, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const sub = tokens.claims()?.sub ?? "";
      const info = await fetchUserInfo(configuration, tokens.access_token, sub);
      return { ...vouched.parse(info), issuer: configuration.serverMetadata().issuer };
    } catch (error) {
      if (error instanceof z.ZodError) throw new Refusal(403, "the provider does not vouch for an email address");
      throw new Refusal(401, "the provider did not confirm the sign-in");
    }
  }

  async #ready(): Promise<{ readonly configuration: Configuration; readonly redirectUri: string }> {
    const { OAUTH_ISSUER, OAUTH_REDIRECT_URI, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET } = this.#settings;
    if (OAUTH_ISSUER === undefined || OAUTH_REDIRECT_URI === undefined || OAUTH_CLIENT_ID === undefined || OAUTH_CLIENT_SECRET === undefined) {
      throw new Refusal(501, `no provider is set up here: ${NAMES.filter((name) => this.#settings[name] === undefined).join(", ")} not set`);
    }
    // An issuer without TLS is one for trying things out.
    const options = new URL(OAUTH_ISSUER).protocol === "http:" ? { execute: [allowInsecureRequests] } : {};
    this.#configuration ??= discovery(new URL(OAUTH_ISSUER), OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET, undefined, options);
    try {
      return { configuration: await this.#configuration, redirectUri: OAUTH_REDIRECT_URI };
    } catch {
      this.#configuration = undefined;
      throw new Refusal(502, "the provider does not answer");
    }
  }
}
