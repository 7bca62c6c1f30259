import { PINNED } from "../versions.ts";
import { SIMULATED_ADDRESS, STORAGE_CLASS, VOLUME_DRIVER } from "./objects.ts";

interface Match {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values?: readonly string[];
}

interface Stage {
  readonly name: string;
  readonly apiGroup?: string;
  readonly kind: string;
  /** Which objects it is for; all must hold. */
  readonly when: readonly Match[];
  /** Milliseconds before it happens. */
  readonly delay?: number;
  readonly steps: readonly object[];
}

const alive: Match = { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" };
const ready = '.status.conditions.[] | select(.type == "Ready") | .status';

/**
 * What the simulator does to objects: what a kubelet, an ingress controller, a load balancer and a volume provisioner
 * would report if there were any. A process of the cluster itself plays them, so they go on when this one has ended.
 */
export function stages(): readonly object[] {
  return all.map(({ name, apiGroup = "v1", kind, when, delay, steps }) => ({
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "Stage",
    metadata: { name },
    spec: {
      resourceRef: { apiGroup, kind },
      selector: { matchExpressions: when },
      ...(delay === undefined ? {} : { delay: { durationMilliseconds: delay } }),
      steps,
    },
  }));
}

function status(template: string, type: "merge" | "strategic" = "strategic"): object {
  return { patch: { subresource: "status", root: "status", type, template } };
}

const resources = '{ cpu: "8", memory: 16Gi, pods: "110", ephemeral-storage: 100Gi }';

const node: Stage = {
  name: "node-ready",
  kind: "Node",
  when: [{ key: ready, operator: "NotIn", values: ["True"] }],
  // Images are left out on purpose: the patch keeps those that were recorded.
  steps: [
    status(`
allocatable: ${resources}
capacity: ${resources}
addresses:
- { type: InternalIP, address: 127.0.0.1 }
- { type: Hostname, address: {{ .metadata.name | Quote }} }
daemonEndpoints: { kubeletEndpoint: { Port: {{ NodePort }} } }
nodeInfo:
  architecture: amd64
  bootID: simulated
  containerRuntimeVersion: simulated://1
  kernelVersion: simulated
  kubeProxyVersion: ""
  kubeletVersion: v${PINNED.kubernetes}
  machineID: simulated
  operatingSystem: linux
  osImage: simulated
  systemUUID: simulated
conditions:
- type: Ready
  status: "True"
  reason: Simulated
  message: runs nothing
  lastHeartbeatTime: {{ Now | Quote }}
  lastTransitionTime: {{ Now | Quote }}
`),
  ],
};

const container = (more: string): string => `
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: {{ .image | Quote }}
  restartCount: 0
  ${more}
`;
const running = "{ running: { startedAt: {{ Now | Quote }} } }";
const completed = '{ terminated: { exitCode: 0, reason: Completed, startedAt: {{ Now | Quote }}, finishedAt: {{ Now | Quote }} } }';

const podReady: Stage = {
  name: "pod-ready",
  kind: "Pod",
  when: [alive, { key: ".status.phase", operator: "In", values: ["Pending"] }, { key: ready, operator: "NotIn", values: ["True"] }],
  steps: [
    status(`
phase: Running
startTime: {{ Now | Quote }}
{{ with NodeIPWith .spec.nodeName }}hostIP: {{ . | Quote }}{{ end }}
{{ with PodIPWith .spec.nodeName (or .spec.hostNetwork false) (or .metadata.uid "") (or .metadata.name "") (or .metadata.namespace "") }}
podIP: {{ . | Quote }}
podIPs: [{ ip: {{ . | Quote }} }]
{{ end }}
conditions:
{{ range list "PodReadyToStartContainers" "Initialized" "ContainersReady" "Ready" }}
- { type: {{ . }}, status: "True", lastTransitionTime: {{ Now | Quote }} }
{{ end }}
{{ range .spec.readinessGates }}
- { type: {{ .conditionType | Quote }}, status: "True", lastTransitionTime: {{ Now | Quote }} }
{{ end }}
containerStatuses:
{{ range .spec.containers }}${container(`ready: true\n  started: true\n  state: ${running}`)}{{ end }}
{{ if .spec.initContainers }}
initContainerStatuses:
{{ range .spec.initContainers }}${container(`ready: true\n  started: {{ eq (or .restartPolicy "") "Always" }}\n  state: {{ if eq (or .restartPolicy "") "Always" }}${running}{{ else }}${completed}{{ end }}`)}{{ end }}
{{ end }}
`),
  ],
};

const podDone: Stage = {
  name: "pod-of-job-done",
  kind: "Pod",
  when: [alive, { key: ".status.phase", operator: "In", values: ["Running"] }, { key: ".metadata.ownerReferences.[].kind", operator: "In", values: ["Job"] }],
  delay: 500,
  steps: [
    status(`
phase: Succeeded
conditions:
{{ range list "ContainersReady" "Ready" }}
- { type: {{ . }}, status: "False", reason: PodCompleted, lastTransitionTime: {{ Now | Quote }} }
{{ end }}
containerStatuses:
{{ range .spec.containers }}${container(`ready: false\n  started: false\n  state: ${completed}`)}{{ end }}
`),
  ],
};

const podGone: Stage = {
  name: "pod-gone",
  kind: "Pod",
  when: [{ key: ".metadata.deletionTimestamp", operator: "Exists" }],
  steps: [{ delete: true }],
};

const address = status(`loadBalancer: { ingress: [{ ip: ${SIMULATED_ADDRESS} }] }`, "merge");
const noAddress: Match = { key: ".status.loadBalancer.ingress", operator: "DoesNotExist" };

const ingress: Stage = { name: "ingress-address", apiGroup: "networking.k8s.io/v1", kind: "Ingress", when: [alive, noAddress], steps: [address] };

const loadBalancer: Stage = {
  name: "load-balancer-address",
  kind: "Service",
  when: [alive, noAddress, { key: ".spec.type", operator: "In", values: ["LoadBalancer"] }],
  steps: [address],
};

const ofOurClass: Match = { key: ".spec.storageClassName", operator: "In", values: [STORAGE_CLASS] };

const volumeMade: Stage = {
  name: "volume-for-claim",
  kind: "PersistentVolumeClaim",
  when: [alive, ofOurClass, { key: ".spec.volumeName", operator: "DoesNotExist" }],
  // Reserved for the claim: the controller manager does the binding itself.
  steps: [
    {
      apply: {
        template: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-{{ .metadata.uid }}
  annotations: { pv.kubernetes.io/provisioned-by: ${VOLUME_DRIVER} }
spec:
  storageClassName: ${STORAGE_CLASS}
  persistentVolumeReclaimPolicy: Delete
  volumeMode: {{ or .spec.volumeMode "Filesystem" }}
  accessModes: {{ toJson .spec.accessModes }}
  capacity: {{ toJson .spec.resources.requests }}
  csi: { driver: ${VOLUME_DRIVER}, volumeHandle: {{ .metadata.uid | Quote }} }
  claimRef:
    apiVersion: v1
    kind: PersistentVolumeClaim
    namespace: {{ .metadata.namespace | Quote }}
    name: {{ .metadata.name | Quote }}
    uid: {{ .metadata.uid | Quote }}
`,
      },
    },
  ],
};

const volumeGone: Stage = {
  name: "volume-released",
  kind: "PersistentVolume",
  when: [alive, ofOurClass, { key: ".status.phase", operator: "In", values: ["Released"] }],
  steps: [{ delete: true }],
};

const all = [node, podReady, podDone, podGone, ingress, loadBalancer, volumeMade, volumeGone];
