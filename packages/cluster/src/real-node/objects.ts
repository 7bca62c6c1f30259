import { DNS_ADDRESS } from "./networks.ts";

/** Class of the Ingresses that the node's controller serves. */
export const INGRESS_CLASS = "traefik";

/** Default class of volumes: a folder of the node for each. */
export const STORAGE_CLASS = "local-path";

/** Name of what makes those volumes. */
export const PROVISIONER = "moorage.dev/local-volumes";

const DNS_SERVICE = "kube-dns";
const DNS_PORTS = [
  { name: "dns", port: 53, protocol: "UDP" },
  { name: "dns-tcp", port: 53, protocol: "TCP" },
];

/** Objects that a real node has from its beginning. */
export function nodeObjects(address: string): object {
  return {
    apiVersion: "v1",
    kind: "List",
    items: [
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "IngressClass",
        metadata: { name: INGRESS_CLASS, annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } },
        spec: { controller: "traefik.io/ingress-controller" },
      },
      {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name: STORAGE_CLASS, annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: PROVISIONER,
        reclaimPolicy: "Delete",
        volumeBindingMode: "WaitForFirstConsumer",
      },
      // The servers are processes of the node itself, not pods: what leads to them names the node.
      { apiVersion: "v1", kind: "Service", metadata: { name: DNS_SERVICE, namespace: "kube-system", labels: { "k8s-app": DNS_SERVICE } }, spec: { clusterIP: DNS_ADDRESS, ports: DNS_PORTS } },
      {
        apiVersion: "discovery.k8s.io/v1",
        kind: "EndpointSlice",
        metadata: { name: `${DNS_SERVICE}-node`, namespace: "kube-system", labels: { "kubernetes.io/service-name": DNS_SERVICE } },
        addressType: "IPv4",
        endpoints: [{ addresses: [address], conditions: { ready: true } }],
        ports: DNS_PORTS,
      },
      ...permissions("coredns", [
        { apiGroups: [""], resources: ["endpoints", "services", "pods", "namespaces"], verbs: ["list", "watch"] },
        { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
      ]),
      ...permissions("traefik", [
        { apiGroups: [""], resources: ["services", "secrets", "nodes", "configmaps", "endpoints"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["networking.k8s.io"], resources: ["ingresses", "ingressclasses"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["networking.k8s.io"], resources: ["ingresses/status"], verbs: ["update"] },
      ]),
      ...permissions("local-volumes", [
        { apiGroups: [""], resources: ["persistentvolumes"], verbs: ["get", "list", "watch", "create", "patch", "update", "delete"] },
        { apiGroups: [""], resources: ["persistentvolumeclaims"], verbs: ["get", "list", "watch", "update"] },
        { apiGroups: [""], resources: ["nodes"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["storage.k8s.io"], resources: ["storageclasses", "csinodes"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["", "events.k8s.io"], resources: ["events"], verbs: ["create", "patch", "update"] },
      ]),
    ],
  };
}

/** What one component may do, and that it is that component which may. */
function permissions(component: string, rules: readonly object[]): readonly object[] {
  const name = `moorage:${component}`;
  const role = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name };
  return [
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name }, rules },
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding", metadata: { name }, roleRef: role, subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name }] },
  ];
}
