import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { certificateProblem, pairProblem, privateKeyProblem } from "../src/pem.ts";
import { selfSigned } from "./self-signed.ts";

const one = selfSigned("ec");
const other = selfSigned({ rsa: 2048 });

/** A problem, after a look whether it shows anything of what it is about. */
function said(problem: { readonly problem: string } | undefined, text: string): string | undefined {
  for (const line of text.split("\n").filter((each) => each.length > 20 && !each.startsWith("---"))) assert.ok(!JSON.stringify(problem ?? "").includes(line.slice(0, 20)));
  return problem?.problem;
}

describe("PEM", () => {
  it("is a certificate, or several of them", () => {
    for (const text of [one.certificate, other.certificate, one.certificate + other.certificate, one.certificate.replaceAll("\n", "\r\n"), `subject=CN = web\n${one.certificate}`]) assert.equal(certificateProblem(text), undefined);
  });

  const cut = one.certificate.replace(/\n.{64}\n/, "\n");
  const noCertificates = {
    "is no PEM": ["", "hunter2", one.certificate.slice(0, 100), one.certificate.replaceAll("\n", " "), Buffer.from(one.certificate).toString("base64")],
    "has a private key in it, and a certificate is for all to see": [one.key, one.certificate + one.key],
    "is PEM of something else": ["-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----\n"],
    "is no certificate, though it looks like one": ["-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----\n", cut],
    "is no text": [42],
  };
  for (const [problem, texts] of Object.entries(noCertificates)) {
    it(`is no certificate when it ${problem}`, () => {
      for (const text of texts) assert.equal(said(certificateProblem(text), String(text)), problem);
    });
  }

  it("is a private key, in every form that servers take", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const forms = [one.key, other.key, privateKey.export({ type: "pkcs1", format: "pem" }).toString(), createPrivateKey(one.key).export({ type: "sec1", format: "pem" }).toString()];
    for (const form of forms) assert.equal(privateKeyProblem(form), undefined, form.slice(0, 30));
  });

  it("may have the parameters of its curve before the key, as openssl writes it", () => {
    const key = createPrivateKey(one.key).export({ type: "sec1", format: "pem" }).toString();
    assert.equal(privateKeyProblem(`-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${key}`), undefined);
  });

  const encrypted = createPrivateKey(one.key).export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "hunter2" }).toString();
  const old = createPrivateKey(other.key).export({ type: "pkcs1", format: "pem", cipher: "aes-256-cbc", passphrase: "hunter2" }).toString();
  const noKeys = {
    "is no PEM": ["", "hunter2", one.key.slice(0, 80)],
    "is PEM of something else": [one.certificate],
    "is encrypted with a passphrase, which no server in the cluster knows": [encrypted, old],
    "is no private key, though it looks like one": ["-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n"],
    "is no text": [undefined],
  };
  for (const [problem, texts] of Object.entries(noKeys)) {
    it(`is no private key when it ${problem}`, () => {
      for (const text of texts) assert.equal(said(privateKeyProblem(text), String(text)), problem);
    });
  }

  it("belongs together when the key is that of the first certificate", () => {
    assert.equal(pairProblem(one.certificate + other.certificate, one.key), undefined);
    assert.equal(said(pairProblem(one.certificate + other.certificate, other.key), other.key), "is not the key of the first certificate");
  });

  it("is not compared when one of both is none, which is said elsewhere", () => {
    for (const [certificate, key] of [["", one.key], [one.certificate, ""]] as const) assert.equal(pairProblem(certificate, key), undefined);
  });
});
