import assert from "node:assert/strict";
import { Recorder } from "@moorage/testing";
import { ScheduledJob, StatefulWorkload, Workload } from "../src/index.ts";
import type { LabelSettings, PodOwnerArgs, PodOwnerTransforms, TrafficSettings } from "../src/index.ts";
import { TYPE, image, made, metadataOf, specOf, watching } from "./made.ts";

type More = LabelSettings & TrafficSettings & Pick<PodOwnerArgs, "partOf"> & { readonly transform?: PodOwnerTransforms };

const args: PodOwnerArgs = { namespace: "shop", image };

/** Each of them from the same args. */
const owners = {
  Workload: (more: More, opts?: object) => new Workload("web", { ...args, ...more }, opts),
  StatefulWorkload: (more: More, opts?: object) => new StatefulWorkload("web", { ...args, claims: {}, ...more }, opts),
  ScheduledJob: (more: More, opts?: object) => new ScheduledJob("web", { ...args, schedule: "@daily", ...more }, opts),
};
const CONTROLLER = { Workload: TYPE.deployment, StatefulWorkload: TYPE.statefulSet, ScheduledJob: TYPE.cronJob };

for (const kind of ["Workload", "StatefulWorkload", "ScheduledJob"] as const) {
  describe(`A ${kind}, as everything that makes pods,`, () => {
    const make = owners[kind];
    let recorder: Recorder;
    beforeEach(async () => (recorder = await Recorder.start()));

    it("has a ServiceAccount of its own that gets no token", async () => {
      make({});
      const account = await recorder.only(TYPE.serviceAccount);
      assert.equal(account.inputs["automountServiceAccountToken"], false);
      assert.equal(metadataOf(account).name, "web");
    });

    it("has a network policy about its own pods, and none where it wants none", async () => {
      const { selector, networkPolicy } = make({});
      assert.notEqual(networkPolicy, undefined);
      assert.deepEqual((await specOf<{ podSelector: object }>(recorder, TYPE.networkPolicy)).podSelector, { matchLabels: selector });
      recorder = await Recorder.start();
      assert.equal(make({ networkPolicy: false }).networkPolicy, undefined);
      assert.deepEqual(await recorder.ofType(TYPE.networkPolicy), []);
    });

    it("makes pods once it is settled whom they may talk with", async () => {
      const { opts, seen } = watching();
      const { networkPolicy } = make({}, opts);
      await recorder.resources();
      assert.deepEqual(seen.get(CONTROLLER[kind])?.dependsOn, [networkPolicy]);
      recorder = await Recorder.start();
      make({ networkPolicy: false }, opts);
      await recorder.resources();
      assert.deepEqual(seen.get(CONTROLLER[kind])?.dependsOn, []);
    });

    it("puts all it makes under itself, in one namespace and with one set of labels", async () => {
      const { labels } = make({ component: "front", partOf: "shop" });
      const all = await made(recorder);
      assert.ok(all.length >= 3);
      for (const resource of all) {
        const { namespace, labels: its } = metadataOf(resource);
        assert.deepEqual([namespace, its], ["shop", labels]);
      }
      assert.deepEqual([labels["app.kubernetes.io/component"], labels["app.kubernetes.io/part-of"], labels["app.kubernetes.io/managed-by"]], ["front", "shop", "pulumi"]);
      for (const urn of (await recorder.urns()).slice(1)) assert.ok(urn.includes(`::moorage:workload:${kind}$kubernetes:`), urn);
    });

    it("has labels of no more than its name, where nothing more is told", () => {
      const { selector, labels } = make({});
      assert.deepEqual(labels, { ...selector, "app.kubernetes.io/managed-by": "pulumi" });
    });

    it("lets transforms of the ServiceAccount and the policy have the last word", async () => {
      const metadata = { name: "other", namespace: "shop" };
      make({ transform: { serviceAccount: (each) => ({ ...each, metadata }), networkPolicy: (each) => ({ ...each, metadata }) } });
      assert.deepEqual([metadataOf(await recorder.only(TYPE.serviceAccount)), metadataOf(await recorder.only(TYPE.networkPolicy))], [metadata, metadata]);
      const controller = JSON.stringify((await recorder.only(CONTROLLER[kind])).inputs);
      assert.match(controller, /"serviceAccountName":"other"/);
    });
  });
}
