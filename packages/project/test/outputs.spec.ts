import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Application } from "@moorage/app";
import { renderingPlatform } from "@moorage/platform";
import { Recorder, valueOf } from "@moorage/testing";
import { dataStates, outputsBy, systemContract } from "../src/index.ts";

const outputsOf = outputsBy(systemContract("shop"));

describe("the outputs of a project", () => {
  let app: Application;
  beforeEach(async () => {
    await Recorder.start();
    app = new Application("shop", {
      platform: renderingPlatform(),
      namespace: "shop-dev",
      data: { db: { kind: "postgres", namespace: "data" }, cache: { kind: "redis", serviceName: "shop-cache" } },
      services: { web: { image: "web:1.0", port: 8000, secrets: (data) => ({ URL: data.db.url }) }, worker: { image: "worker:2.0", exposure: false } },
      ingress: { host: "shop.localhost", routes: [{ path: "/", service: "web" }] },
    });
  });

  it("tell where it is, what it runs and how the cluster reaches its data", async () => {
    const { v1, contract } = outputsOf(app);
    assert.deepEqual(await valueOf(pulumi.output(v1)), {
      url: "http://shop.localhost",
      namespace: "shop-dev",
      images: { web: "web:1.0", worker: "worker:2.0" },
      hosts: { db: "db.data.svc.cluster.local", cache: "shop-cache.shop-dev.svc.cluster.local" },
    });
    assert.deepEqual([contract.name, contract.version], ["shop", 1]);
  });

  it("leave out an address that there is not", async () => {
    await Recorder.start();
    const { v1 } = outputsOf(new Application("shop", { platform: renderingPlatform(), services: { worker: { image: "worker:2.0", exposure: false } } }));
    assert.deepEqual(await valueOf(pulumi.output(v1)), { namespace: "shop", images: { worker: "worker:2.0" }, hosts: {} });
  });

  it("tell what the data is kept in, for the next deployment", () => {
    assert.deepEqual(outputsOf(app).data, dataStates(app));
    assert.deepEqual(Object.entries(dataStates(app)).map(([name, { mode }]) => [name, mode]), [["db", "in-cluster"], ["cache", "in-cluster"]]);
  });

  it("hold no secret", async () => {
    const all = pulumi.output(outputsOf(app));
    await valueOf(all);
    assert.equal(await pulumi.isSecret(all), false);
  });
});
