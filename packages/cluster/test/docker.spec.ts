import assert from "node:assert/strict";
import { delimiter, join } from "node:path";
import type { ClusterContext } from "../src/index.ts";
import { copyImage, docker, dockerEnvironment, dockerProblem, nodeContainers, runtimeHasImage } from "../src/containers/docker.ts";
import { ScriptFolder } from "./script-folder.ts";

describe("the Docker client", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  const context = (body: string, changes: Partial<ClusterContext> = {}): ClusterContext => ({
    name: "moorage-abcdef",
    stateDir: folder.at("clone"),
    home: folder.at("shared"),
    tools: { docker: folder.script("docker", body), kubectl: "/tools/kubectl/kubectl" },
    env: { PATH: "/user/bin", HOME: "/user" },
    ...changes,
  });

  describe("has an environment", () => {
    it("in which tools find it and kubectl before those of the user, and no kubeconfig but the clone's", () => {
      const given = context("", { env: { PATH: "/user/bin", KUBECONFIG: "/user/.kube/config", DOCKER_HOST: "ssh://builder" } });
      const { PATH, KUBECONFIG, DOCKER_HOST } = dockerEnvironment(given);
      assert.deepEqual(PATH?.split(delimiter), [folder.at("bin"), "/tools/kubectl", "/user/bin"]);
      assert.deepEqual([KUBECONFIG, DOCKER_HOST], [join(given.stateDir, "kubeconfig"), "ssh://builder"]);
    });

    it("that looks nowhere else where its user looks nowhere", () => {
      assert.equal(dockerEnvironment(context("", { env: {} })).PATH, [folder.at("bin"), "/tools/kubectl"].join(delimiter));
      assert.equal(dockerEnvironment(context("", { env: { PATH: "/user/bin" }, tools: {} })).PATH, "/user/bin");
    });

    it("that is a copy: what its caller goes on with stays as it was", () => {
      const given = context("");
      dockerEnvironment(given);
      assert.deepEqual(given.env, { PATH: "/user/bin", HOME: "/user" });
    });
  });

  it("is run by the path that was given, and is missed by name where none was", async () => {
    assert.equal(await docker(context('echo "$*"'), ["ps", "--all"]), "ps --all");
    await assert.rejects(async () => docker(context("", { tools: {} }), ["ps"]), { code: "tool-missing", message: /^no docker was given\. Fix: / });
  });

  describe("asked whether an engine answers", () => {
    it("has no problem where one does", async () => {
      assert.equal(await dockerProblem(context('[ "$1" = version ] && echo 29.0.0')), undefined);
    });

    it("passes on why none does", async () => {
      const said = await dockerProblem(context("echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.' >&2; exit 1"));
      assert.match(said ?? "", /^no Docker engine answers \(docker version .*: Cannot connect to the Docker daemon at .*\)$/);
    });

    it("is not there, or is there no more, and that is a problem and no error", async () => {
      assert.equal(await dockerProblem(context("", { tools: {} })), "docker not there");
      assert.match((await dockerProblem(context("", { tools: { docker: folder.at("gone") } }))) ?? "", /gone is not there/);
    });

    it("lets an interruption through", async () => {
      await assert.rejects(dockerProblem(context("exec /bin/sleep 30", { signal: AbortSignal.timeout(100) })), { code: "aborted" });
    });
  });

  describe("asked for the containers of a cluster", () => {
    const labels = { cluster: "k3d.cluster", role: "k3d.role" };

    it("asks for all that carry the cluster's name, stopped ones too", async () => {
      await nodeContainers(context('for argument; do echo "$argument"; done > "$W/arguments"'), labels);
      assert.deepEqual(folder.lines("arguments"), ["ps", "--all", "--filter", "label=k3d.cluster=moorage-abcdef", "--format", '{{.Names}}\t{{.State}}\t{{.Label "k3d.role"}}']);
    });

    it("tells which of them run, and what for", async () => {
      folder.write("containers", "a-server\trunning\tserver\na-agent\texited\tagent\na-tools\tcreated\n\nb\trestarting\tagent\n");
      assert.deepEqual(await nodeContainers(context('/bin/cat "$W/containers"'), labels), [
        { name: "a-server", running: true, role: "server" },
        { name: "a-agent", running: false, role: "agent" },
        { name: "a-tools", running: false, role: "" },
        { name: "b", running: false, role: "agent" },
      ]);
    });

    it("finds none where there is none", async () => {
      assert.deepEqual(await nodeContainers(context(":"), labels), []);
    });
  });

  describe("asked whether a node has an image", () => {
    const listed = (...images: readonly object[]): ClusterContext => {
      folder.write("images", JSON.stringify({ images }));
      return context('[ "$*" = "exec node-1 crictl images --output json" ] && /bin/cat "$W/images"');
    };
    const has = (reference: string, ...images: readonly object[]): Promise<boolean> => runtimeHasImage(listed(...images), "node-1", reference);

    it("finds it by tag or by digest, in full or in short", async () => {
      const image = { id: "sha256:cd", repoTags: ["docker.io/library/board:1"], repoDigests: ["docker.io/library/board@sha256:ab"], size: "1" };
      for (const reference of ["board:1", "docker.io/library/board:1", "board@sha256:ab"]) assert.equal(await has(reference, image), true, reference);
      for (const reference of ["board:2", "board", "team/board:1", "board@sha256:cd"]) assert.equal(await has(reference, image), false, reference);
    });

    it("is not led astray by images without tags", async () => {
      const nameless = [{ repoTags: null, repoDigests: ["docker.io/library/other@sha256:ab"] }, { repoTags: [] }, { repoDigests: null }];
      assert.equal(await has("board:1", ...nameless), false);
      assert.equal(await has("board:1", ...nameless, { repoTags: ["docker.io/library/board:1"] }), true);
    });
  });

  describe("copying an image to a node", () => {
    const copying = `case "$1" in save) [ -f "$W/save-fails" ] && { echo "no such layer" >&2; exit 1; }; printf 'archive of %s' "$2" ;; exec) echo "$*" > "$W/import"; /bin/cat > "$W/imported" ;; esac`;

    it("brings it from the engine into the node's container runtime, where its kubelet looks", async () => {
      await copyImage(context(copying), "node-1", "board:1");
      assert.equal(folder.read("import"), "exec --interactive node-1 ctr --namespace k8s.io images import -\n");
      assert.equal(folder.read("imported"), "archive of board:1");
    });

    it("fails when the engine gives half of it, though the node takes that", async () => {
      folder.write("save-fails", "");
      await assert.rejects(copyImage(context(copying), "node-1", "board:1"), { code: "image-not-loaded", message: "copying board:1 to node node-1 failed: no such layer. Fix: run the command again" });
    });

    it("fails with an exit code where nobody says why", async () => {
      await assert.rejects(copyImage(context('[ "$1" = save ] || { /bin/cat > /dev/null; exit 4; }'), "node-1", "board:1"), { code: "image-not-loaded", message: /failed: exit code 4\. Fix/ });
    });

    it("can be interrupted", async () => {
      await assert.rejects(copyImage(context("exec /bin/sleep 30", { signal: AbortSignal.timeout(150) }), "node-1", "board:1"), { code: "aborted" });
    });
  });
});
