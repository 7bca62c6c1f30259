import { asObject } from "./json.ts";

/** What the engine writes for a text that only the update finds out. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * What stands in the place of what is only known after the update: a string, number, list and so on of its own each.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
export const UNKNOWN: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  UNKNOWN_TEXT,
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
/**
 * The key that tells an object of the engine's own from one of the program's, and what stands there.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const MASKED = "[secret]";

/** Whether the engine masked it: the text `[secret]`, or an object with the signature of secrets. */
export function isMasked(value: unknown): boolean {
  return value === MASKED || isSecret(value);
}

/** Whether it is how the engine writes a secret, with its value or without. */
export function isSecret(value: unknown): boolean {
  const object = asObject(value);
  return object?.[SIGNATURE] === SECRET || (object?.[SIGNATURE] === OUTPUT && object["secret"] === true);
}

/** Whether it stands for something else: a secret, an unknown, a file. */
export function isOfEngine(value: unknown): boolean {
  return asObject(value)?.[SIGNATURE] !== undefined;
}

/** Whether only the update finds it out. A text that an unknown is part of is unknown as well. */
export function isUnknown(value: unknown): boolean {
  if (typeof value === "string") return UNKNOWN.has(value) || [...UNKNOWN].some((unknown) => value.includes(unknown));
  const object = asObject(value);
  return object !== undefined && object[SIGNATURE] === OUTPUT && object["secret"] !== true && !("value" in object);
}
