import { jwtVerify, SignJWT } from "jose";
import type { Collection } from "mongodb";
import { z } from "zod";
import type { Door, Identity } from "../kit/identity.ts";
import { newId } from "../kit/mongo.ts";
import type { Mongo } from "../kit/mongo.ts";
import { Refusal } from "../kit/refusal.ts";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const ACCESS = 15 * MINUTE;
const REFRESH = 7 * DAY;
const ALGORITHM = "HS256";
const AUDIENCE = "refresh";

interface Session {
  readonly _id: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** What a client signs its requests with, and what it gets the next with. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

const claims = z.object({ jti: z.string(), sub: z.string() });

/** Who is signed in. A refresh token is good for one use. */
export class Sessions {
  readonly #sessions: Collection<Session>;
  readonly #door: Door;
  readonly #key: Uint8Array;

  constructor(mongo: Mongo, door: Door, secret: string) {
    this.#sessions = mongo.collection<Session>("sessions", [{ keys: { userId: 1 } }]);
    this.#door = door;
    this.#key = new TextEncoder().encode(secret);
  }

  async open(who: Identity): Promise<Tokens> {
    const expiresAt = new Date(Date.now() + REFRESH * 1000);
    // What has run out is cleared away when its owner comes back.
    await this.#sessions.deleteMany({ userId: who.id, expiresAt: { $lt: new Date() } });
    const session = { _id: newId(), userId: who.id, expiresAt };
    await this.#sessions.insertOne(session);
    const refreshToken = await new SignJWT().setProtectedHeader({ alg: ALGORITHM }).setAudience(AUDIENCE).setSubject(who.id).setJti(session._id).setExpirationTime(expiresAt).sign(this.#key);
    return { accessToken: await this.#door.pass(who, ACCESS), refreshToken, expiresIn: ACCESS };
  }

  /**
   * Ends the session of a refresh token and says whose it was.
   * @throws Refusal 401 for a token that is not, or no longer, good
   */
  async close(refreshToken: string): Promise<string> {
    const refused = new Refusal(401, "the refresh token is not valid any more, or never was");
    const verified = await jwtVerify(refreshToken, this.#key, { algorithms: [ALGORITHM], audience: AUDIENCE, requiredClaims: ["exp"] }).catch(() => undefined);
    if (verified === undefined) throw refused;
    const { jti, sub } = claims.parse(verified.payload);
    const { deletedCount } = await this.#sessions.deleteOne({ _id: jti, userId: sub });
    if (deletedCount === 0) throw refused;
    return sub;
  }
}
