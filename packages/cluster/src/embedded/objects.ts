/** Where simulated Ingresses and load balancers say they are: an address kept for documentation, behind which nothing is. */
export const SIMULATED_ADDRESS = "192.0.2.10";

/** Class of the Ingresses of the embedded cluster: that of the controller which is usual on a laptop, so that the objects are those that it would get. */
export const INGRESS_CLASS = "traefik";

/** Default class of volumes. */
export const STORAGE_CLASS = "simulated";

/** Name that simulated volumes carry in place of a driver. */
export const VOLUME_DRIVER = "simulated.moorage.dev";

/** Objects that every embedded cluster has from its beginning. */
export function initialObjects(nodes: number): object {
  return {
    apiVersion: "v1",
    kind: "List",
    items: [
      ...Array.from({ length: nodes }, (_, index) => simulatedNode(index + 1)),
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "IngressClass",
        metadata: { name: INGRESS_CLASS, annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } },
        spec: { controller: "moorage.dev/simulated" },
      },
      {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name: STORAGE_CLASS, annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: VOLUME_DRIVER,
        reclaimPolicy: "Delete",
        volumeBindingMode: "Immediate",
        // A claim may ask for more; there is nothing here that could be short of it.
        allowVolumeExpansion: true,
      },
      {
        apiVersion: "storage.k8s.io/v1",
        kind: "CSIDriver",
        metadata: { name: VOLUME_DRIVER },
        // Nothing would ever report a volume as attached.
        spec: { attachRequired: false, podInfoOnMount: false },
      },
    ],
  };
}

function simulatedNode(number: number): object {
  const name = `simulated-${number}`;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "node.kubernetes.io/instance-type": "simulated",
        "topology.kubernetes.io/region": "simulated",
        "topology.kubernetes.io/zone": `simulated-${number}`,
      },
    },
  };
}
