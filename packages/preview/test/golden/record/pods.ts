import type { Given, Program, Scenario } from "./kit.ts";
import { config, deployment, env, object, place, secret, service } from "./system.ts";
import type { Workload } from "./system.ts";

/** A system of one Deployment beside which a Service stays as it is. */
const api = (workload: Workload = {}): Program => (kit) => {
  const at = place(kit);
  deployment(at, "board-api", workload);
  service(at, "board-api");
  return undefined;
};
const container = (given: Given): Program => api({ container: given });
const pod = (given: Given, containerGiven: Given = {}): Program => api({ pod: given, container: containerGiven });

const PORTS = [{ name: "http", containerPort: 8000 }, { name: "metrics", containerPort: 9090 }];
const VARIABLES = { LOG_LEVEL: "INFO", API_PORT: "8000", REGION: "eu" };
const VOLUMES = [{ name: "tmp", emptyDir: {} }, { name: "cache", emptyDir: { sizeLimit: "64Mi" } }];
const MOUNTS = [{ name: "tmp", mountPath: "/tmp" }, { name: "cache", mountPath: "/var/cache" }];
const probe = (path: string, seconds: number): Given => ({ httpGet: { path, port: 8000 }, periodSeconds: seconds });
const autoscaler: Program = (kit) => {
  object(place(kit), "autoscaling.v2.HorizontalPodAutoscaler", "board-api", { spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "board-api" }, minReplicas: 2, maxReplicas: 8, metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }] } });
  return undefined;
};
const scaled = (workload: Workload, most: number): Program => (kit) => {
  const at = place(kit);
  deployment(at, "board-api", workload);
  object(at, "autoscaling.v2.HorizontalPodAutoscaler", "board-api", { spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "board-api" }, minReplicas: 2, maxReplicas: most } });
  return undefined;
};
const settings = (data: Given, checksum: string): Program => (kit) => {
  const at = place(kit);
  config(at, data);
  deployment(at, "board-api", { template: { annotations: { "board.example.com/config": checksum } }, container: { envFrom: [{ configMapRef: { name: "board-api" } }] } });
  return undefined;
};
const password: Program = (kit) => {
  const at = place(kit);
  secret(at, { password: kit.secretSetting("PASSWORD"), user: "board" });
  deployment(at, "board-api", { container: { env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "board-db", key: "password" } } }] } });
  return undefined;
};
const NGINX = "server {\n  listen 8080;\n  location / {\n    return 200 'ok';\n  }\n}\n";

/** What changes in pods, and in what they read. */
export const pods: Readonly<Record<string, Scenario>> = {
  "image-tag": { shows: "another tag of the image, which rolls the pods", exit: 2, before: api(), after: api({ image: "registry.example.com/board-api:1.9.0" }), digest: true },
  "no-changes": { shows: "a program that is what is deployed", exit: 0, before: api({ replicas: 2, container: { env: env(VARIABLES), ports: PORTS } }), digest: true },
  replicas: { shows: "more replicas, for which no pod rolls", exit: 2, before: api({ replicas: 3 }), after: api({ replicas: 6 }) },
  "new-deployment": { shows: "a second Deployment", exit: 2, before: api(), after: (kit) => { api()(kit); deployment({ kit, name: kit.namespace(), opts: {} }, "board-worker", { image: "registry.example.com/board-worker:1.8.2", container: { command: ["worker", "--queue", "mail"], env: env({ QUEUE: "mail" }) } }); return undefined; } },
  "env-added": { shows: "a variable more", exit: 2, before: container({ env: env(VARIABLES) }), after: container({ env: env({ CACHE: "on", ...VARIABLES }) }) },
  "env-removed": { shows: "a variable less", exit: 2, before: container({ env: env(VARIABLES) }), after: container({ env: env({ LOG_LEVEL: "INFO", REGION: "eu" }) }) },
  "env-changed-and-moved": { shows: "a variable that changes while all of them change places", exit: 2, before: container({ env: env(VARIABLES) }), after: container({ env: env({ REGION: "us", LOG_LEVEL: "INFO", API_PORT: "8000" }) }) },
  "env-reordered": { shows: "the same variables in another order", exit: 0, before: container({ env: env(VARIABLES) }), after: container({ env: env({ REGION: "eu", API_PORT: "8000", LOG_LEVEL: "INFO" }) }) },
  "env-from-secret": { shows: "a plain variable named like a secret, which becomes a reference to a Secret", exit: 2, before: container({ env: env({ API_TOKEN: "scrubbed-before" }) }), after: container({ env: [{ name: "API_TOKEN", valueFrom: { secretKeyRef: { name: "board", key: "token" } } }] }) },
  "ports-reordered": { shows: "the same ports in another order", exit: 0, before: container({ ports: PORTS }), after: container({ ports: PORTS.toReversed() }) },
  "volumes-reordered": { shows: "the same volumes and mounts in another order", exit: 0, before: pod({ volumes: VOLUMES }, { volumeMounts: MOUNTS }), after: pod({ volumes: VOLUMES.toReversed() }, { volumeMounts: MOUNTS.toReversed() }) },
  "volume-added": { shows: "a volume and its mount", exit: 2, before: pod({ volumes: VOLUMES.slice(0, 1) }, { volumeMounts: MOUNTS.slice(0, 1) }), after: pod({ volumes: VOLUMES }, { volumeMounts: MOUNTS }) },
  "args-reordered": { shows: "arguments in another order, which means something else", exit: 2, before: container({ args: ["--verbose", "serve"] }), after: container({ args: ["serve", "--verbose"] }) },
  "init-container-added": { shows: "an init container", exit: 2, before: api(), after: pod({ initContainers: [{ name: "migrate", image: "registry.example.com/board-migrate:1.9.0", args: ["up"] }] }) },
  sidecar: { shows: "a second container before the first", exit: 2, before: api(), after: pod({ containers: [{ name: "proxy", image: "registry.example.com/proxy:2.1.0", ports: [{ containerPort: 8443 }] }, { name: "board-api", image: "registry.example.com/board-api:1.8.2" }] }) },
  probe: { shows: "a probe with another path, and a second one", exit: 2, before: container({ ports: PORTS, livenessProbe: probe("/health", 10) }), after: container({ ports: PORTS, livenessProbe: probe("/health/live", 10), readinessProbe: probe("/health/ready", 5) }) },
  resources: { shows: "more memory, in another notation", exit: 2, before: container({ resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "512Mi" } } }), after: container({ resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } } }) },
  "config-key": { shows: "a key of a ConfigMap, and the checksum by which its pods roll", exit: 2, before: settings({ LOG_LEVEL: "INFO", API_PORT: "8000" }, "1f0c"), after: settings({ LOG_LEVEL: "DEBUG", API_PORT: "8000" }, "9a3d") },
  "config-file": { shows: "one line in a file of a ConfigMap", exit: 2, before: settings({ "nginx.conf": NGINX }, "1f0c"), after: settings({ "nginx.conf": NGINX.replace("8080", "8443 ssl") }, "9a3d") },
  "secret-value": { shows: "another password in a Secret, which nobody sees", exit: 2, before: password, settings: [{ PASSWORD: "scrubbed-before" }, { PASSWORD: "scrubbed-after" }] },
  "secret-keys": { shows: "a key of a Secret that comes, one that goes, and none of their values", exit: 2, before: (kit) => { secret(place(kit), { user: "board", host: "db" }); return undefined; }, after: (kit) => { secret(place(kit), { user: "board", port: "5432" }); return undefined; } },
  "autoscaler-added": { shows: "an autoscaler, to which the Deployment leaves its replicas", exit: 2, before: api({ replicas: 3 }), after: (kit) => { autoscaler(kit); deployment({ kit, name: kit.namespace(), opts: {} }, "board-api"); service({ kit, name: kit.namespace(), opts: {} }, "board-api"); return undefined; } },
  "autoscaled-replicas": { shows: "replicas in a program that an autoscaler sets too", exit: 2, before: scaled({}, 8), after: scaled({ replicas: 5 }, 8) },
  "autoscaler-limit": { shows: "a higher limit of an autoscaler", exit: 2, before: scaled({}, 8), after: scaled({}, 12) },
  "strategy-recreate": { shows: "a Deployment that stops its pods before it starts others", exit: 2, before: api({ spec: { strategy: { type: "Recreate" } } }), after: api({ spec: { strategy: { type: "Recreate" } }, image: "registry.example.com/board-api:2.0.0" }) },
  "selector-replaced": { shows: "another selector, for which the Deployment is deleted first", exit: 3, before: api(), after: api({ spec: { selector: { matchLabels: { app: "board-api", tier: "api" } } }, template: { labels: { app: "board-api", tier: "api" } } }) },
  "names-like-markup": { shows: "values that look like Markdown, HTML, mentions and commands", exit: 2, before: api({ template: { annotations: { note: "nothing" } } }), after: api({ template: { annotations: { note: "</details>\n```\n@everyone fixes #12 <img src=x> | a --> b\n/close" } }, container: { env: env({ "A_*B*": "`x` [y](https://example.com)" }) } }) },
};
