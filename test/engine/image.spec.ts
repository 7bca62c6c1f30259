import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { engineFacts, needsDocker } from "@moorage/testing";
import { Sandbox } from "./sandbox.ts";

const PATIENCE = 60;

describe("The image of board-api from a real Docker engine", function () {
  this.timeout(180_000);
  let sandbox: Sandbox;
  let docker: string;
  let image: string;
  const containers: string[] = [];

  const call = async (...args: readonly string[]): Promise<string> => (await execa(docker, [...args])).stdout;
  const start = async (...options: readonly string[]): Promise<string> => {
    const id = await call("run", "--detach", "--read-only", "--cap-drop", "ALL", "--tmpfs", "/tmp", "--env", "DATABASE_URL=postgresql://nobody@127.0.0.1:1/none", ...options, image);
    containers.push(id);
    return id;
  };
  /** Asks inside the container, so that no port of this machine is taken. */
  const ask = async (id: string, path: string): Promise<string> => {
    const program = `import urllib.request, urllib.error\ntry:\n print((r := urllib.request.urlopen("http://127.0.0.1:8000${path}", timeout=8)).status, r.read().decode())\nexcept urllib.error.HTTPError as e: print(e.code)`;
    for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
      const { exitCode, stdout } = await execa(docker, ["exec", id, "python3", "-c", program], { reject: false });
      if (exitCode === 0) return stdout;
      await pause(250);
    }
    return call("logs", id);
  };

  before(async function () {
    const facts = engineFacts(this);
    needsDocker(this, facts);
    docker = facts.executables["docker"] ?? "docker";
    sandbox = new Sandbox(facts);
    // Content of its own: no image of anybody else is touched.
    appendFileSync(sandbox.path("apps", "board-api", "Dockerfile"), "# Made by a test.\n");
    await sandbox.clusterUp();
    await sandbox.pulumi(["stack", "select", "dev", "--create"]);
    const result = await sandbox.up();
    assert.equal(result.exitCode, 0, result.all);
    image = (await sandbox.outputs<{ readonly v1: { readonly image: string } }>()).v1.image;
  });

  after(async () => {
    for (const id of containers) await execa(docker, ["rm", "--force", id], { reject: false });
    if ((image as string | undefined) !== undefined) await execa(docker, ["image", "rm", "--force", image], { reject: false });
    await (sandbox as Sandbox | undefined)?.dispose();
  });

  it("has a history that shows how it was made and no secret", async () => {
    const history = await call("history", "--no-trunc", "--format", "{{.CreatedBy}}", image);
    assert.match(history, /CMD \["python3" "-m" "board"\]/);
    assert.match(history, /USER 10001:10001/);
    assert.doesNotMatch(history, /password|DATABASE_URL/i);
  });

  it("runs without root, with a read-only root and no capabilities, and answers /health", async () => {
    const id = await start();
    assert.match(await ask(id, "/health"), /^200 .*healthy/);
    assert.equal(await call("exec", id, "id", "-u"), "10001");
  });

  it("says that it is not ready while its database does not answer", async () => {
    const [id = ""] = containers;
    assert.equal(await ask(id, "/health/ready"), "503");
  });

  it("stops within a few seconds when it is told to", async () => {
    const [id = ""] = containers;
    const begun = Date.now();
    await call("stop", "--time", "20", id);
    assert.ok(Date.now() - begun < 10_000);
    assert.equal(await call("inspect", "--format", "{{.State.ExitCode}}", id), "0");
  });

  it("ends at once with one line when it is not told where its database is", async () => {
    const { exitCode, stderr } = await execa(docker, ["run", "--rm", "--entrypoint", "python3", image, "-m", "board"], { reject: false });
    assert.notEqual(exitCode, 0);
    assert.equal(stderr.trim(), "DATABASE_URL is required");
  });

  it("is built again by a refresh when it was removed from the engine and from the cluster", async () => {
    await sandbox.clusterDown();
    await sandbox.clusterUp();
    for (const id of containers) await execa(docker, ["rm", "--force", id], { reject: false });
    await call("image", "rm", "--force", image);
    const refused = await sandbox.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.all, /is not in the Docker engine.*Fix: pnpm exec pulumi up --refresh/);
    const result = await sandbox.pulumi(["up", "--stack", "dev", "--yes", "--skip-preview", "--refresh", "--non-interactive", "--color", "never"]);
    assert.equal(result.exitCode, 0, result.all);
    assert.equal((await call("image", "inspect", "--format", "{{.Config.User}}", image)).trim(), "10001:10001");
  });
});
