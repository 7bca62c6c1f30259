import type { FastifyRequest } from "fastify";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { Refusal } from "./refusal.ts";

const ALGORITHM = "HS256";
const ISSUER = "tour";
const BEARER = /^Bearer ([\w.-]+)$/i;

/** What a user may do. */
export const roles = z.enum(["user", "admin"]);

const claims = z.object({ sub: z.string(), role: roles });

/** Who asks. */
export interface Identity {
  readonly id: string;
  readonly role: z.output<typeof roles>;
}

/** Knows who asks from the access token of a request. */
export class Door {
  readonly #key: Uint8Array;

  constructor(secret: string) {
    this.#key = new TextEncoder().encode(secret);
  }

  /** A token that lets its bearer in for some seconds. */
  async pass({ id, role }: Identity, seconds: number): Promise<string> {
    return new SignJWT({ role }).setProtectedHeader({ alg: ALGORITHM }).setIssuer(ISSUER).setSubject(id).setIssuedAt().setExpirationTime(`${seconds}s`).sign(this.#key);
  }

  /**
   * Whoever is signed in.
   * @throws Refusal 401 for everybody else
   */
  async user(request: FastifyRequest): Promise<Identity> {
    const token = BEARER.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) throw new Refusal(401, "sign in first: an access token is required");
    try {
      const { payload } = await jwtVerify(token, this.#key, { algorithms: [ALGORITHM], issuer: ISSUER, requiredClaims: ["exp"] });
      const { sub, role } = claims.parse(payload);
      return { id: sub, role };
    } catch {
      // Why is nobody's business but the signer's.
      throw new Refusal(401, "the access token is not valid any more, or never was");
    }
  }

  /**
   * Whoever is signed in as an administrator.
   * @throws Refusal 401 for who is not signed in, 403 for who is no administrator
   */
  async admin(request: FastifyRequest): Promise<Identity> {
    const who = await this.user(request);
    if (who.role !== "admin") throw new Refusal(403, "this is for administrators");
    return who;
  }
}

/** Whether somebody may see and change what belongs to a user. */
export function mayTouch(who: Identity, ownerId: string): boolean {
  return who.role === "admin" || who.id === ownerId;
}
