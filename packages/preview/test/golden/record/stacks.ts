import type { Given, Kit, Made, Program, Scenario } from "./kit.ts";
import { claim, config, deployment, object, place, secret, service } from "./system.ts";
import type { Workload } from "./system.ts";

const api = (workload: Workload = {}): Program => (kit) => {
  const at = place(kit);
  deployment(at, "board-api", workload);
  return undefined;
};
const scaled: Program = (kit) => {
  const at = place(kit);
  deployment(at, "board-api", { image: "registry.example.com/board-api:1.8.2" });
  object(at, "autoscaling.v2.HorizontalPodAutoscaler", "board-api", { spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "board-api" }, minReplicas: 2, maxReplicas: 8 } });
  return undefined;
};
const giving = (outputs: (kit: Kit) => Given): Program => (kit) => {
  place(kit);
  return outputs(kit);
};
const plain = { url: "https://board.example.com", port: 8000, hosts: ["a.example.com", "b.example.com"] };
const contract = (given: Given, version = 1, hash = "sha256:1f0c"): Given => ({ v1: given, v1Secrets: { $empty: true }, contract: { name: "board", version, schemaHash: hash } });
const image = (kit: Kit, tag: string, content: string, context: string): Made => kit.make("docker.RemoteImage", "board-api", {
  name: `board-api:${tag}`,
  build: { context, dockerfile: "Dockerfile", builder: "default" },
  triggers: { content },
  keepLocally: true,
}, { ignoreChanges: context === "./app" ? [] : ["nothing"] });
const built = (tag: string, content = tag, context = "./app"): Program => (kit) => {
  const { name } = image(kit, tag, content, context);
  deployment(place(kit), "board-api", { replicas: 1, container: { image: name } });
  return undefined;
};
const byDigest = (tag: string): Program => (kit) => {
  const { repoDigest, imageId } = image(kit, tag, tag, "./app");
  deployment(place(kit), "board-api", { replicas: 1, template: { annotations: { "board.example.com/image": imageId } }, container: { env: [{ name: "IMAGE_DIGEST", value: repoDigest }, { name: "IMAGE_ID", value: imageId }] } });
  return undefined;
};
const withProtected = (there: boolean): Program => (kit) => {
  const at = place(kit);
  if (there) claim(at, "1Gi", {}, { protect: true });
  config(at, { A: there ? "1" : "2" });
  return undefined;
};
const labelled = (version: string): Program => (kit) => {
  object(place(kit), "core.v1.ConfigMap", "board-api", { data: { A: "1" } }, { metadata: { labels: { "app.kubernetes.io/version": version } } });
  return undefined;
};
const NAMESPACE = ["--namespace", "NAMESPACE"];
const edited = [["set", "image", "deployment/board-api", "board-api=registry.example.com/board-api:hotfix", ...NAMESPACE]];
const grown = [["scale", "deployment/board-api", "--replicas=4", ...NAMESPACE]];

/** What changes in outputs. */
export const outputs: Readonly<Record<string, Scenario>> = {
  "output-added": { shows: "an output more", exit: 2, before: giving(() => plain), after: giving(() => ({ ...plain, region: "eu" })) },
  "output-removed": { shows: "an output less, which breaks who reads it", exit: 2, before: giving(() => plain), after: giving(() => ({ url: plain.url, hosts: plain.hosts })) },
  "output-changed": { shows: "another value of an output", exit: 2, before: giving(() => plain), after: giving(() => ({ ...plain, url: "https://board.example.org" })) },
  "output-type-changed": { shows: "an output of another type", exit: 2, before: giving(() => plain), after: giving(() => ({ ...plain, port: "8000", hosts: "a.example.com" })) },
  "output-plain-to-secret": { shows: "an output that becomes a secret", exit: 2, before: giving(() => plain), after: giving((kit) => ({ ...plain, url: kit.secret(plain.url) })) },
  "output-secret-to-plain": { shows: "an output that is a secret no more", exit: 2, before: giving((kit) => ({ ...plain, url: kit.secret(plain.url) })), after: giving(() => plain) },
  "output-secret-changed": { shows: "another value of a secret output: the engine does not tell even that it changed", exit: 0, before: giving((kit) => ({ key: kit.secret("scrubbed-before") })), after: giving((kit) => ({ key: kit.secret("scrubbed-after") })) },
  "contract-field-removed": { shows: "a field less in what a contract promises", exit: 2, before: giving(() => contract({ url: plain.url, namespace: "board" })), after: giving(() => contract({ url: plain.url }, 1, "sha256:9a3d")) },
  "contract-field-added": { shows: "a field more in what a contract promises", exit: 2, before: giving(() => contract({ url: plain.url })), after: giving(() => contract({ url: plain.url, namespace: "board" }, 1, "sha256:9a3d")) },
};

/** Images that are built. */
export const images: Readonly<Record<string, Scenario>> = {
  "image-built": { shows: "an image whose content changed: built, and the pods roll", exit: 2, before: built("1f0c"), after: built("9a3d") },
  "image-first-built": { shows: "an image that is built for a new stack, whose digest only the update finds out", exit: 2, after: byDigest("1f0c") },
  "image-digests-unknown": { shows: "several values that wait for the digest of one build", exit: 2, before: byDigest("1f0c"), after: byDigest("9a3d") },
  "image-rebuilt-unchanged": { shows: "an image of the same content from another folder: no change", exit: 0, before: built("1f0c"), after: built("1f0c", "1f0c", "./moved") },
};

/** Previews that fail, and what policy packs and the program say. */
export const failures: Readonly<Record<string, Scenario>> = {
  "program-problems": { shows: "a program that was given what cannot be: all problems, no stack trace", exit: 1, before: api(), after: (kit) => { place(kit); return kit.refuse([{ path: "Workload board-api: resources.limits.memory", problem: "is below the request", got: "128Mi", expected: "at least 256Mi", fix: "raise it" }, { path: "Workload board-api: port", problem: "is no port", got: "80000", expected: "1 to 65535" }, { path: "Exposure board: host", problem: "has a space in it", got: "board example.com" }]); } },
  "program-crash": { shows: "a program that throws", exit: 1, before: api(), after: (kit) => { place(kit); throw new TypeError("Cannot read properties of undefined (reading 'host')"); } },
  "provider-refuses": { shows: "an object that the API server refuses", exit: 1, before: api({ replicas: 2 }), after: api({ replicas: 2, container: { ports: [{ containerPort: 80000 }], resources: { requests: { memory: "much" } } } }) },
  "provider-refuses-two": { shows: "two objects that cannot be, both said", exit: 1, before: api(), after: (kit) => { const at = place(kit); deployment(at, "board-api", { container: { imagePullPolicy: "Sometimes" } }); service(at, "Web_1"); return undefined; } },
  "protected-deleted": { shows: "a protected claim that is to go, which stops the preview", exit: 1, before: withProtected(true), after: withProtected(false) },
  "missing-setting": { shows: "a setting that is not there", exit: 1, after: (kit) => { secret(place(kit), { password: kit.secretSetting("PASSWORD") }); return undefined; } },
  warning: { shows: "what the program warns of", exit: 2, before: api(), after: (kit) => { api({ replicas: 2 })(kit); kit.warn("the image has no digest\nanybody may change what is behind its tag"); return undefined; } },
  "policy-advisory": { shows: "what a policy pack advises", exit: 2, before: api({ replicas: 1 }), after: api({ replicas: 2 }), policy: "advisory" },
  "policy-mandatory": { shows: "what a policy pack forbids", exit: 1, before: api({ replicas: 1 }), after: api({ replicas: 2 }), policy: "mandatory" },
  "policy-content": { shows: "a policy pack that finds nothing", exit: 0, before: api({ replicas: 1 }), policy: "content" },
};

/** What a refresh finds. */
export const drift: Readonly<Record<string, Scenario>> = {
  "drift-none": { shows: "live objects as the program left them", exit: 0, before: labelled("1.8.2"), refresh: "only" },
  "drift-image": { shows: "an image that was edited by hand", exit: 2, before: api({ replicas: 1 }), refresh: "only", meanwhile: edited },
  "drift-image-in-preview": { shows: "an image that was edited by hand, found before the preview refuses to take it back", exit: 2, before: api({ replicas: 1 }), refresh: "first", meanwhile: edited },
  "drift-autoscaled": { shows: "replicas that an autoscaler set, which is its work", exit: 0, before: scaled, refresh: "only", meanwhile: grown },
  "drift-autoscaled-in-preview": { shows: "replicas that an autoscaler set, in a preview that looks at live objects first", exit: 0, before: scaled, refresh: "first", meanwhile: grown },
  "drift-scaled-by-hand": { shows: "replicas that somebody set by hand", exit: 2, before: api({ replicas: 1 }), refresh: "only", meanwhile: grown },
  "drift-deleted": { shows: "a ConfigMap that somebody deleted", exit: 3, before: (kit) => { const at = place(kit); config(at, { A: "1" }); deployment(at, "board-api", { replicas: 1 }); return undefined; }, refresh: "only", meanwhile: [["delete", "configmap", "board-api", ...NAMESPACE]] },
  "drift-deleted-in-preview": { shows: "a ConfigMap that somebody deleted, in a preview that looks at live objects first", exit: 3, before: (kit) => { config(place(kit), { A: "1" }); return undefined; }, refresh: "first", meanwhile: [["delete", "configmap", "board-api", ...NAMESPACE]] },
  "drift-label": { shows: "a label of the program that somebody changed", exit: 2, before: labelled("1.8.2"), refresh: "only", meanwhile: [["label", "configmap", "board-api", "--overwrite", "app.kubernetes.io/version=0.0.1", ...NAMESPACE]] },
  "drift-label-of-others": { shows: "a label that the program never spoke of", exit: 0, before: labelled("1.8.2"), refresh: "only", meanwhile: [["label", "configmap", "board-api", "example.com/seen=yes", ...NAMESPACE]] },
  "drift-configmap": { shows: "a key of a ConfigMap that somebody changed, beside one that the program never spoke of", exit: 2, before: (kit) => { config(place(kit), { LOG_LEVEL: "INFO" }); return undefined; }, refresh: "only", meanwhile: [["patch", "configmap", "board-api", ...NAMESPACE, "--type=merge", "--patch", '{"data":{"LOG_LEVEL":"DEBUG","EXTRA":"1"}}']] },
  "drift-secret": { shows: "a Secret that somebody changed", exit: 2, before: (kit) => { secret(place(kit), { password: "scrubbed-before" }); return undefined; }, refresh: "only", meanwhile: [["patch", "secret", "board-db", ...NAMESPACE, "--type=merge", "--patch", '{"stringData":{"password":"scrubbed-after"}}']] },
};
