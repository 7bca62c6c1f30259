import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Where a Debian machine keeps the authorities it trusts. */
export interface AuthorityPlaces {
  /** All that are trusted, one PEM after the other. */
  readonly bundle: string;
  /** Those that the package `ca-certificates` brought along. */
  readonly packaged: string;
}

const PLACES: AuthorityPlaces = { bundle: "/etc/ssl/certs/ca-certificates.crt", packaged: "/usr/share/ca-certificates" };

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The authorities that this machine trusts beyond Debian's own, as PEM: a company's, or that of a proxy. What builds here
 * has to trust them too, or it can fetch nothing.
 */
export function ownAuthorities({ bundle, packaged }: AuthorityPlaces = PLACES): readonly string[] {
  const common = new Set(certificateFiles(packaged).flatMap(certificates));
  return [...new Set(certificates(bundle))].filter((certificate) => !common.has(certificate));
}

function certificates(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  return (readFileSync(file, "utf8").match(CERTIFICATE) ?? []).map((certificate) => certificate.replaceAll("\r\n", "\n"));
}

function certificateFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".crt")).map((name) => join(folder, name));
}
