import assert from "node:assert/strict";
import fc from "fast-check";
import { sealed, sealingCertificateProblem } from "../src/sealed.ts";
import type { Seal } from "../src/sealed.ts";
import { selfSigned } from "./self-signed.ts";
import type { SelfSigned } from "./self-signed.ts";
import { unsealed } from "./unsealed.ts";

describe("Sealed values", () => {
  let controller: SelfSigned;
  let other: SelfSigned;
  let seal: Seal;
  before(() => {
    controller = selfSigned({ rsa: 2048 });
    other = selfSigned({ rsa: 2048 });
    seal = { certificate: controller.certificate, key: "TOKEN", label: "shop/web", salt: "a salt" };
  });

  it("are opened by the key that belongs to the certificate, and are what they were", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), (value) => {
      assert.equal(unsealed(sealed(value, seal), controller.privateKey, "shop/web"), Buffer.from(value).toString());
    }), { numRuns: 40 });
  });

  it("are opened by nobody else", () => {
    const text = sealed("hunter2", seal);
    assert.throws(() => unsealed(text, other.privateKey, "shop/web"));
  });

  it("are opened for no other namespace and no other name", () => {
    const text = sealed("hunter2", seal);
    for (const label of ["jobs/web", "shop/api", "shop/web-1", ""]) assert.throws(() => unsealed(text, controller.privateKey, label), label);
  });

  it("are opened only as they were: a changed bit is found out, wherever it is", () => {
    const bytes = Buffer.from(sealed("hunter2", seal), "base64");
    fc.assert(fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (index, bit) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ (1 << bit), index);
      assert.throws(() => unsealed(changed.toString("base64"), controller.privateKey, "shop/web"));
    }), { numRuns: 60, examples: [[0, 0], [1, 0], [2, 7], [257, 0], [258, 0], [bytes.length - 1, 0]] });
  });

  it("are opened only as a whole", () => {
    const bytes = Buffer.from(sealed("hunter2", seal), "base64");
    for (const length of [0, 1, 2, 257, 258, bytes.length - 1]) assert.throws(() => unsealed(bytes.subarray(0, length).toString("base64"), controller.privateKey, "shop/web"), `${length}`);
  });

  it("are the same text at every run, so that a run without a change is one", () => {
    assert.equal(sealed("hunter2", seal), sealed("hunter2", seal));
  });

  it("share nothing when anything differs: a session key is used for one value", () => {
    const all = [
      sealed("hunter2", seal),
      sealed("hunter3", seal),
      sealed("hunter2", { ...seal, key: "OTHER" }),
      sealed("hunter2", { ...seal, label: "shop/api" }),
      sealed("hunter2", { ...seal, salt: "another salt" }),
      sealed("hunter2", { ...seal, certificate: other.certificate }),
    ].map((text) => Buffer.from(text, "base64"));
    const wrapped = all.map((bytes) => bytes.subarray(2, 258).toString("hex"));
    const bodies = all.map((bytes) => bytes.subarray(258).toString("hex"));
    assert.equal(new Set(wrapped).size, all.length);
    assert.equal(new Set(bodies).size, all.length);
  });

  it("hide the value in every form", () => {
    const text = sealed("hunter2-hunter2-hunter2", seal);
    for (const form of [text, Buffer.from(text, "base64").toString("latin1")]) assert.ok(!/hunter2|aHVudGVy/.test(form));
  });

  it("begin with the length of the wrapped key, whatever size that has", () => {
    const large = selfSigned({ rsa: 3072 });
    const text = sealed("hunter2", { ...seal, certificate: large.certificate });
    assert.equal(Buffer.from(text, "base64").readUInt16BE(0), 384);
    assert.equal(unsealed(text, large.privateKey, "shop/web"), "hunter2");
  });

  it("need a certificate with an RSA key of today's length", () => {
    assert.equal(sealingCertificateProblem(controller.certificate), undefined);
    assert.equal(sealingCertificateProblem(selfSigned({ rsa: 1024 }).certificate)?.got, "1024 bits");
    assert.equal(sealingCertificateProblem(selfSigned("ec").certificate)?.got, "a key of the type ec");
    for (const text of ["", "hunter2", controller.key, controller.certificate.slice(0, 200)]) assert.equal(sealingCertificateProblem(text)?.problem, "is no certificate");
  });

  it("show nothing of what is no certificate: it may be the key", () => {
    assert.ok(!JSON.stringify(sealingCertificateProblem(controller.key)).includes(controller.key.slice(40, 60)));
  });
});
