import type { Platform } from "@moorage/platform";
import { CANARY } from "./canary.ts";
import { CONTEXT, THIRD_PARTY, service, web } from "./description.ts";
import type { Change } from "./description.ts";

/** One bad description and what its author is told. */
export interface BadDescription {
  /** Its number in the catalogue of bad inputs. */
  readonly number: number;
  readonly title: string;
  /** Where it is refused. @default local */
  readonly kind?: Platform["kind"];
  readonly change: Change;
  /** What differs from the platform that only renders. @default nothing */
  readonly platform?: Partial<Platform>;
  /** Each matches one line. */
  readonly says: readonly RegExp[];
}

const data = (change: object): Change => ({ data: { db: { kind: "postgres", ...change } } });
const routes = (...list: readonly object[]): Change => ({ ingress: { host: "shop.example.com", routes: list } as Change["ingress"] & object });
const two = { web, api: { ...web, port: 5000 } };
const LONG = "a".repeat(60);

/** Bad descriptions, by the number that each has in the catalogue. */
export const badDescriptions: readonly BadDescription[] = [
  ...[0, -1, 1.5, "three"].map((replicas): BadDescription => ({ number: 9, title: `${replicas} replicas`, change: service({ replicas }), says: [/Workload web: replicas: .*whole number from 1/] })),
  { number: 10, title: "one replica in production", kind: "cloud", change: service({ replicas: 1 }), says: [/Workload web: replicas: .*got 1; expected .*2.*fewerReplicas/] },
  ...[0, 70_000].map((port): BadDescription => ({ number: 12, title: `port ${port}`, change: service({ port }), says: [/ports\.http: is no TCP port/] })),
  { number: 13, title: "a port that is declared twice", change: service({ port: undefined, ports: [{ name: "http", port: 80 }, { name: "other", port: 80 }] }), says: [/ports\.other: is declared twice/] },
  { number: 14, title: "a port name of 16 characters", change: service({ port: undefined, ports: [{ name: "a".repeat(16), port: 80 }], health: undefined }), says: [/is no port name/] },
  { number: 15, title: "a service whose name is no label", change: { services: { web, my_api: web } }, says: [/my_api: .*has "_" at position 3/] },
  { number: 16, title: "a name that a suffix makes too long", change: { data: { [LONG]: { kind: "postgres" } } }, says: [new RegExp(`${LONG}-data`)] },
  { number: 17, title: "a service and data of the same name", change: { services: { web }, data: { web: { kind: "redis" } } }, says: [/data\.web: makes a Service web in the namespace shop, and so does services\.web/] },
  { number: 18, title: "a bad label value", change: service({ component: "what is this?" }), says: [/component: .*label value/] },
  { number: 19, title: "a host with a scheme", change: { ingress: { host: "https://shop.example.com", routes: [{ path: "/", service: "web" }] } }, says: [/host: has a scheme/] },
  { number: 19, title: "a host with a path", change: { ingress: { host: "shop.example.com/api", routes: [{ path: "/", service: "web" }] } }, says: [/host: has a path/] },
  { number: 20, title: "one path of one host for two services", change: { services: two, ...routes({ path: "/api", service: "web" }, { path: "/api", service: "api" }) }, says: [/\/api.*(web.*api|api.*web)/] },
  { number: 21, title: "an Ingress without TLS in production", kind: "cloud", change: routes({ path: "/", service: "web" }), says: [/tls/i] },
  { number: 22, title: "a route to a service that is not there", change: { services: two, ...routes({ path: "/", service: "wbe" }) }, says: [/wbe.*expected one of.*web.*api/] },
  { number: 22, title: "a route to a port that is not there", change: routes({ path: "/", service: "web", port: 81 }), says: [/81.*8000/] },
  { number: 23, title: "an image that is tagged latest", change: service({ build: undefined, image: "nginx:latest" }), says: [/image: is tagged latest/] },
  { number: 23, title: "an image without a tag", change: service({ build: undefined, image: "nginx" }), says: [/image: has no tag/] },
  { number: 24, title: "an image from elsewhere without a digest, in production", kind: "cloud", change: service({ build: undefined, image: "nginx:1.29.1" }), says: [/image: has no digest.*docker buildx imagetools inspect nginx:1\.29\.1/] },
  { number: 25, title: "a digest that is none", change: service({ build: undefined, image: "nginx:1.29.1@sha256:abc" }), says: [/image: has a malformed digest.*64 hexadecimal digits/] },
  { number: 26, title: "a registry's port that looks like a tag", change: service({ build: undefined, image: "registry:5000/app" }), says: [/image: has no tag.*registry:5000\/app:1\.2\.3/] },
  { number: 28, title: "Never for an image in a registry", kind: "cloud", change: {}, platform: { delivery: { by: "pushing", pullPolicy: "Never", builds: { skippedBecause: "a test" }, registry: { address: "registry.example.com/shop" } } as unknown as Platform["delivery"] }, says: [/Never/] },
  { number: 29, title: "CPU of 0.5 cores", change: service({ resources: { requests: { cpu: "0.5 cores" } } }), says: [/requests\.cpu: .*did you mean "500m"\?/] },
  { number: 29, title: "CPU of 500M", change: service({ resources: { limits: { cpu: "500M" } } }), says: [/limits\.cpu: .*did you mean "500m"\?/] },
  { number: 30, title: "memory of 512m", change: service({ resources: { limits: { memory: "512m" } } }), says: [/limits\.memory: .*did you mean "512Mi"\?/] },
  { number: 31, title: "a request above its limit", change: service({ resources: { requests: { memory: "2Gi" }, limits: { memory: "1Gi" } } }), says: [/requests\.memory: 2Gi is above the limit 1Gi/] },
  { number: 32, title: "a probe of a port that is not declared", change: service({ health: { live: { path: "/health", port: "admin" }, ready: "/ready" } }), says: [/health\.live: asks the port "admin".*expected one of http/] },
  { number: 33, title: "readiness that is asked like liveness", change: service({ health: { live: "/health", ready: "/health" } }), says: [/health\.ready: is the same as health\.live/] },
  { number: 34, title: "less time to stop than it takes", change: service({ preStopSeconds: 20, drainSeconds: 30 }), says: [/terminationGraceSeconds: 20 s preStop \+ 30 s drain = 50 s; got 45 s/] },
  { number: 35, title: "a progress deadline beyond the engine's patience", change: service({ progressDeadlineSeconds: 900 }), says: [/progressDeadlineSeconds: .*600/] },
  { number: 36, title: "a disruption budget that blocks every drain", change: service({ disruptionBudget: { maxUnavailable: 0 } }), says: [/disruptionBudget.*drain/] },
  { number: 37, title: "a variable from two sources", change: service({ config: { PORT: "1" }, environment: { PORT: "2" } }), says: [/environment\.PORT: is set in config too/] },
  { number: 38, title: "a secret in plain environment", change: service({ environment: { DB_PASSWORD: CANARY } }), says: [/environment\.DB_PASSWORD: is named like a secret/] },
  { number: 39, title: "an empty secret", change: service({ secrets: { API_TOKEN: "" } }), says: [/data\.API_TOKEN: is empty/] },
  { number: 41, title: "a secret that is no text", change: service({ secrets: { API_TOKEN: { token: CANARY } } }), says: [/data\.API_TOKEN: .*(object|text|string)/] },
  { number: 45, title: "a database neither here nor managed", kind: "cloud", change: data({ password: "x" }), says: [/Postgres db: .*managed/] },
  { number: 45, title: "a database both here and managed", change: data({ mode: "in-cluster", managed: { server: "db.example.com" } }), says: [/Postgres db: .*managed/] },
  { number: 46, title: "a managed database without TLS", kind: "cloud", change: data({ password: "x", managed: { server: "db.example.com", tls: "disable" } }), says: [/Postgres db: .*tls/i] },
  { number: 46, title: "a managed database without a password", kind: "cloud", change: data({ managed: { server: "db.example.com" } }), says: [/Postgres db: .*password/] },
  { number: 47, title: "less storage than there is", change: { ...data({ storage: "1Gi" }), previous: { db: { mode: "in-cluster", storage: "2Gi" } } }, says: [/Postgres db: storage: .*2Gi.*1Gi|Postgres db: storage: .*1Gi.*2Gi/] },
  { number: 48, title: "storage of 10GB", change: data({ storage: "10GB" }), says: [/storage: .*did you mean "10Gi"\?/] },
  { number: 49, title: "a database that moves away from its data", change: { ...data({ password: "x", mode: "managed", managed: { server: "db.example.com" } }), previous: { db: { mode: "in-cluster", storage: "1Gi" } } }, says: [/Postgres db: mode: .*switch-database-mode\.md/] },
  { number: 52, title: "a build context that is not there", change: service({ build: { context: `${CONTEXT}/none` } }), says: [new RegExp(`context: .*${CONTEXT}/none`)] },
  { number: 52, title: "a Dockerfile that is not there", change: service({ build: { context: CONTEXT, dockerfile: "Dockerfile.none" } }), says: [new RegExp(`dockerfile: .*${CONTEXT}/Dockerfile\\.none`)] },
  { number: 53, title: "a build argument that is named like a secret", change: service({ build: { context: CONTEXT, buildArgs: { NPM_TOKEN: CANARY } } }), says: [/buildArgs\.NPM_TOKEN: .*buildSecrets/] },
  { number: 54, title: "services that wait for each other", change: { services: { web: { ...web, dependsOn: ["api"] }, api: { ...web, dependsOn: ["web"] } } }, says: [/goes in a circle: web → api → web/] },
];

/** All that is wrong with one description, at once. */
export const everythingWrong: BadDescription = {
  number: 0,
  title: "everything at once",
  kind: "cloud",
  change: {
    services: { web: { ...web, replicas: 1, port: 70_000, environment: { DB_PASSWORD: CANARY } }, proxy: { image: "nginx:latest", dependsOn: ["nobody"] }, other: { image: THIRD_PARTY, resources: { limits: { memory: "1Mi" } } } },
    data: { db: { kind: "postgres" }, files: { kind: "mongo", mode: "in-cluster", storage: "10GB" as "10Gi" } },
    ingress: { host: "https://shop.example.com", routes: [{ path: "/", service: "none" }] },
  },
  says: [/replicas/, /ports\.http/, /DB_PASSWORD/, /latest/, /nobody/, /memory/, /storage/, /managed/, /password/, /scheme/, /none/, /tls/i],
};
