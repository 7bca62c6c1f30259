import assert from "node:assert/strict";
import { join } from "node:path";
import { writeClusterFacts } from "@moorage/cluster";
import { CliError } from "../src/cli-error.ts";
import { status } from "../src/commands/status.ts";
import { StandInMachine } from "./stand-in-machine.ts";

/** Answers from files of the machine; what there is no file for fails. */
const KUBECTL = `echo "$*" >> "$W/calls"
case "$*" in
  *" get events "*) /bin/cat "$W/events" ;;
  *" get secrets "*) /bin/cat "$W/secrets" ;;
  *" get deployments,"*) /bin/cat "$W/objects" ;;
  *" logs "*) /bin/cat "$W/log" ;;
esac`;
const PASSWORD = "correct horse/battery";
const ADDRESS = `postgresql://shop:${encodeURIComponent(PASSWORD)}@db:5432/shop`;

type Json = Readonly<Record<string, unknown>>;

const deployment = (namespace: string, readyReplicas: number): Json => ({ kind: "Deployment", metadata: { name: "api", namespace }, spec: { replicas: 2 }, status: { readyReplicas, updatedReplicas: 2 } });
const crashed = (name: string, namespace: string, more: Json = {}): Json => ({
  kind: "Pod",
  metadata: { name, namespace },
  spec: { containers: [{ name: "api" }] },
  status: { phase: "Running", containerStatuses: [{ name: "api", ready: false, restartCount: 1, state: { waiting: { reason: "CrashLoopBackOff" } }, lastState: { terminated: { exitCode: 3, finishedAt: new Date(Date.now() - 5000).toISOString(), ...more } } }] },
});

describe("moorage status", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
    machine.write("clone/Pulumi.yaml", "name: moorage\nruntime: nodejs\n");
    machine.write("clone/Pulumi.dev.yaml", "config: {}\n");
    machine.write("events", '{"items":[]}');
    machine.write("secrets", '{"items":[]}');
    machine.write("log", "");
  });
  afterEach(() => machine.remove());

  /** A clone whose cluster holds these objects. */
  const clusterWith = (objects: readonly Json[], nodes: "real" | "simulated" = "real"): void => {
    machine.write("objects", JSON.stringify({ items: objects }));
    writeClusterFacts(machine.place.stateDir, {
      provider: "embedded",
      name: "moorage-abcdef",
      context: "moorage",
      kubeconfig: join(machine.place.stateDir, "kubeconfig"),
      server: "https://127.0.0.1:26443",
      nodes,
      kubernetesVersion: "v1.36.1",
      ingressClass: "traefik",
      ingressAddresses: true,
      ingressPort: 8080,
      tools: { kubectl: machine.program("kubectl", KUBECTL) },
      createdAt: "2026-01-01T00:00:00.000Z",
    });
  };
  const told = async (stack = "dev", isTerminal = false): Promise<readonly [exitCode: number, text: string]> => {
    const exitCode = await status(machine.place, stack, new AbortController().signal, { ...machine.output, isTerminal });
    return [exitCode, machine.lines.join("\n")];
  };
  const secretWith = (value: string): void => void machine.write("secrets", JSON.stringify({ items: [{ data: { DATABASE_URL: Buffer.from(value).toString("base64") } }] }));

  it("ends with 0 and a line for each workload when all is well", async () => {
    clusterWith([deployment("board-dev", 2)]);
    assert.deepEqual(await told(), [0, "board, stack dev, on moorage-abcdef\n  well  board-dev  Deployment  api  2/2 ready"]);
  });

  it("asks for one system alone, and nothing but reads", async () => {
    clusterWith([deployment("board-dev", 2)]);
    await told();
    const calls = machine.read("calls").trim().split("\n");
    assert.equal(calls.length, 2);
    assert.ok(calls.some((call) => call.includes("--selector app.kubernetes.io/part-of=board")));
    for (const call of calls) assert.match(call, / get /);
  });

  it("ends with 1 and names pod, container, reason, when, how often and the last lines of the log", async () => {
    clusterWith([deployment("board-dev", 1), crashed("api-1", "board-dev")]);
    machine.write("log", `${Array.from({ length: 30 }, (_, line) => `line ${line}`).join("\n")}\n`);
    const [exitCode, text] = await told();
    assert.equal(exitCode, 1);
    assert.match(text, /^ {2}ill {3}board-dev {2}Deployment {2}api {2}1\/2 ready$/m);
    assert.match(text, /^CrashLoopBackOff {2}board-dev\/api-1, container api: last exit code 3\n {2}since \S+Z \([56] s\), 1 restart\n {2}\| line 22\n/m);
    assert.match(text, / {2}\| line 29$/);
    assert.match(machine.read("calls"), / logs api-1 --namespace board-dev --container api --tail=\d+ --previous$/m);
  });

  it("keeps to the namespaces of the stack's environment", async () => {
    clusterWith([deployment("board-dev", 2), deployment("board-prod", 0), crashed("api-1", "board-prod")]);
    assert.equal((await told())[0], 0);
    machine.write("clone/Pulumi.prod.yaml", "config: {}\n");
    assert.equal((await told("prod"))[0], 1);
    machine.write("clone/Pulumi.review.yaml", "config:\n  moorage:environment: prod\n");
    assert.equal((await told("review"))[0], 1);
  });

  it("fits on one screen however much is wrong", async () => {
    clusterWith(Array.from({ length: 20 }, (_, index) => crashed(`api-${index}`, "board-dev")));
    machine.write("log", `${"x".repeat(1000)}\n`.repeat(50));
    const [, text] = await told();
    assert.ok(text.split("\n").length <= 45, text);
    assert.ok(Math.max(...text.split("\n").slice(0, -1).map((line) => line.length)) < 300);
    assert.match(text, /^and 14 more: CrashLoopBackOff of board-dev\/api-6, /m);
  });

  it("shows nothing that a Secret of the namespace holds, in whatever form the program wrote it", async () => {
    clusterWith([crashed("api-1", "board-dev")]);
    secretWith(ADDRESS);
    machine.write("log", `cannot open ${ADDRESS}\npassword ${PASSWORD}\n${encodeURIComponent(PASSWORD)}\n${Buffer.from(PASSWORD).toString("base64")}\nthe end\n`);
    const [, text] = await told();
    for (const form of [PASSWORD, encodeURIComponent(PASSWORD), Buffer.from(PASSWORD).toString("base64"), "battery"]) assert.ok(!text.includes(form), text);
    assert.match(text, / {2}\| cannot open \[secret\]\n/);
    assert.match(text, / {2}\| the end$/);
  });

  it("shows no log at all where it cannot know what is secret in it", async () => {
    clusterWith([crashed("api-1", "board-dev")]);
    machine.write("secrets", "no JSON");
    machine.write("log", `cannot open ${ADDRESS}\n`);
    const [exitCode, text] = await told();
    assert.equal(exitCode, 1);
    assert.match(text, /^CrashLoopBackOff {2}board-dev\/api-1, container api$/m);
    assert.match(text, /\(not shown: the Secrets of the pod cannot be read/);
    assert.ok(!text.includes("cannot open"));
  });

  it("takes the pod's own memory of its last words where the log is gone, and of words that were cut only whole lines", async () => {
    clusterWith([crashed("api-1", "board-dev", { message: "no database\n" })]);
    assert.match((await told())[1], / {2}\| no database$/);
    machine.lines.length = 0;
    clusterWith([crashed("api-1", "board-dev", { message: `half a secret ${"x".repeat(2048)}\nthe end` })]);
    const [, text] = await told();
    assert.ok(!text.includes("half"), text);
    assert.match(text, / {2}\| the end$/);
  });

  it("has colours on a terminal, and none in a pipe", async () => {
    clusterWith([deployment("board-dev", 1), crashed("api-1", "board-dev")]);
    const red = "\u001b[31mCrashLoopBackOff";
    assert.ok(!(await told())[1].includes("\u001b"));
    assert.ok((await told("dev", true))[1].includes(red));
  });

  it("says that nothing is there, and that is not well", async () => {
    clusterWith([]);
    assert.deepEqual(await told(), [1, "nothing of board, stack dev, is on the cluster moorage-abcdef"]);
  });

  it("says of simulated nodes that nothing really runs", async () => {
    clusterWith([deployment("board-dev", 2)], "simulated");
    assert.match((await told())[1], /its nodes are simulated: nothing really runs/);
  });

  it("refuses where there is no cluster, and names what makes one", async () => {
    await assert.rejects(told(), (error: unknown) => error instanceof CliError && error.message === "there is no cluster; `pnpm moorage cluster up` makes one");
  });

  it("refuses a stack that has no file", async () => {
    clusterWith([deployment("board-dev", 2)]);
    await assert.rejects(told("prdo"), /Pulumi\.prdo\.yaml is not there: no such stack/);
  });
});
