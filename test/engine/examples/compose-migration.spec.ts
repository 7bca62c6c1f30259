import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { baseImages } from "@moorage/machine";
import { needsDocker } from "@moorage/testing";
import { composeMigrationContainers } from "../../examples/compose-migration-containers.ts";
import { changed } from "../sandbox.ts";
import { describeExample } from "./example.ts";

const NAMESPACE = ["--namespace", "compose-migration-dev"];

describeExample({
  system: "compose-migration",
  bases: [baseImages.python],
  dev: { "Deployment api-backend": 2, "Deployment web-frontend": 2, "StatefulSet store": 1 },
  prod: { "Deployment api-backend": 2, "Deployment web-frontend": 2 },
  settings: { plain: { host: "app.example.local", "store.server": "redis.example.com" }, secret: { storePassword: "a password of these tests" } },
  containers: composeMigrationContainers,
  devTests: ({ sandbox, facts }) => {
    it("tags its images by version and content, and never pulls them", async () => {
      const { items } = await sandbox().get<{ readonly items: readonly { readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly image: string; readonly imagePullPolicy: string }[] } } } }[] }>("deployments", ...NAMESPACE);
      const containers = items.flatMap(({ spec }) => spec.template.spec.containers);
      assert.equal(containers.length, 2);
      for (const { image, imagePullPolicy } of containers) {
        assert.match(image, /^(?:api-backend|web-frontend):v1-[0-9a-f]{16}$/);
        assert.equal(imagePullPolicy, "Never");
      }
    });

    it("serves both programs at the ports of the original: 5000 and 80", async () => {
      const { items } = await sandbox().get<{ readonly items: readonly { readonly metadata: { readonly name: string }; readonly spec: { readonly ports: readonly { readonly port: number }[] } }[] }>("services", ...NAMESPACE);
      const ports = Object.fromEntries(items.map(({ metadata, spec }) => [metadata.name, spec.ports.map(({ port }) => port)]));
      assert.deepEqual([ports["api-backend"], ports["web-frontend"]], [[5000], [80]]);
    });

    it("has one host, whose Ingresses have no annotation that rewrites", async () => {
      const { items } = await sandbox().get<{ readonly items: readonly { readonly metadata: { readonly annotations?: object }; readonly spec: { readonly rules: readonly { readonly host: string }[] } }[] }>("ingresses", ...NAMESPACE);
      assert.deepEqual([...new Set(items.flatMap(({ spec }) => spec.rules.map(({ host }) => host)))], ["app.example.local"]);
      assert.doesNotMatch(JSON.stringify(items.map(({ metadata }) => metadata.annotations ?? {})), /rewrite|strip/);
    });

    it("builds and rolls one of the two when only its Dockerfile changes, though both have one folder of sources", async function () {
      needsDocker(this, facts());
      appendFileSync(sandbox().path("examples", "compose-migration", "web-application", "Dockerfile.back"), "#\n");
      assert.deepEqual(changed(await sandbox().up()), ["Deployment api-backend", "RemoteImage api-backend"]);
    });
  },
});
