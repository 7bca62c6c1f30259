import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { containerSecurity } from "@moorage/core";
import type { ContainerArgs } from "../src/index.ts";
import { container } from "../src/container.ts";
import { mountsOf } from "../src/volumes.ts";

const image = { reference: "registry.example.com/web:1.2", pullPolicy: "IfNotPresent" } as const;

function made(args: Partial<ContainerArgs> = {}, extras?: Parameters<typeof container>[3]) {
  const whole = { image, ...args };
  return container("web", whole, mountsOf("web", whole), extras);
}

describe("a container", () => {
  it("has a name, an image as it comes, and nothing that nobody asked for", () => {
    const { name, image: reference, imagePullPolicy, ...rest } = made();
    assert.deepEqual([name, reference, imagePullPolicy], ["web", image.reference, "IfNotPresent"]);
    assert.deepEqual(Object.keys(rest).sort(), ["resources", "securityContext", "terminationMessagePolicy", "volumeMounts"]);
  });

  it("may do nothing that it need not do", () => {
    assert.deepEqual(made().securityContext, containerSecurity);
    assert.deepEqual(containerSecurity, { allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
  });

  it("leaves its last words when it fails", () => assert.equal(made().terminationMessagePolicy, "FallbackToLogsOnError"));

  it("runs the image's own command unless told otherwise", () => {
    const { command, args } = made({ command: ["python", "-m"], args: ["worker"] });
    assert.deepEqual([command, args], [["python", "-m"], ["worker"]]);
  });

  it("declares every port by name", () => {
    assert.deepEqual(made({ ports: [{ name: "http", port: 8000 }, { name: "metrics", port: 9100 }] }).ports, [
      { name: "http", containerPort: 8000, protocol: "TCP" },
      { name: "metrics", containerPort: 9100, protocol: "TCP" },
    ]);
  });

  it("takes each kind of value into its environment", () => {
    const later = pulumi.output("later");
    const promised = Promise.resolve("promised");
    const environment = {
      PLAIN: "text",
      LATER: later,
      PROMISED: promised,
      POD: { field: "metadata.name" },
      TOKEN: { secret: "web", key: "token" },
      LEVEL: { configMap: "web", key: "level" },
    };
    assert.deepEqual(made({ environment }).env, [
      { name: "PLAIN", value: "text" },
      { name: "LATER", value: later },
      { name: "PROMISED", value: promised },
      { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "TOKEN", valueFrom: { secretKeyRef: { name: "web", key: "token" } } },
      { name: "LEVEL", valueFrom: { configMapKeyRef: { name: "web", key: "level" } } },
    ]);
  });

  it("takes whole ConfigMaps before whole Secrets, so that a Secret wins", () => {
    assert.deepEqual(made({ environmentFrom: { secrets: ["s"], configMaps: ["c", "d"] } }).envFrom, [{ configMapRef: { name: "c" } }, { configMapRef: { name: "d" } }, { secretRef: { name: "s" } }]);
    assert.deepEqual(made({ environmentFrom: { secrets: ["s"], configMaps: ["c"] } }).envFrom, [{ configMapRef: { name: "c" } }, { secretRef: { name: "s" } }]);
    assert.equal(made({ environmentFrom: {} }).envFrom, undefined);
  });

  it("asks for what its runtime needs, a Python server unless told otherwise, and may use twice that", () => {
    const requests = { cpu: "100m", memory: "256Mi", "ephemeral-storage": "256Mi" };
    assert.deepEqual(made().resources, { requests, limits: { cpu: "200m", memory: "512Mi", "ephemeral-storage": "512Mi" } });
    const { limits } = made({ runtime: "java", resources: { limits: { cpu: "2" } } }).resources as { limits: object };
    assert.deepEqual(limits, { cpu: "2", memory: "1024Mi", "ephemeral-storage": "512Mi" });
  });

  it("is asked for its health only where that is told", () => {
    const probed = made({ ports: [{ name: "http", port: 8000 }], health: { live: "/health", ready: "/ready" } });
    assert.deepEqual(Object.keys(probed).filter((key) => key.endsWith("Probe")), ["startupProbe", "livenessProbe", "readinessProbe"]);
    assert.deepEqual(Object.keys(made()).filter((key) => key.endsWith("Probe")), []);
  });

  it("mounts what it is given, and gets extras on top", () => {
    const { volumeMounts, restartPolicy } = made({ mounts: { "/data": { volume: "data" } } }, { restartPolicy: "Always" });
    assert.deepEqual((volumeMounts as { mountPath: string }[]).map(({ mountPath }) => mountPath), ["/tmp", "/data"]);
    assert.equal(restartPolicy, "Always");
  });
});
