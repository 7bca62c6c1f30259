import assert from "node:assert/strict";
import type { DataArgs } from "../src/index.ts";
import { PASSWORD, made, strict } from "./made.ts";
import type { Pod } from "./made.ts";

const selector = { "app.kubernetes.io/name": "db-backup", "app.kubernetes.io/instance": "db-backup" };

interface CronJob {
  readonly schedule: string;
  readonly timeZone: string;
  readonly concurrencyPolicy: string;
  readonly successfulJobsHistoryLimit: number;
  readonly failedJobsHistoryLimit: number;
  readonly jobTemplate: { readonly spec: { readonly backoffLimit: number; readonly activeDeadlineSeconds: number; readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>> }; readonly spec: Pod } } };
}
interface Policy {
  readonly podSelector: object;
  readonly ingress: readonly { readonly from?: readonly object[] }[];
  readonly egress: readonly { readonly to: readonly object[]; readonly ports: readonly { readonly port: number }[] }[];
}

for (const kind of ["Postgres", "Mongo"] as const) {
  describe(`dumps of ${kind}`, () => {
    const dumped = async (args: Partial<DataArgs> = {}) => made(kind, { password: PASSWORD, backup: {}, partOf: "shop", ...args });
    const jobOf = async (args: Partial<DataArgs> = {}): Promise<CronJob["jobTemplate"]["spec"]> => ((await dumped(args)).spec("CronJob") as CronJob).jobTemplate.spec;

    it("are made by a CronJob with a claim and a policy of its own", async () => {
      const { children, component } = await dumped();
      assert.deepEqual(children.filter(({ name }) => name === "db-backup").map(({ type }) => type.split(":").at(-1)).sort(), ["CronJob", "NetworkPolicy", "PersistentVolumeClaim"]);
      assert.ok(component.inCluster?.backup !== undefined);
      for (const { inputs } of children.filter(({ name }) => name === "db-backup")) {
        const { name, namespace, labels } = inputs["metadata"] as { name: string; namespace: string; labels: Record<string, string> };
        assert.deepEqual([name, namespace, labels["app.kubernetes.io/component"], labels["app.kubernetes.io/part-of"]], ["db-backup", "data", "backup", "shop"]);
      }
    });

    it("are made where data is protected, and their claim is protected too", async () => {
      const image = `mirror.example.com/db:1@sha256:${"0".repeat(64)}`;
      const { protects } = await made(kind, { rules: strict, image });
      assert.deepEqual(Object.entries(protects).filter(([, protect]) => protect).map(([name]) => name).sort(), ["PersistentVolumeClaim db-backup", "PersistentVolumeClaim db-data"]);
    });

    it("are not made where nobody asks for them", async () => {
      assert.ok((await made(kind)).children.every(({ name }) => name !== "db-backup"));
      assert.ok((await made(kind, { rules: strict, backup: false, image: `x.y/db:1@sha256:${"0".repeat(64)}` })).children.every(({ name }) => name !== "db-backup"));
    });

    it("are made once a night, one at a time, given up in time for the next, and the last failures can be looked at", async () => {
      const { schedule, timeZone, concurrencyPolicy, successfulJobsHistoryLimit, failedJobsHistoryLimit, jobTemplate } = ((await dumped()).spec("CronJob") as CronJob);
      assert.deepEqual([schedule, timeZone, concurrencyPolicy, successfulJobsHistoryLimit, failedJobsHistoryLimit], ["17 3 * * *", "Etc/UTC", "Forbid", 1, 3]);
      const { backoffLimit, activeDeadlineSeconds, template, ...others } = jobTemplate.spec;
      assert.deepEqual([backoffLimit, activeDeadlineSeconds, template.spec.restartPolicy, others], [2, 3600, "Never", {}]);
    });

    it("are made, kept and stored as somebody says", async () => {
      const { spec } = await dumped({ backup: { schedule: "@hourly", keep: 30, storage: "20Gi" }, storageClass: "slow" });
      assert.equal((spec("CronJob") as CronJob).schedule, "@hourly");
      assert.deepEqual(spec("PersistentVolumeClaim", "db-backup"), { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "20Gi" } }, storageClassName: "slow" });
      const { env = [] } = (spec("CronJob") as CronJob).jobTemplate.spec.template.spec.containers[0];
      assert.equal(env.find(({ name }) => name === "BACKUP_KEEP")?.value, "30");
    });

    it("have as much room as the data where nothing is said, on a claim that nothing waits for", async () => {
      const { spec, metadata } = await dumped({ storage: "8Gi" });
      assert.deepEqual(spec("PersistentVolumeClaim", "db-backup"), { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "8Gi" } } });
      assert.deepEqual(metadata("PersistentVolumeClaim", "db-backup").annotations, { "pulumi.com/skipAwait": "true" });
    });

    it("come from pods that the server lets in, that reach the server alone and that nobody reaches", async () => {
      const { spec } = await dumped({ clients: [] });
      assert.deepEqual((spec("NetworkPolicy", "db") as Policy).ingress.map(({ from }) => from), [[{ podSelector: { matchLabels: selector } }]]);
      const { podSelector, ingress, egress } = (spec("NetworkPolicy", "db-backup") as Policy);
      assert.deepEqual([podSelector, ingress], [{ matchLabels: selector }, []]);
      assert.deepEqual(egress.slice(1).map(({ to, ports }) => [to, ports.map(({ port }) => port)]), [[[{ podSelector: { matchLabels: { "app.kubernetes.io/name": "db", "app.kubernetes.io/instance": "db" } } }], [kind === "Postgres" ? 5432 : 27017]]]);
    });

    it("come from pods that the server's Service does not lead to", async () => {
      const { spec } = await dumped();
      const { labels } = (spec("CronJob") as CronJob).jobTemplate.spec.template.metadata;
      for (const [key, value] of Object.entries(selector)) assert.equal(labels[key], value);
      assert.notEqual((spec("Service") as { selector: Record<string, string> }).selector["app.kubernetes.io/name"], labels["app.kubernetes.io/name"]);
    });

    it("come from pods as hardened as the server's, of the same image", async () => {
      const { template } = await jobOf({ image: "mirror.example.com/db:1.2" });
      const [{ image, securityContext, resources }] = template.spec.containers;
      assert.equal(image, "mirror.example.com/db:1.2");
      assert.deepEqual(securityContext, { allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
      assert.deepEqual([template.spec.securityContext["runAsUser"], template.spec.automountServiceAccountToken], [10001, false]);
      assert.ok(resources.limits["memory"] !== undefined);
    });

    it("are written to the claim, and find the server by its full name", async () => {
      const { spec } = (await jobOf()).template;
      const [{ env = [], volumeMounts }] = spec.containers;
      const folder = env.find(({ name }) => name === "BACKUP_FOLDER")?.value;
      const mount = volumeMounts.find(({ mountPath }) => mountPath === folder);
      assert.equal(spec.volumes.find(({ name }) => name === mount?.name)?.persistentVolumeClaim?.claimName, "db-backup");
      assert.equal(env.find(({ name }) => name.endsWith("HOST"))?.value, "db.data.svc.cluster.local");
    });

    it("take the password from the Secret, not from a command line", async () => {
      const { template } = await jobOf();
      assert.ok(!JSON.stringify(template).includes(PASSWORD));
      assert.deepEqual(template.spec.volumes.flatMap(({ secret }) => secret?.secretName ?? []), ["db"]);
    });

    it("are changed by transforms last", async () => {
      const change = <T extends object>(args: T): T => ({ ...args, metadata: { name: "changed" } });
      const { children } = await dumped({ transform: { backupClaim: change, backupCronJob: change, backupNetworkPolicy: change } });
      const own = children.filter(({ name }) => name === "db-backup");
      assert.equal(own.length, 3);
      for (const { inputs } of own) assert.deepEqual(inputs["metadata"], { name: "changed" });
    });
  });
}
