import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputError, Problems } from "@moorage/core";
import type { CheckedContainer } from "../src/index.ts";
import { containerProblems } from "../src/index.ts";

const CANARY = "canary-of-a-secret";

function found(settings: CheckedContainer) {
  const problems = new Problems("Workload web");
  containerProblems(problems, settings);
  return problems.found;
}
const paths = (settings: CheckedContainer): readonly string[] => found(settings).map(({ path }) => path.replace("Workload web: ", ""));

describe("a container's settings", () => {
  it("may be none at all", () => assert.deepEqual(found({}), []));

  it("may be many", () => {
    assert.deepEqual(found({
      command: ["python"],
      ports: [{ name: "http", port: 8000 }],
      environment: { A_1: "text", _B: "text", PASSWORD_FILE: "/run/secrets/password", DB_PASSWORD: { secret: "db", key: "password" }, API_TOKEN: pulumi.secret(CANARY) },
      runtime: "node",
      resources: { requests: { cpu: "50m" } },
      health: { live: "/health", ready: "/ready" },
      writable: { "/cache": "64Mi" },
      mounts: { "/data": { claim: "data" } },
    }), []);
  });

  it("are told all their faults at once, each where it is", () => {
    assert.deepEqual(paths({
      ports: [{ name: "HTTP", port: 0 }, { name: "web", port: 80 }, { name: "web", port: 81 }],
      environment: { "1A": "text" },
      resources: { requests: { cpu: "0.5 cores" as "1", memory: "2Gi" }, limits: { memory: "1Gi" } },
      health: { live: "/a", ready: "/a" },
      scratch: "0Mi",
    }), ["ports.HTTP", "ports.HTTP", "ports.web", "environment.1A", "resources.requests.cpu", "resources.limits.cpu", "resources.requests.memory", "health.ready", "scratch"]);
  });

  it("put no secret into plain environment, and no message shows it", () => {
    const problems = found({ environment: { DB_PASSWORD: CANARY } });
    assert.deepEqual(problems, [{
      path: "Workload web: environment.DB_PASSWORD",
      problem: "is named like a secret and set in plain text, for all to read in the pod",
      got: "a value, not shown here",
      expected: "a key of a Secret",
      fix: "move DB_PASSWORD to secrets",
    }]);
    assert.ok(!new InputError(problems).message.includes(CANARY));
  });

  it("have environment variables that are text: the API server takes no numbers", () => {
    const environment = { PORT: 8000, DEBUG: true } as unknown as Record<string, string>;
    assert.deepEqual(found({ environment }).map(({ path, got }) => [path, got]), [["Workload web: environment.PORT", "a number"], ["Workload web: environment.DEBUG", "a boolean"]]);
  });

  for (const name of ["1A", "A-B", "A.B", "", "Ä"]) {
    it(`have no environment variable ${JSON.stringify(name)}`, () => assert.deepEqual(paths({ environment: { [name]: "text" } }), [`environment.${name}`]));
  }

  it("have a runtime whose appetite is known", () => {
    assert.deepEqual(found({ runtime: "ruby" as "java", resources: { requests: { cpu: "x" as "1" } } }), [
      { path: "Workload web: runtime", problem: "is none that is known", got: '"ruby"', expected: "one of python, node, java, native" },
    ]);
  });

  it("are not asked about probes of no port when they have a port", () => {
    assert.deepEqual(paths({ health: { live: "/a", ready: "/b" } }), ["health.live", "health.ready"]);
    assert.deepEqual(paths({ ports: [{ name: "http", port: 1 }], health: { live: "/a", ready: "/b" } }), []);
  });
});
