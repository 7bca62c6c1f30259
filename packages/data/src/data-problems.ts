import { Problems, dnsLabelProblem, imageNameProblem, memoryProblem, portProblem } from "@moorage/core";
import type { EnvironmentRules, Problem, TlsMode } from "@moorage/core";
import { podProblems } from "@moorage/pod";
import { tlsOf, verified } from "./address.ts";
import type { DataCredentials, DataMode, DataSettings, ManagedSettings } from "./data-args.ts";
import type { DataKind } from "./kind.ts";
import { isPlain, passwordProblem } from "./password.ts";
import { podOf } from "./pod.ts";
import { resolve } from "./resolve.ts";
import type { Resolved } from "./resolve.ts";
import { scheduleProblem } from "./schedule.ts";
import { serverProblem } from "./server-name.ts";

const MODES: readonly DataMode[] = ["in-cluster", "managed"];
const TLS_MODES: readonly TlsMode[] = ["disable", "require", "verify-ca", "verify-full"];
const LABEL_LENGTH = 63;
/** A CronJob's Jobs are named after it, with eleven characters more. */
const CRON_JOB_LENGTH = 52;
/** What a StatefulSet puts after its name to label its pods with its revision. */
const REVISION = "-0123456789";

/** Everything that is wrong with a data service's settings, and with as much of its credentials as is known. */
export function dataProblems(kind: DataKind, name: string, settings: DataSettings, rules: EnvironmentRules | undefined, credentials: DataCredentials): readonly Problem[] {
  const problems = new Problems(`${kind.title} ${name}`);
  const data = resolve(kind, name, settings, rules);
  problems.check("component name", dnsLabelProblem(name));
  // By default it is the component's name, which has been looked at.
  if (settings.serviceName !== undefined || dnsLabelProblem(name) === undefined) problems.check("serviceName", serviceNameProblem(data.serviceName));
  credentialProblems(problems, kind, credentials, data);
  if (!MODES.includes(data.mode)) problems.add({ path: "mode", problem: "is no place for data", got: JSON.stringify(data.mode), expected: MODES.join(" or ") });
  if (data.mode === "in-cluster") inClusterProblems(problems, kind, settings, rules, data);
  if (data.mode === "managed") managedProblems(problems, settings.managed, rules, credentials, data);
  return problems.found;
}

function serviceNameProblem(name: string): Omit<Problem, "path"> | undefined {
  const wrong = dnsLabelProblem(name);
  if (wrong !== undefined || !/^\d/.test(name)) return wrong;
  return { problem: "begins with a digit, which a Service's name cannot", got: JSON.stringify(name), expected: "a letter first" };
}

function credentialProblems(problems: Problems, kind: DataKind, { password, passwordVersion, certificateAuthority }: DataCredentials, { mode }: Resolved): void {
  if (isPlain(password)) problems.check("password", passwordProblem(kind, password));
  if (password === undefined && mode === "managed") {
    problems.add({ path: "password", problem: "is missing: nobody but its owner knows the password of a managed server", expected: "the password of the user", fix: "pulumi config set --secret, and give the value as password" });
  }
  if (password !== undefined && passwordVersion !== undefined) problems.add({ path: "passwordVersion", problem: "makes another random password, and the password is given", expected: "one of password and passwordVersion" });
  if (certificateAuthority !== undefined && mode === "in-cluster") problems.add({ path: "certificateAuthority", problem: "is given, and no certificate is checked in the cluster", expected: "nothing, or mode: managed" });
  if (typeof certificateAuthority === "string" && !certificateAuthority.includes("-----BEGIN CERTIFICATE-----")) {
    problems.add({ path: "certificateAuthority", problem: "is no certificate", got: "a value, not shown here", expected: "PEM, which begins with -----BEGIN CERTIFICATE-----" });
  }
}

function inClusterProblems(problems: Problems, kind: DataKind, settings: DataSettings, rules: EnvironmentRules | undefined, data: Resolved): void {
  if (settings.managed !== undefined) problems.add({ path: "managed", problem: "names a server, and mode is in-cluster", got: "both", expected: "mode: managed, or no managed" });
  kind.names(problems, data);
  problems.check("storage", memoryProblem(data.storage));
  problems.check("image", imageNameProblem(data.image, { digestsRequired: rules?.digestsRequired ?? false }));
  nameLengths(problems, data);
  // What comes before the server has the server's own settings, and the component's name was looked at: once is enough.
  const { initContainers, ...pod } = podOf(kind, data, { credentials: "credentials", claim: "claim", serviceAccount: "account" });
  problems.include(podProblems(`${kind.title} ${data.component}`, "server", pod));
  backupProblems(problems, kind, settings.backup, data);
}

function nameLengths(problems: Problems, { component, backup }: Resolved): void {
  if (dnsLabelProblem(component) !== undefined) return;
  const made = [
    { what: "the claim", name: `${component}-data`, most: LABEL_LENGTH },
    { what: "a label of its pods", name: `${component}${REVISION}`, most: LABEL_LENGTH },
    ...(backup === undefined ? [] : [{ what: "the CronJob", name: `${component}-backup`, most: CRON_JOB_LENGTH }]),
  ];
  const long = made.find(({ name, most }) => name.length > most);
  if (long === undefined) return;
  problems.add({ path: "component name", problem: `makes ${long.what} ${long.name}, which has ${long.name.length} characters`, got: component, expected: `at most ${long.most} with what is put after it` });
}

function backupProblems(problems: Problems, kind: DataKind, given: DataSettings["backup"], { backup }: Resolved): void {
  if (given !== undefined && given !== false && kind.dump === undefined) problems.add({ path: "backup", problem: `is not made of ${kind.title}`, expected: "false or nothing", fix: "back up its claim with what the cluster's storage offers" });
  if (backup === undefined) return;
  problems.check("backup.schedule", scheduleProblem(backup.schedule));
  if (!Number.isInteger(backup.keep) || backup.keep < 1) problems.add({ path: "backup.keep", problem: "is no number of dumps", got: String(backup.keep), expected: "a whole number from 1" });
  if (typeof given === "object" && given.storage !== undefined) problems.check("backup.storage", memoryProblem(given.storage));
}

function managedProblems(problems: Problems, managed: ManagedSettings | undefined, rules: EnvironmentRules | undefined, { certificateAuthority }: DataCredentials, data: Resolved): void {
  managedNames(problems, data);
  if (managed === undefined) {
    problems.add({ path: "managed", problem: "is missing, and mode is managed", expected: "managed: { server }, or mode: in-cluster" });
    return;
  }
  problems.check("managed.server", serverProblem(managed.server));
  if (managed.port !== undefined) problems.check("managed.port", portProblem(managed.port));
  const tls = tlsOf(managed, certificateAuthority !== undefined);
  if (!TLS_MODES.includes(tls)) problems.add({ path: "managed.tls", problem: "is no TLS mode", got: JSON.stringify(tls), expected: `one of ${TLS_MODES.join(", ")}` });
  else if (tls === "disable" && rules?.tlsRequired === true) problems.add({ path: "managed.tls", problem: "leaves the connection in plain text, and this environment requires TLS", got: tls, expected: "require, verify-ca or verify-full" });
  else if (verified(tls) && certificateAuthority === undefined) problems.add({ path: "managed.tls", problem: "compares the certificate with an authority's, and none is given", got: tls, expected: "certificateAuthority, or require" });
  else if (!verified(tls) && certificateAuthority !== undefined) problems.add({ path: "managed.tls", problem: "checks no certificate, and an authority is given", got: tls, expected: "verify-ca or verify-full, or no certificateAuthority" });
}

/** Which names there are on a managed server only its owner knows. */
function managedNames(problems: Problems, { database, username }: Resolved): void {
  for (const [path, value] of Object.entries({ name: database, username })) {
    if (value === "" || /\p{Cc}/u.test(value)) problems.add({ path, problem: value === "" ? "is empty" : "has a control character in it", got: JSON.stringify(value), expected: "a name" });
  }
}
