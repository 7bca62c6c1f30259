import type { Given, Kit, Made } from "./kit.ts";

/** Where objects of a scenario are: their namespace, whose end ends them too. */
export interface Place {
  readonly kit: Kit;
  readonly name: string;
  /** Options of whatever is in it. */
  readonly opts: Given;
}

/** Names of pods of one workload. */
const labelsOf = (app: string): Given => ({ app });

/** A namespace with its provider, whose kubeconfig every program of a scenario shares. */
export function place(kit: Kit, { name = "board", labels = {} } = {}): Place {
  const namespace = kit.make("k8s.core.v1.Namespace", name, { metadata: { name: kit.namespace(name), labels: { team: "board", ...labels } } });
  return { kit, name: kit.namespace(name), opts: { dependsOn: [namespace] } };
}

/** What a Deployment may differ in. */
export interface Workload {
  readonly replicas?: number;
  readonly image?: string;
  /** More of the container. */
  readonly container?: Given;
  /** More of the pod. */
  readonly pod?: Given;
  /** More of the pod's metadata. */
  readonly template?: Given;
  /** More of the Deployment's specification. */
  readonly spec?: Given;
  readonly opts?: Given;
}

const TAG = "registry.example.com/board-api:1.8.2";

/** A Deployment of one container, which is called as it is. */
export function deployment({ kit, name: namespace, opts: placed }: Place, name: string, { replicas, image = TAG, container = {}, pod = {}, template = {}, spec = {}, opts = {} }: Workload = {}): Made {
  return kit.make("k8s.apps.v1.Deployment", name, {
    metadata: { name, namespace },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      selector: { matchLabels: labelsOf(name) },
      template: { metadata: { labels: labelsOf(name), ...template }, spec: { containers: [{ name, image, ...container }], ...pod } },
      ...spec,
    },
  }, { ...placed, ...opts });
}

/** A Service of one workload. Nothing waits for it: the Deployment does. */
export function service({ kit, name: namespace, opts: placed }: Place, name: string, spec: Given = {}, opts: Given = {}): Made {
  return kit.make("k8s.core.v1.Service", name, {
    metadata: { name, namespace, annotations: { "pulumi.com/skipAwait": "true" } },
    spec: { selector: labelsOf("board-api"), ports: [{ name: "http", port: 80, targetPort: 8000 }], ...spec },
  }, { ...placed, ...opts });
}

/** Any other object of a namespace, by its class. */
export function object({ kit, name: namespace, opts: placed }: Place, kind: string, name: string, args: Given, { metadata = {}, opts = {} } = {}): Made {
  return kit.make(`k8s.${kind}`, name, { metadata: { name, namespace, ...metadata }, ...args }, { ...placed, ...opts });
}

export const secret = (at: Place, data: Given, opts: Given = {}): Made => object(at, "core.v1.Secret", "board-db", { stringData: data }, { opts });
export const config = (at: Place, data: Given, opts: Given = {}): Made => object(at, "core.v1.ConfigMap", "board-api", { data }, { opts });
/** Variables of a container. */
export const env = (variables: Readonly<Record<string, string>>): readonly Given[] => Object.entries(variables).map(([name, value]) => ({ name, value }));

/** An Ingress that leads paths to Services; nothing waits for its address. */
export function ingress(at: Place, paths: Readonly<Record<string, string>>): Made {
  const routes = Object.entries(paths).map(([path, name]) => ({ path, pathType: "Prefix", backend: { service: { name, port: { number: 80 } } } }));
  return object(at, "networking.v1.Ingress", "board", { spec: { ingressClassName: "traefik", rules: [{ host: "board.example.com", http: { paths: routes } }] } }, { metadata: { annotations: { "pulumi.com/skipAwait": "true" } } });
}

/** A claim of a volume; nothing waits for the volume. */
export function claim(at: Place, storage: string, spec: Given = {}, opts: Given = {}): Made {
  return object(at, "core.v1.PersistentVolumeClaim", "board-data", { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, ...spec } }, { metadata: { annotations: { "pulumi.com/skipAwait": "true" } }, opts });
}
