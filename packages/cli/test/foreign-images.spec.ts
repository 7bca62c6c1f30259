import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { ClusterFacts } from "@moorage/cluster";
import { skip } from "@moorage/testing";
import { CliError } from "../src/cli-error.ts";
import { bringForeignImages, foreignImages, imagesIn, standInsFor } from "../src/foreign-images.ts";
import { projectOf } from "../src/project.ts";
import { workspace } from "../src/workspace.ts";
import { StandInMachine } from "./stand-in-machine.ts";

const pod = (...containers: readonly object[]): object => ({ kind: "Pod", spec: { containers } });

describe("images of others", () => {
  it("are those of every container, wherever its pod is described", () => {
    const template = { spec: { containers: [{ image: "b:1" }], initContainers: [{ image: "a:1" }] } };
    assert.deepEqual(imagesIn([{ kind: "Deployment", spec: { template } }, { kind: "CronJob", spec: { jobTemplate: { spec: { template: { spec: { containers: [{ image: "c:1" }] } } } } } }, pod({ image: "d:1" })]), ["a:1", "b:1", "c:1", "d:1"]);
  });

  it("are those of a list of live pods as well", () => {
    assert.deepEqual(imagesIn([{ kind: "List", items: [{ ...pod({ image: "a:1", imagePullPolicy: "IfNotPresent" }), status: { containerStatuses: [{ image: "other:1" }] } }] }]), ["a:1"]);
  });

  it("are not what is built here, which nothing may pull", () => {
    assert.deepEqual(imagesIn([pod({ image: "built:1", imagePullPolicy: "Never" }, { image: "pulled:1", imagePullPolicy: "Always" })]), ["pulled:1"]);
  });

  it("are none in objects without pods, whatever they hold", () => {
    fc.assert(fc.property(fc.array(fc.jsonValue()), (objects) => assert.deepEqual(imagesIn(objects), [])));
    assert.deepEqual(imagesIn([undefined, null, "image: a:1", { image: "a:1" }, { containers: "a:1" }, { containers: [{ image: 7 }] }]), []);
  });

  it("are each named once, in order, however often and deep they stand", () => {
    const image = fc.stringMatching(/^[a-z]{1,3}:[0-9]$/);
    fc.assert(
      fc.property(fc.array(fc.array(image, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), fc.nat(4), (pods, depth) => {
        const nested = pods.map((images) => Array.from({ length: depth }).reduce<unknown>((inner) => ({ items: [inner] }), pod(...images.map((one) => ({ image: one })))));
        assert.deepEqual(imagesIn(nested), [...new Set(pods.flat())].sort());
      }),
    );
  });

  it("of a stack are known without an engine", async () => {
    const { root } = workspace();
    const variable = process.env["PULUMI_CONFIG_SECRET_KEYS"];
    try {
      const images = await foreignImages("dev", workspace(root, projectOf(root, "counter")));
      assert.ok(images.some((image) => image.startsWith("redis:")), images.join(", "));
      assert.ok(!images.some((image) => image.startsWith("counter")), images.join(", "));
    } finally {
      if (variable === undefined) delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
      else process.env["PULUMI_CONFIG_SECRET_KEYS"] = variable;
    }
  });
});

/** An engine whose images are the lines of a file, and whose one node has those of another. */
const DOCKER = `echo "docker $*" >> "$W/calls"
for last; do :; done
case "$1 $2" in
  "ps "*) printf 'server\\trunning\\tserver\\n' ;;
  "image inspect") /usr/bin/grep -qxF "$last" "$W/images" ;;
  "pull "*) [ -f "$W/reachable" ] || { echo "no such host" >&2; exit 1; }; echo "$last" >> "$W/images" ;;
  "tag "*) echo "$3" >> "$W/images" ;;
  "exec "*) printf '{"images":['; sep=; for i in $(/bin/cat "$W/node" 2>/dev/null); do printf '%s{"repoTags":["docker.io/library/%s"]}' "$sep" "$i"; sep=,; done; printf ']}' ;;
esac`;

describe("bringing images of others to a cluster", () => {
  let machine: StandInMachine;
  let docker: string;
  let cluster: ClusterFacts;
  beforeEach(() => {
    machine = new StandInMachine();
    docker = machine.program("docker", DOCKER);
    machine.write("images", "");
    const tools = { docker, k3d: machine.program("k3d", 'echo "k3d $*" >> "$W/calls"; [ -f "$W/lost" ] || echo "$3" >> "$W/node"') };
    cluster = {
      provider: "k3d",
      name: "moorage-abcdef",
      context: "moorage",
      kubeconfig: join(machine.place.stateDir, "kubeconfig"),
      server: "https://127.0.0.1:6443",
      nodes: "real",
      kubernetesVersion: "v1.36.1",
      ingressClass: "traefik",
      ingressAddresses: true,
      ingressPort: 8080,
      tools,
      createdAt: "2026-01-01T00:00:00.000Z",
    };
  });
  afterEach(() => machine.remove());

  const context = (offline = false) => ({ home: join(machine.folder, "shared"), env: machine.env, offline, signal: new AbortController().signal });
  const bring = async (images: readonly string[], offline = false): Promise<void> => bringForeignImages(cluster, images, docker, context(offline), (line) => machine.lines.push(line));
  const calls = (wanted: RegExp): readonly string[] => (machine.has("calls") ? machine.read("calls") : "").split("\n").filter((line) => wanted.test(line));
  const failure = async (images: readonly string[], offline = false): Promise<string> => {
    const error: unknown = await bring(images, offline).then(() => undefined, (thrown: unknown) => thrown);
    assert.ok(error instanceof CliError, String(error));
    return error.message;
  };

  it("costs a look at those that are there, and asks the engine for nothing", async () => {
    machine.write("node", "ghost:1\nvalkey:2\n");
    await bring(["ghost:1", "valkey:2"]);
    assert.deepEqual(calls(/inspect|pull|import/), []);
  });

  it("takes what the engine has, under its own name, and pulls nothing", async () => {
    machine.write("images", "ghost:1\n");
    await bring(["ghost:1"]);
    assert.deepEqual(calls(/^k3d/).map((line) => line.split(" ").slice(0, 4).join(" ")), ["k3d image import ghost:1"]);
    assert.deepEqual(calls(/pull|tag/), []);
  });

  it("pulls what the engine has not, where that may be, and says so", async () => {
    machine.write("reachable", "");
    await bring(["ghost:1"]);
    assert.deepEqual(calls(/pull/).length, 1);
    assert.ok(machine.lines.includes("pulling ghost:1"), machine.lines.join("\n"));
    assert.equal(machine.read("node"), "ghost:1\n");
  });

  it("tells of every image that cannot be had, a line each, and of what to do, when the others are there", async () => {
    machine.write("images", "ghost:1\n");
    const message = await failure(["absent:1", "ghost:1", "lacking:2"]);
    const lines = message.split("\n");
    assert.equal(lines.length, 3);
    for (const [index, image] of ["absent:1", "lacking:2"].entries()) assert.equal(lines[index], `image ${image} cannot be had: ${image} cannot be pulled (no such host), and nothing stands in for it, so that none can be made`);
    assert.equal(lines[2], "Fix: load them into the Docker engine, or use simulated nodes: pnpm moorage cluster down, then pnpm moorage cluster up --nodes simulated");
    assert.equal(machine.read("node"), "ghost:1\n");
  });

  it("pulls nothing offline, and says that this is why", async () => {
    machine.write("reachable", "");
    assert.match(await failure(["ghost:1"], true), /^image ghost:1 cannot be had: ghost:1 cannot be pulled \(--offline allows no pull\)/);
    assert.deepEqual(calls(/pull/), []);
  });

  it("does not pass over an image that was brought and is not there", async () => {
    machine.write("images", "ghost:1\n");
    machine.write("lost", "");
    machine.program("docker", DOCKER.replace('"exec "*)', '"exec --interactive") /bin/cat > /dev/null ;;\n  "exec "*)'));
    await assert.rejects(bring(["ghost:1"]), { code: "image-not-loaded", message: /^image ghost:1 was loaded into k3d cluster moorage-abcdef, but server still does not have it/ });
  });

  it("brings what stands in for one under the name of that one, and tells which it is", async function () {
    machine.program("docker", DOCKER.replace('/usr/bin/grep -qxF "$last" "$W/images"', 'case "$last" in moorage.local/*) ;; *) /usr/bin/grep -qxF "$last" "$W/images" ;; esac'));
    const wanted = "redis:7.4.6";
    const standIns = await standInsFor([wanted, "ghost:1"], docker, context());
    const standIn = standIns[wanted] ?? skip(this, "stand-ins for images: this machine is no Debian");
    assert.match(standIn, /^moorage\.local\/redis-stand-in:\S+$/);
    assert.deepEqual(Object.keys(standIns), [wanted]);
    await bring([wanted], true);
    assert.deepEqual(calls(/tag/), [`docker tag ${standIn} ${wanted}`]);
    assert.equal(machine.read("node"), `${wanted}\n`);
  });

  it("needs no stand-in for an image that is there or that nothing stands in for", async () => {
    machine.write("images", "ghost:1\nredis:7.4.6\n");
    assert.deepEqual(await standInsFor(["ghost:1", "redis:7.4.6", "absent:1"], docker, context()), {});
  });
});
