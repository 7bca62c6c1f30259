import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { checkSettings } from "@moorage/config";
import { Recorder } from "@moorage/testing";
import { certificateOf } from "../src/common-settings.ts";
import { cloudSettings, commonSettings, host } from "../src/index.ts";
import { source } from "./sources.ts";

describe("the settings of every project", () => {
  beforeEach(async () => void (await Recorder.start()));

  it("may all be left out on a laptop", () => {
    assert.deepEqual(checkSettings(commonSettings, source()).problems, []);
  });

  it("hold a host that an Ingress would take", () => {
    const problems = (text: string): readonly string[] => checkSettings({ host: host("shop.localhost") }, source({ "shop:host": text })).problems.map(({ expected }) => expected ?? "");
    assert.deepEqual(problems("shop.example.com"), []);
    for (const wrong of ["http://shop.example.com", "shop.example.com/", "shop_1.example.com", "shop.example.com:80", ""]) assert.equal(problems(wrong).length, 1, wrong);
  });

  it("hold a certificate with its key, or none, or a half for the description to refuse", () => {
    const certificateKey = pulumi.secret("key");
    assert.equal(certificateOf({ certificate: undefined, certificateKey: undefined }), undefined);
    assert.deepEqual(certificateOf({ certificate: "PEM", certificateKey }), { certificate: "PEM", key: certificateKey });
    assert.deepEqual(certificateOf({ certificate: "PEM", certificateKey: undefined }), { certificate: "PEM" });
    assert.deepEqual(certificateOf({ certificate: undefined, certificateKey }), { key: certificateKey });
  });

  it("in the cloud name the cluster and the registry, which nothing stands in for", () => {
    const { problems } = checkSettings(cloudSettings, source({}, [], "prod"));
    assert.deepEqual(problems.map(({ path }) => path.split(":").at(-1)), ["kubeconfig", "context", "cluster", "registry"]);
    for (const { fix } of problems) assert.match(fix ?? "", /^pulumi config set --stack prod shop:\w+ /);
  });
});
