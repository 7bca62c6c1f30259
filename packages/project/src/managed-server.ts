import { z } from "zod";
import type { DataDescription } from "@moorage/app";
import { optionalSetting, secret, structured } from "@moorage/config";
import type { SecretSetting, Setting, Structure, Values } from "@moorage/config";

const text = z.string().min(1, "a value");

const shape = {
  server: z.string("a host name or an address"),
  port: z.int("a port").optional(),
  tls: z.enum(["disable", "require", "verify-ca", "verify-full"], "a TLS mode").optional(),
  username: text.optional(),
};

/** Settings of one managed server: where it is, the password, and the authority that signed its certificate. */
export type ManagedServerSettings<N extends string> = { readonly [K in N]: Setting<Structure<typeof shape>> } & { readonly [K in `${N}Password`]: SecretSetting<false> } & { readonly [K in `${N}Authority`]: Setting<string | undefined> };

/**
 * The settings by which a managed server is found: `<name>`, `<name>Password` and `<name>Authority`.
 * @example
 * ```ts no-run
 * import { managedServer } from "@moorage/project";
 *
 * const settings = { ...managedServer("redis") };
 * ```
 */
export function managedServer<const N extends string>(name: N): ManagedServerSettings<N> {
  const settings = {
    [name]: structured(shape, { example: `server ${name}.example.com` }),
    [`${name}Password`]: secret(),
    [`${name}Authority`]: optionalSetting(text, { example: '"$(cat authority.pem)"' }),
  };
  return settings as unknown as ManagedServerSettings<N>;
}

/**
 * What of a data service's description those settings say.
 * @example
 * ```ts no-run
 * import { managedBy, managedServer } from "@moorage/project";
 * import type { Values } from "@moorage/config";
 *
 * const settings = managedServer("redis");
 * const sessions = (values: Values<typeof settings>) => ({ kind: "redis", ...managedBy("redis", values) });
 * ```
 */
export function managedBy<const N extends string>(name: N, values: Values<ManagedServerSettings<N>>): Pick<DataDescription, "managed" | "username" | "password" | "certificateAuthority"> {
  const read = values as unknown as Values<ManagedServerSettings<string>>;
  const { server, port, tls, username } = read[name] as Structure<typeof shape>;
  const authority = read[`${name}Authority`] as string | undefined;
  return {
    managed: { server, ...(port === undefined ? {} : { port }), ...(tls === undefined ? {} : { tls }) },
    password: read[`${name}Password`],
    ...(username === undefined ? {} : { username }),
    ...(authority === undefined ? {} : { certificateAuthority: authority }),
  };
}
