import type { types } from "@pulumi/kubernetes";
import { containerSecurity, resourcesOf } from "@moorage/core";
import type { ContainerArgs, EnvironmentValue } from "./container-args.ts";
import { podDefaults } from "./defaults.ts";
import { probes } from "./probes.ts";
import type { Mounts } from "./volumes.ts";

type Container = types.input.core.v1.Container;

/** A container that Pod Security `restricted` admits, with what it mounts. */
export function container(name: string, args: ContainerArgs, mounts: Mounts, extras: Partial<Container> = {}): Container {
  const ports = args.ports ?? [];
  const environment = Object.entries(args.environment ?? {});
  const { requests, limits } = resourcesOf(args.runtime ?? podDefaults.runtime, args.resources);
  const { configMaps = [], secrets = [] } = args.environmentFrom ?? {};
  return {
    name,
    image: args.image.reference,
    imagePullPolicy: args.image.pullPolicy,
    ...(args.command === undefined ? {} : { command: [...args.command] }),
    ...(args.args === undefined ? {} : { args: [...args.args] }),
    ...(ports.length === 0 ? {} : { ports: ports.map(({ name: portName, port }) => ({ name: portName, containerPort: port, protocol: "TCP" })) }),
    ...(environment.length === 0 ? {} : { env: environment.map(([variable, value]) => ({ name: variable, ...valueOf(value) })) }),
    ...(configMaps.length + secrets.length === 0
      ? {}
      : { envFrom: [...configMaps.map((configMap) => ({ configMapRef: { name: configMap } })), ...secrets.map((secret) => ({ secretRef: { name: secret } }))] }),
    resources: { requests: { ...requests }, limits: { ...limits } },
    ...(args.health === undefined ? {} : probes(ports, args.health)),
    terminationMessagePolicy: "FallbackToLogsOnError",
    securityContext: containerSecurity,
    volumeMounts: mounts.mounts,
    ...extras,
  };
}

function valueOf(value: EnvironmentValue): Omit<types.input.core.v1.EnvVar, "name"> {
  if (typeof value === "object" && "field" in value) return { valueFrom: { fieldRef: { fieldPath: value.field } } };
  if (typeof value === "object" && "secret" in value) return { valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
  if (typeof value === "object" && "configMap" in value) return { valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } };
  return { value };
}
