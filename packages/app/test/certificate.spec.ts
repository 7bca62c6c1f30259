import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import { unwrapSecrets } from "@moorage/testing";
import { certificateProblems } from "../src/certificate.ts";
import { metadata, shop, spec } from "./shop.ts";

const ingress = { host: "shop.example.com", routes: [{ path: "/", service: "web" }] } as const;
const TLS = "kubernetes.io/tls";
/** Rendering platforms look at no secret, so that anything does for one. */
const hidden = () => ({ certificate: pulumi.secret("a certificate"), key: pulumi.secret("a key") });

describe("the certificate of the way in", () => {
  it("is nothing that the description has to hold", async () => {
    const { app, of } = await shop({ ingress: { ...ingress, tls: { secretName: "theirs" } } });
    assert.equal(app.certificate, undefined);
    assert.deepEqual(of("Secret").filter(({ inputs }) => inputs["type"] === TLS), []);
    assert.deepEqual(certificateProblems("shop", { issuer: "letsencrypt" }), []);
  });

  it("becomes one Secret under the name that the Ingress takes, in the namespace of the application", async () => {
    const { app, of, one } = await shop({ ingress: { ...ingress, tls: hidden() } });
    const [secret, ...others] = of("Secret").filter(({ inputs }) => inputs["type"] === TLS);
    assert.deepEqual(others, []);
    assert.ok(secret !== undefined && app.certificate !== undefined);
    assert.deepEqual([metadata(secret).name, metadata(secret).namespace, metadata(secret).labels["app.kubernetes.io/part-of"]], ["shop-tls", "shop", "shop"]);
    assert.deepEqual(Object.keys(unwrapSecrets(secret.inputs["data"]) as object), ["tls.crt", "tls.key"]);
    assert.deepEqual((spec(one("Ingress")) as { readonly tls: readonly object[] }).tls, [{ hosts: ["shop.example.com"], secretName: "shop-tls" }]);
  });

  it("goes by the name it is told, in the Ingress too", async () => {
    const { of, one } = await shop({ ingress: { ...ingress, tls: { ...hidden(), secretName: "wildcard" } } });
    assert.deepEqual(of("Secret").filter(({ inputs }) => inputs["type"] === TLS).map((each) => metadata(each).name), ["wildcard"]);
    assert.deepEqual((spec(one("Ingress")) as { readonly tls: readonly object[] }).tls, [{ hosts: ["shop.example.com"], secretName: "wildcard" }]);
  });

  it("comes from one place, and is whole", () => {
    const paths = (tls: Parameters<typeof certificateProblems>[1]): readonly string[] => certificateProblems("shop", tls).map(({ path }) => path);
    assert.deepEqual(paths({ ...hidden(), issuer: "letsencrypt" }), ["Application shop: ingress.tls.issuer"]);
    assert.deepEqual(paths({ key: pulumi.secret("a key") }), ["Application shop: ingress.tls.certificate"]);
    assert.deepEqual(paths({ certificate: "a certificate" }), ["Application shop: ingress.tls.key"]);
    assert.deepEqual(paths({ certificate: "no certificate", key: pulumi.secret("a key") }), ["TlsSecret shop: certificate"]);
  });

  it("is refused with everything else that is wrong, before anything is registered", async () => {
    await assert.rejects(shop({ services: {}, ingress: { ...ingress, tls: { certificate: "no certificate", key: "no key" } } }), (error: unknown) => error instanceof InputError && /services/.test(error.message) && /certificate/.test(error.message) && /TlsSecret shop: key/.test(error.message));
  });
});
