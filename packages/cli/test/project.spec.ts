import assert from "node:assert/strict";
import { join } from "node:path";
import { CliError } from "../src/cli-error.ts";
import { mainProject, projectAt, projectFile, projectOf, projectsOf } from "../src/project.ts";
import { StandInMachine } from "./stand-in-machine.ts";

describe("the projects of a clone", () => {
  let machine: StandInMachine;
  let root: string;
  beforeEach(() => {
    machine = new StandInMachine();
    ({ root } = machine.place);
    machine.write("clone/Pulumi.yaml", "name: moorage\nmain: stacks/\nruntime: nodejs\n");
    for (const name of ["tour", "counter"]) machine.write(`clone/examples/${name}/Pulumi.yaml`, `name: ${name}\nruntime: nodejs\n`);
    machine.write("clone/examples/notes/README.md", "no project");
  });
  afterEach(() => machine.remove());

  it("are that of the root folder and the examples, by name", () => {
    assert.deepEqual(projectsOf(root).map(({ system }) => system), ["board", "counter", "tour"]);
    assert.equal(projectsOf(root)[2]?.folder, join(root, "examples", "tour"));
  });

  it("are one where there are no examples", () => {
    assert.deepEqual(projectsOf(join(root, "examples", "tour")).map(({ system }) => system), ["board"]);
  });

  it("are found by the system they deploy", () => {
    assert.deepEqual(projectOf(root, "tour"), { system: "tour", folder: join(root, "examples", "tour") });
    assert.deepEqual(projectOf(root, "board"), mainProject(root));
  });

  it("are named to whoever asks for another, and the nearest is suggested", () => {
    const asks = (system: string): unknown => {
      try {
        return projectOf(root, system);
      } catch (error) {
        assert.ok(error instanceof CliError);
        return error.message;
      }
    };
    assert.equal(asks("tuor"), 'there is no system "tuor"; expected one of board, counter, tour. Did you mean tour?');
    assert.equal(asks("notes"), 'there is no system "notes"; expected one of board, counter, tour');
  });

  it("are found by a folder in them, however deep, and everywhere else it is that of the root folder", () => {
    const system = (...parts: readonly string[]): string => projectAt(root, join(root, ...parts)).system;
    assert.deepEqual([system("examples", "tour"), system("examples", "tour", "services", "auth"), system("examples"), system("stacks"), system()], ["tour", "tour", "board", "board", "board"]);
    assert.equal(projectAt(root, "/elsewhere").system, "board");
  });

  it("say their name and where their program is", () => {
    assert.deepEqual(projectFile(mainProject(root)), { name: "moorage", main: join(root, "stacks/") });
    assert.deepEqual(projectFile(projectOf(root, "tour")), { name: "tour", main: join(root, "examples", "tour") });
  });

  for (const [text, says] of [["main: stacks/\n", /is no project file: it needs a name$/], ["name: [1\n", /^Pulumi\.yaml:/]] as const) {
    it(`are refused when their file says ${JSON.stringify(text)}`, () => {
      machine.write("clone/Pulumi.yaml", text);
      assert.throws(() => projectFile(mainProject(root)), (error: unknown) => error instanceof CliError && says.test(error.message));
    });
  }

  it("are refused without their file", () => {
    assert.throws(() => projectFile({ system: "notes", folder: join(root, "examples", "notes") }), /Pulumi\.yaml is not there$/);
  });
});
