import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, { readonly N: number; readonly r: number; readonly p: number }, Buffer>(scrypt);

/** 16 MiB for each password: several at a time fit into a small container. See OWASP's Password Storage Cheat Sheet. */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const LENGTH = 32;
const SEPARATOR = "$";

/** A hash that tells nothing of the password, with the salt that it was made with. */
export async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  return ["scrypt", salt.toString("base64url"), (await derive(password, salt, LENGTH, COST)).toString("base64url")].join(SEPARATOR);
}

/** Takes as long for who is not there as for who is, so that time does not tell. */
export async function isPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const [, salt = "", expected = ""] = (hash ?? (await nobodys)).split(SEPARATOR);
  const actual = await derive(password, Buffer.from(salt, "base64url"), LENGTH, COST);
  return timingSafeEqual(actual, Buffer.from(expected, "base64url")) && typeof hash === "string";
}

const nobodys = hashOf(randomBytes(16).toString("hex"));
