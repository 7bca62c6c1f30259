import { generateKeyPairSync, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import forge from "node-forge";

const KEY_BITS = 2048;
const DAY_MS = 86_400_000;
/** Days. A cluster of a laptop does not grow that old, and nobody is there to renew anything. */
const LIFE = 3650;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** A certificate and its private key, both PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Who a certificate is for. */
export interface Subject {
  /** Name, as Kubernetes reads it: that of the user. */
  readonly name: string;
  /** Group, as Kubernetes reads it. @default none */
  readonly group?: string;
  /** Names and addresses of a server. @default it is of a client only */
  readonly hosts?: readonly string[];
}

/** Who vouches for the components of one cluster, and for nobody else. */
export class Authority {
  /** What those trust that it vouches for; PEM. */
  readonly certificate: string;
  readonly #name: string;
  readonly #key: forge.pki.rsa.PrivateKey;

  constructor(name: string) {
    const pair = keyPair();
    this.#name = name;
    this.#key = pair.private;
    this.certificate = this.#signed({ name }, pair.public, [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, digitalSignature: true, critical: true },
    ]);
  }

  /** A certificate that says who somebody is. */
  issue(subject: Subject): Identity {
    const pair = keyPair();
    const altNames = (subject.hosts ?? []).map((host) => (isIP(host) === 0 ? { type: DNS_NAME, value: host } : { type: IP_ADDRESS, ip: host }));
    const certificate = this.#signed(subject, pair.public, [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
      { name: "extKeyUsage", clientAuth: true, serverAuth: altNames.length > 0 },
      ...(altNames.length === 0 ? [] : [{ name: "subjectAltName", altNames }]),
    ]);
    return { certificate, key: pair.pem };
  }

  #signed({ name, group }: Subject, publicKey: forge.pki.rsa.PublicKey, extensions: object[]): string {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = publicKey;
    // Its first byte is neither nought nor one that would make it negative: readers refuse what could be written shorter.
    certificate.serialNumber = `01${randomBytes(16).toString("hex")}`;
    certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
    certificate.validity.notAfter = new Date(Date.now() + LIFE * DAY_MS);
    certificate.setSubject([...(group === undefined ? [] : [{ name: "organizationName", value: group }]), { name: "commonName", value: name }]);
    certificate.setIssuer([{ name: "commonName", value: this.#name }]);
    certificate.setExtensions(extensions);
    certificate.sign(this.#key, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  }
}

/** A key of its own, for what signs without a certificate; PEM. */
export function signingKey(): string {
  return keyPair().pem;
}

/** By the platform, which is a hundred times faster than the library at this. */
function keyPair(): { readonly pem: string; readonly private: forge.pki.rsa.PrivateKey; readonly public: forge.pki.rsa.PublicKey } {
  const pair = generateKeyPairSync("rsa", { modulusLength: KEY_BITS, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs1", format: "pem" } });
  return { pem: pair.privateKey, private: forge.pki.privateKeyFromPem(pair.privateKey), public: forge.pki.publicKeyFromPem(pair.publicKey) };
}
