import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { ScheduledJob } from "../src/index.ts";
import type { ScheduledJobArgs } from "../src/index.ts";
import { TYPE, image, made, metadataOf, specOf } from "./made.ts";

const args: ScheduledJobArgs = { namespace: "shop", image, command: ["report"], schedule: "30 3 * * 1-5", partOf: "shop" };

interface Spec extends Readonly<Record<string, unknown>> {
  readonly jobTemplate: {
    readonly metadata: { readonly labels: object };
    readonly spec: Readonly<Record<string, unknown>> & {
      readonly template: {
        readonly metadata: { readonly labels: object; readonly annotations?: object };
        readonly spec: {
          readonly restartPolicy: string;
          readonly serviceAccountName: string;
          readonly terminationGracePeriodSeconds: number;
          readonly affinity?: object;
          readonly containers: readonly { readonly command: readonly string[]; readonly lifecycle?: object }[];
        };
      };
    };
  };
}

describe("ScheduledJob", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  const deployed = async (changes: Partial<ScheduledJobArgs> = {}): Promise<Spec> => {
    recorder = await Recorder.start();
    new ScheduledJob("report", { ...args, ...changes });
    return specOf<Spec>(recorder, TYPE.cronJob);
  };

  it("makes a CronJob, a ServiceAccount and a NetworkPolicy, and nothing else", async () => {
    new ScheduledJob("report", args);
    assert.deepEqual((await made(recorder)).map(({ type, name }) => [type, name]).sort(), [[TYPE.cronJob, "report"], [TYPE.serviceAccount, "report"], [TYPE.networkPolicy, "report"]].sort());
  });

  it("runs when it is time, in no time zone but its own, one run at a time", async () => {
    const { schedule, timeZone, concurrencyPolicy, suspend, startingDeadlineSeconds } = await deployed();
    assert.deepEqual([schedule, timeZone, concurrencyPolicy, suspend, startingDeadlineSeconds], ["30 3 * * 1-5", "Etc/UTC", "Forbid", false, 300]);
  });

  it("ends, is tried again, and stays for its logs for a while", async () => {
    const { jobTemplate, successfulJobsHistoryLimit, failedJobsHistoryLimit } = await deployed();
    const { activeDeadlineSeconds, backoffLimit } = jobTemplate.spec;
    assert.deepEqual([activeDeadlineSeconds, backoffLimit, successfulJobsHistoryLimit, failedJobsHistoryLimit], [3600, 2, 1, 3]);
  });

  it("is deleted by counts alone unless told otherwise: two rules for one thing surprise", async () => {
    assert.ok(!("ttlSecondsAfterFinished" in (await deployed()).jobTemplate.spec));
    assert.equal((await deployed({ ttlSecondsAfterFinished: 0 })).jobTemplate.spec["ttlSecondsAfterFinished"], 0);
  });

  it("takes each of these otherwise", async () => {
    const { jobTemplate, ...spec } = await deployed({ timeZone: "Europe/Berlin", concurrency: "Replace", deadlineSeconds: 60, startingDeadlineSeconds: 10, retries: 0, keepSuccessful: 0, keepFailed: 1, suspend: true });
    assert.deepEqual(spec, { schedule: "30 3 * * 1-5", timeZone: "Europe/Berlin", concurrencyPolicy: "Replace", startingDeadlineSeconds: 10, successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 1, suspend: true });
    assert.deepEqual([jobTemplate.spec["activeDeadlineSeconds"], jobTemplate.spec["backoffLimit"]], [60, 0]);
  });

  it("starts no container again, which would take the logs of the failed one along", async () => {
    assert.equal((await deployed()).jobTemplate.spec.template.spec.restartPolicy, "Never");
  });

  it("goes at once when it is stopped, because it serves nobody", async () => {
    const { containers, terminationGracePeriodSeconds } = (await deployed({ terminationGraceSeconds: 5 })).jobTemplate.spec.template.spec;
    assert.deepEqual([containers[0]?.lifecycle, terminationGracePeriodSeconds], [undefined, 5]);
  });

  it("runs the pod that was described, alone and as its own ServiceAccount", async () => {
    const { metadata, spec } = (await deployed({ checksum: "1" })).jobTemplate.spec.template;
    assert.deepEqual([spec.containers[0]?.command, spec.serviceAccountName, spec.affinity], [["report"], "report", undefined]);
    assert.deepEqual(metadata.annotations, { "moorage.dev/config-checksum": "1" });
  });

  it("labels its runs and their pods as itself", async () => {
    const { labels } = new ScheduledJob("report", args);
    const { jobTemplate } = await specOf<Spec>(recorder, TYPE.cronJob);
    assert.deepEqual([jobTemplate.metadata.labels, jobTemplate.spec.template.metadata.labels], [labels, labels]);
  });

  it("is called by nobody unless something of it listens", async () => {
    new ScheduledJob("report", args);
    assert.deepEqual((await specOf<{ ingress: object[] }>(recorder, TYPE.networkPolicy)).ingress, []);
  });

  it("lets the transform have the last word", async () => {
    const metadata = { name: "other", namespace: "shop" };
    const { name } = new ScheduledJob("report", { ...args, transform: { cronJob: (each) => ({ ...each, metadata }) } });
    assert.deepEqual(metadataOf(await recorder.only(TYPE.cronJob)), metadata);
    assert.equal(await valueOf(name), "other");
  });

  it("is refused for everything that is wrong at once, before anything is registered", async () => {
    assert.throws(() => new ScheduledJob("report", { ...args, schedule: "daily", retries: -1, scratch: "0Mi" }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["scratch", "schedule", "retries"].map((path) => `ScheduledJob report: ${path}`));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });
});
