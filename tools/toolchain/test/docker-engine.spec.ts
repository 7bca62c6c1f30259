import assert from "node:assert/strict";
import { join } from "node:path";
import { dockerEngineOn } from "../parts/docker-engine/part.ts";
import type { Obtained, Offer, Refusal } from "../src/part.ts";
import { FakeMachine } from "./docker-engine-machine.ts";
import { accepted } from "./workbench.ts";

describe("The Docker engine", () => {
  let machine: FakeMachine;
  const offer = async (changes = {}): Promise<Offer | Refusal> => dockerEngineOn(machine).offer(machine.context(changes));
  const refused = async (): Promise<Refusal> => {
    const answer = await offer();
    assert.equal(answer.source, "none");
    return answer;
  };
  const obtained = async (): Promise<Obtained> => accepted(await offer()).obtain(() => undefined);

  beforeEach(() => {
    machine = new FakeMachine();
  });
  afterEach(() => machine.remove());

  it("is the one that answers on the default socket, at no cost and with nothing to tell other programs", async () => {
    const docker = machine.withClient();
    machine.withDaemon();
    await machine.engine();
    const answer = accepted(await offer());
    assert.deepEqual([answer.source, answer.from, answer.seconds], ["path", docker, 0]);
    assert.deepEqual(await answer.obtain(() => undefined), { executables: { docker } });
    assert.equal(machine.starts(), 0);
  });

  it("is the one of the client's current context, which other programs are told of", async () => {
    const docker = machine.withClient();
    const socket = join(machine.root, "desktop.sock");
    machine.env["DOCKER_FAKE_CONTEXT"] = `desktop unix://${socket}`;
    await machine.engine(socket);
    assert.deepEqual(await obtained(), { executables: { docker }, env: { DOCKER_HOST: `unix://${socket}` } });
  });

  it("is the one DOCKER_HOST names, before any context", async () => {
    machine.withClient();
    const socket = join(machine.root, "own.sock");
    Object.assign(machine.env, { DOCKER_HOST: `unix://${socket}`, DOCKER_FAKE_CONTEXT: "other unix:///nowhere" });
    await machine.engine(socket);
    assert.deepEqual((await obtained()).env, { DOCKER_HOST: `unix://${socket}` });
  });

  it("is asked through the client where it is on another host", async () => {
    machine.withClient();
    Object.assign(machine.env, { DOCKER_HOST: "ssh://me@builder", DOCKER_FAKE_VERSION_EXIT: "0" });
    assert.deepEqual((await obtained()).env, { DOCKER_HOST: "ssh://me@builder" });
  });

  it("is not started here when DOCKER_HOST or a context names one that is silent", async () => {
    machine.withClient();
    machine.withDaemon();
    machine.withInstaller();
    machine.env["DOCKER_FAKE_CONTEXT"] = "desktop unix:///nowhere/docker.sock";
    const { why, remedy } = await refused();
    assert.match(why, /"desktop" names unix:\/\/\/nowhere\/docker.sock/);
    assert.match(remedy, /docker context use default/);
    machine.env["DOCKER_HOST"] = "tcp://name:secret@host:1";
    assert.equal((await refused()).why, "DOCKER_HOST names tcp://host:1, where no Docker engine answers");
  });

  it("is started by root where it is installed and does not run", async () => {
    const docker = machine.withClient();
    const dockerd = machine.withDaemon();
    const answer = accepted(await offer());
    assert.deepEqual([answer.source, answer.from], ["path", dockerd]);
    assert.ok(answer.seconds > 0);
    assert.equal(machine.starts(), 0);
    assert.deepEqual(await answer.obtain(() => undefined), { executables: { docker } });
    assert.equal(accepted(await offer()).seconds, 0);
  });

  it("is refused to a user who is not root and has nothing that runs", async () => {
    machine.withClient();
    machine.withDaemon();
    machine.asRoot = false;
    machine.refusal = "installing packages takes root";
    const { why, remedy } = await refused();
    assert.equal(why, "no Docker engine answers, and installing packages takes root");
    assert.match(remedy, /start Docker, or install it/);
  });

  it("is installed from Debian packages without a question, and then started", async () => {
    machine.withInstaller();
    const lines: string[] = [];
    const answer = accepted(await offer());
    assert.deepEqual([answer.source, answer.from], ["debian", "Debian packages docker.io, iptables"]);
    assert.deepEqual(machine.calls(), []);
    assert.deepEqual(await answer.obtain((line) => lines.push(line)), { executables: { docker: join(machine.bin, "docker") } });
    assert.match(machine.calls()[0] ?? "", /^apt-get install --yes --no-install-recommends .*docker\.io iptables$/);
    assert.equal(machine.starts(), 1);
    assert.deepEqual(lines, ["installing docker.io, iptables", "starting the Docker engine"]);
  });

  it("gets its client installed where only that is missing, and no second engine", async () => {
    machine.withInstaller();
    await machine.engine();
    assert.equal(accepted(await offer()).source, "debian");
    await obtained();
    assert.equal(machine.starts(), 0);
  });

  it("says which program is missing where an engine answers and nothing can be installed", async () => {
    await machine.engine();
    assert.match((await refused()).why, /a Docker engine answers at .*, but no docker client is on PATH, and this is no Debian/);
  });
});
