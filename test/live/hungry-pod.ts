/** A pod of a system that takes more memory than it may, and says so before. Its image must have Python. */
export function hungryPod(system: string, image: string, limit: string): object {
  const amounts = { cpu: "100m", memory: limit, "ephemeral-storage": "64Mi" };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "hungry", namespace: `${system}-dev`, labels: { "app.kubernetes.io/name": "hungry", "app.kubernetes.io/part-of": system } },
    spec: {
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10_001, runAsGroup: 10_001, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "hungry",
          image,
          imagePullPolicy: "Never",
          command: ["python3", "-c", 'print("still hungry", flush=True); food = b"x" * 2**29'],
          resources: { requests: amounts, limits: amounts },
          terminationMessagePolicy: "FallbackToLogsOnError",
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
        },
      ],
    },
  };
}
