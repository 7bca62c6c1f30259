import { X509Certificate, createSign, generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** A certificate with the key it was made for, as PEM. */
export interface SelfSigned {
  readonly certificate: string;
  readonly key: string;
  readonly privateKey: KeyObject;
}

const RSA_SHA256 = "2a864886f70d01010b";
const ECDSA_SHA256 = "2a8648ce3d040302";
const COMMON_NAME = "550403";
const SEQUENCE = 0x30;

/** A certificate that its own key signed: no authority and no program outside is needed for tests. */
export function selfSigned(kind: { readonly rsa: number } | "ec"): SelfSigned {
  const { publicKey, privateKey } = kind === "ec" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("rsa", { modulusLength: kind.rsa });
  const algorithm = kind === "ec" ? der(SEQUENCE, oid(ECDSA_SHA256)) : der(SEQUENCE, oid(RSA_SHA256), der(0x05));
  const name = der(SEQUENCE, der(0x31, der(SEQUENCE, oid(COMMON_NAME), der(0x0c, Buffer.from("moorage test")))));
  const validity = der(SEQUENCE, time("200101000000Z"), time("491231235959Z"));
  const body = der(SEQUENCE, der(0xa0, integer(2)), integer(1), algorithm, name, validity, name, publicKey.export({ type: "spki", format: "der" }));
  const signature = kind === "ec" ? sign("sha256", body, privateKey) : createSign("sha256").update(body).sign(privateKey);
  const bytes = der(SEQUENCE, body, algorithm, der(0x03, Buffer.from([0]), signature));
  const certificate = `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64").replace(/(.{64})(?=.)/g, "$1\n")}\n-----END CERTIFICATE-----\n`;
  return { certificate: new X509Certificate(certificate).toString(), key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), privateKey };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length);
  return Buffer.concat([Buffer.from([tag, 0x82]), length, content]);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

function integer(value: number): Buffer {
  return der(0x02, Buffer.from([value]));
}

function time(utc: string): Buffer {
  return der(0x17, Buffer.from(utc));
}
