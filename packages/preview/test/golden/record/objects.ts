import type { Given, Made, Program, Scenario } from "./kit.ts";
import { claim, config, deployment, ingress, object, place, secret, service } from "./system.ts";
import type { Place } from "./system.ts";

/** A program of what is in one namespace. */
const within = (...parts: readonly ((at: Place) => unknown)[]): Program => (kit) => {
  const at = place(kit);
  for (const part of parts) part(at);
  return undefined;
};
const api = (at: Place): Made => deployment(at, "board-api");
const web = (spec: Given = {}, opts: Given = {}) => (at: Place): Made => service(at, "web", spec, opts);
const volume = (storage: string, spec: Given = {}, opts: Given = {}) => (at: Place): Made => claim(at, storage, spec, opts);
const routes = (paths: Readonly<Record<string, string>>) => (at: Place): Made => ingress(at, paths);
const keys = (data: Given, given: Given = {}, metadata: Given = {}) => (at: Place): Made => object(at, "core.v1.ConfigMap", "board-api", { data, ...given }, { metadata });
const autonamed = (data: Given): Program => (kit) => {
  const at = place(kit);
  kit.make("k8s.core.v1.ConfigMap", "board-settings", { metadata: { namespace: at.name }, immutable: true, data }, at.opts);
  return undefined;
};
const database = (spec: Given = {}, image = "registry.example.com/postgres:17.2", name = "board-db") => (at: Place): Made => object(at, "apps.v1.StatefulSet", "board-db", {
  spec: { serviceName: "board-db", replicas: 1, selector: { matchLabels: { app: "board-db" } }, template: { metadata: { labels: { app: "board-db" } }, spec: { containers: [{ name: "postgres", image }] } }, ...spec },
}, { metadata: { name } });
const job = (name: string) => (at: Place): Made => object(at, "batch.v1.Job", name, { spec: { backoffLimit: 2, template: { spec: { restartPolicy: "Never", containers: [{ name: "migrate", image: "registry.example.com/board-migrate:1.9.0", args: ["up"] }] } } } }, { metadata: { annotations: { "pulumi.com/skipAwait": "true" } } });
const password = (turn: string): Program => (kit) => {
  const at = place(kit);
  const { result } = kit.make("random.RandomPassword", "database", { length: 24, special: false, keepers: { turn } });
  secret(at, { password: result });
  return undefined;
};
const renamed = (logical: string, opts: (kit: Place) => Given = () => ({})): Program => (kit) => {
  const at = place(kit);
  kit.make("k8s.core.v1.ConfigMap", logical, { metadata: { name: "board-settings", namespace: at.name }, data: { LOG_LEVEL: "INFO" } }, { ...at.opts, ...opts(at) });
  return undefined;
};
const wished = (value: string, deleteBeforeReplace: boolean) => (at: Place): Made => config(at, { A: value }, { replaceOnChanges: ["data"], deleteBeforeReplace });
const reading = (value: string): Program => (kit) => {
  config(place(kit), { A: value });
  kit.get("k8s.core.v1.Service", "kubernetes", "default/kubernetes");
  return undefined;
};
const fleet = (tag: string): Program => (kit) => {
  for (const team of ["board", "mail", "search"]) deployment(place(kit, { name: team }), `${team}-api`, { image: `registry.example.com/${team}:${tag}`, replicas: 1 });
  return undefined;
};
const parts = (tag: string): Program => (kit) => {
  const at = place(kit);
  for (const name of ["board-api", "board-worker"]) deployment(at, name, { image: `registry.example.com/${name}:${tag}`, opts: { parent: kit.component(name) } });
  return undefined;
};
const cron = (schedule: string) => (at: Place): Made => object(at, "batch.v1.CronJob", "report", { spec: { schedule, jobTemplate: { spec: { template: { spec: { restartPolicy: "Never", containers: [{ name: "report", image: "registry.example.com/report:3.0.1" }] } } } } } });
const policy = (from: readonly string[]) => (at: Place): Made => object(at, "networking.v1.NetworkPolicy", "board-api", { spec: { podSelector: { matchLabels: { app: "board-api" } }, policyTypes: ["Ingress"], ingress: [{ from: from.map((app) => ({ podSelector: { matchLabels: { app } } })) }] } });

/** What changes in objects other than pods. */
export const objects: Readonly<Record<string, Scenario>> = {
  "service-replaced": { shows: "a Service whose cluster address cannot change: deleted, then made again", exit: 3, before: within(api, web({ clusterIP: "10.96.77.7" })), after: within(api, web()), digest: true },
  "service-address-refused": { shows: "a Service that is to have no address: the API server refuses it before it would be deleted", exit: 1, before: within(api, web()), after: within(api, web({ clusterIP: "None" })) },
  "service-type": { shows: "a Service of another type, in place", exit: 2, before: within(web()), after: within(web({ type: "NodePort" })) },
  "service-ports": { shows: "a port of a Service more, before the other", exit: 2, before: within(web()), after: within(web({ ports: [{ name: "admin", port: 9000, targetPort: 9000 }, { name: "http", port: 80, targetPort: 8000 }] })) },
  "deployment-deleted": { shows: "a Deployment that goes", exit: 3, before: within(api, web()), after: within(web()) },
  "namespace-deleted": { shows: "a namespace that goes with all that is in it", exit: 3, before: (kit) => { api(place(kit)); config(place(kit, { name: "tools" }), { A: "1" }); return undefined; }, after: within(api) },
  "everything-deleted": { shows: "a program that is empty now", exit: 3, before: within(api, web(), keys({ A: "1" })), after: () => undefined },
  "new-stack": { shows: "a stack that was never brought up", exit: 2, after: (kit) => { within(api, web(), keys({ LOG_LEVEL: "INFO" }), routes({ "/": "web" }))(kit); return { url: "https://board.example.com", namespace: kit.namespace() }; } },
  "renamed-in-program": { shows: "another name in the program for an object that has the same name in the cluster", exit: 3, before: renamed("settings"), after: renamed("board-settings") },
  alias: { shows: "another name in the program, with an alias: nothing changes", exit: 0, before: renamed("settings"), after: renamed("board-settings", () => ({ aliases: [{ name: "settings" }] })) },
  "renamed-in-cluster": { shows: "another name in the cluster: the new object is made first", exit: 3, before: within((at) => config(at, { A: "1" })), after: (kit) => { const at = place(kit); kit.make("k8s.core.v1.ConfigMap", "board-api", { metadata: { name: "board-api-2", namespace: at.name }, data: { A: "1" } }, at.opts); return undefined; } },
  "configmap-autonamed": { shows: "an immutable ConfigMap with a made-up name: the new one is made first", exit: 2, before: autonamed({ LOG_LEVEL: "INFO" }), after: autonamed({ LOG_LEVEL: "DEBUG" }) },
  "configmap-immutable": { shows: "an immutable ConfigMap with a fixed name", exit: 3, before: within(keys({ A: "1" }, { immutable: true })), after: within(keys({ A: "2" }, { immutable: true })) },
  "label-and-annotation": { shows: "labels and annotations with dots and slashes in their names", exit: 2, before: within(keys({ A: "1" }, {}, { labels: { "app.kubernetes.io/version": "1.8.2" } })), after: within(keys({ A: "1" }, {}, { labels: { "app.kubernetes.io/version": "1.9.0" }, annotations: { "board.example.com/owner": "team-a" } })) },
  "ingress-path-added": { shows: "a path of an Ingress more, before the catch-all", exit: 2, before: within(routes({ "/": "web" })), after: within(routes({ "/api": "board-api", "/": "web" })) },
  "ingress-path-removed": { shows: "a path of an Ingress less", exit: 2, before: within(routes({ "/api": "board-api", "/old": "old", "/": "web" })), after: within(routes({ "/api": "board-api", "/": "web" })) },
  "job-added": { shows: "a Job that will run", exit: 2, before: within(api), after: within(api, job("migrate")) },
  "job-replaced": { shows: "a Job whose pod cannot change: it runs again", exit: 2, before: within(job("migrate")), after: within((at) => object(at, "batch.v1.Job", "migrate", { spec: { backoffLimit: 2, template: { spec: { restartPolicy: "Never", containers: [{ name: "migrate", image: "registry.example.com/board-migrate:2.0.0", args: ["up"] }] } } } }, { metadata: { annotations: { "pulumi.com/skipAwait": "true" } } })) },
  "cron-schedule": { shows: "another schedule", exit: 2, before: within(cron("0 3 * * *")), after: within(cron("*/15 * * * *")) },
  "network-policy": { shows: "a peer more in a list that nothing names", exit: 2, before: within(policy(["web"])), after: within(policy(["web", "worker"])) },
  "namespace-label": { shows: "a label of a namespace", exit: 2, before: (kit) => { place(kit); return undefined; }, after: (kit) => { place(kit, { labels: { "pod-security.kubernetes.io/enforce": "restricted" } }); return undefined; } },
  "volume-growth": { shows: "a claim that grows in place", exit: 2, before: within(volume("1Gi")), after: within(volume("5Gi")) },
  "volume-renamed": { shows: "a claim of another name: its data goes with the old one", exit: 3, before: within(volume("1Gi")), after: (kit) => { const at = place(kit); object(at, "core.v1.PersistentVolumeClaim", "board-data", { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } }, { metadata: { name: "board-data-2", annotations: { "pulumi.com/skipAwait": "true" } } }); return undefined; } },
  "volume-class-refused": { shows: "a claim whose class cannot change: the API server refuses it", exit: 1, before: within(volume("1Gi")), after: within(volume("1Gi", { storageClassName: "fast" })) },
  "statefulset-image": { shows: "another image of a StatefulSet", exit: 2, before: within(database()), after: within(database({}, "registry.example.com/postgres:17.4")) },
  "statefulset-replaced": { shows: "a StatefulSet of another name, whose volumes are empty", exit: 3, before: within(database()), after: within((at) => database({}, "registry.example.com/postgres:17.2", "postgres")(at)) },
  "statefulset-service-refused": { shows: "a StatefulSet whose Service cannot change: the API server refuses it", exit: 1, before: within(database()), after: within(database({ serviceName: "postgres" })) },
  "password-replaced": { shows: "a random password that is made anew, and the Secret that holds it", exit: 3, before: password("first"), after: password("second") },
  "retain-on-delete": { shows: "a claim that is forgotten and not deleted", exit: 2, before: within(api, volume("1Gi", {}, { retainOnDelete: true })), after: within(api) },
  import: { shows: "an object that is there already and is taken over", exit: 2, earlier: [["create", "namespace", "NAMESPACE"], ["create", "configmap", "legacy", "--namespace", "NAMESPACE", "--from-literal=A=1"]], after: (kit) => { kit.make("k8s.core.v1.ConfigMap", "legacy", { metadata: { name: "legacy", namespace: kit.namespace() }, data: { A: "1" } }, { import: `${kit.namespace()}/legacy` }); return undefined; } },
  "read-again": { shows: "an object that is only read, again", exit: 0, before: reading("1"), after: reading("1") },
  "provider-changed": { shows: "another way into the same cluster", exit: 2, settings: [{ access: "first" }, { access: "second" }], before: within(api) },
  read: { shows: "an object that is only read, beside one that changes", exit: 2, before: within((at) => config(at, { A: "1" })), after: reading("2") },
  "several-namespaces": { shows: "the same change in three namespaces", exit: 2, before: fleet("1.8.2"), after: fleet("1.9.0") },
  components: { shows: "objects within components, which are nobody's change themselves", exit: 2, before: parts("1.8.2"), after: parts("1.9.0") },
  "replaced-by-wish": { shows: "an object that the program wants replaced, deleted first", exit: 3, before: within(wished("1", true)), after: within(wished("2", true)) },
  "replaced-same-name": { shows: "an object that is to be made before the old one is deleted, though both have one name", exit: 3, before: within(wished("1", false)), after: within(wished("2", false)) },
  mock: { shows: "an image tag, replicas, a secret and a replaced Service at once", exit: 3, settings: [{ PASSWORD: "scrubbed-before" }, { PASSWORD: "scrubbed-after" }], before: mock(3, "1.8.2", { clusterIP: "10.96.77.8" }), after: mock(6, "1.9.0", {}), policy: "advisory" },
};

function mock(replicas: number, tag: string, spec: Given): Program {
  return (kit) => {
    const at = place(kit);
    secret(at, { password: kit.secretSetting("PASSWORD") });
    deployment(at, "board-api", { replicas, image: `registry/board-api:${tag}` });
    service(at, "web", spec);
    return { url: "https://board.example.com", ...(tag === "1.8.2" ? { host: "board.example.com" } : {}) };
  };
}
