import assert from "node:assert/strict";
import { ClusterError } from "@moorage/cluster";
import { CliError } from "../src/cli-error.ts";
import { start } from "../src/commands/start.ts";
import type { ToolOptions } from "../src/tools.ts";
import { projectFileProblems } from "../src/yaml-problems.ts";
import { StandInMachine } from "./stand-in-machine.ts";

describe("moorage start", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
    machine.write("clone/Pulumi.yaml", "name: moorage\nruntime: nodejs\n");
    machine.write("clone/Pulumi.dev.yaml", "config: {}\n");
  });
  afterEach(() => machine.remove());

  const refused = async (): Promise<CliError> => {
    const error: unknown = await start(machine.place, machine.offline(), machine.output).then(() => undefined, (thrown: unknown) => thrown);
    assert.ok(error instanceof CliError, String(error));
    return error;
  };

  for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) {
    it(`refuses a broken ${file} by file, line and column before it looks for any tool`, async () => {
      machine.write(`clone/${file}`, "config:\n  a:b: 1\n  a:b: 2\n");
      assert.equal((await refused()).message, `${file}:3:3: Map keys must be unique`);
      assert.deepEqual(machine.lines, []);
      assert.equal(machine.has("clone/.moorage"), false);
    });
  }

  it("names all that is broken in both at once, a line each", async () => {
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) machine.write(`clone/${file}`, "a: 1\na: 2\na: 3\n");
    assert.deepEqual((await refused()).message.split("\n").map((line) => line.split(": ")[0]), ["Pulumi.yaml:2:1", "Pulumi.yaml:3:1", "Pulumi.dev.yaml:2:1", "Pulumi.dev.yaml:3:1"]);
  });

  describe("with an engine and a cluster to be had", () => {
    beforeEach(() => {
      machine.installPulumi();
      machine.installEmbedded();
      machine.program("kwokctl", 'case "$*" in *version*) echo kwokctl version v0.8.0 ;; *) echo "$*" >> "$W/kwokctl"; echo "no cluster today" >&2; exit 1 ;; esac');
    });

    const ended = async (changes: Partial<ToolOptions>): Promise<unknown> => start(machine.place, machine.offline(changes), machine.output).then(() => undefined, (thrown: unknown) => thrown);

    it("makes one with simulated nodes where they are asked for, and looks for no other", async () => {
      await machine.engine();
      machine.program("docker", "exit 0");
      assert.match(String(await ended({ docker: true, nodeKind: "simulated" })), /no cluster today/);
      assert.ok(machine.lines.some((line) => /^ {2}making embedded cluster .* simulated nodes$/.test(line)), machine.lines.join("\n"));
      assert.ok(!machine.lines.some((line) => line.includes("not k3d")));
    });

    it("ends with why there can be no real node where one is asked for: it makes none of another kind in its place", async () => {
      const error = await ended({ nodeKind: "real" });
      assert.ok(error instanceof ClusterError);
      assert.equal(error.code, "no-provider");
      assert.match(error.message, /not embedded with a real node: \S+/);
      assert.equal(machine.has("kwokctl"), false);
    });

    it("makes simulated nodes where no images are built, without a word about others", async () => {
      assert.match(String(await ended({})), /no cluster today/);
      assert.ok(!machine.lines.some((line) => line.includes("real node")), machine.lines.join("\n"));
    });
  });
});

describe("the files of a project", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
  });
  afterEach(() => machine.remove());

  it("are the project's own and that of the stack in question, and no other stack's", () => {
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml"]) machine.write(`clone/${file}`, "a: 1\na: 2\n");
    const files = (stack: string | undefined): readonly string[] => projectFileProblems(machine.place.root, stack).map((problem) => problem.split(":")[0] ?? "");
    assert.deepEqual(files("prod"), ["Pulumi.yaml", "Pulumi.prod.yaml"]);
    assert.deepEqual(files(undefined), ["Pulumi.yaml"]);
  });

  it("need not be there for this: the engine says it better", () => {
    assert.deepEqual(projectFileProblems(machine.place.root, "dev"), []);
  });
});
