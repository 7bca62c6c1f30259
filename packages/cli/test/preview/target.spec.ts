import assert from "node:assert/strict";
import { join } from "node:path";
import { CliError } from "../../src/cli-error.ts";
import { targetOf, targetsOf } from "../../src/preview/target.ts";
import { StandInMachine } from "../stand-in-machine.ts";

describe("the stacks that a command is about", () => {
  let machine: StandInMachine;
  let root: string;
  beforeEach(() => {
    machine = new StandInMachine();
    ({ root } = machine.place);
    for (const file of ["Pulumi.yaml", "examples/shop/Pulumi.yaml", "elsewhere/team/Pulumi.yaml", "examples/empty/Pulumi.yaml"]) machine.write(`clone/${file}`, `name: project-of-${file.split("/").at(-2) ?? "root"}\n`);
    for (const file of ["Pulumi.prod.yaml", "Pulumi.dev.yaml", "examples/shop/Pulumi.dev.yaml", "elsewhere/team/Pulumi.dev.yaml"]) machine.write(`clone/${file}`, "config: {}\n");
  });
  afterEach(() => machine.remove());

  const labels = (stacks: readonly string[], projects: readonly string[] = [], from = root): readonly string[] => targetsOf(root, stacks, projects, from).map(({ label }) => label);
  const problem = (stacks: readonly string[], projects: readonly string[] = []): string => {
    try {
      targetsOf(root, stacks, projects, root);
      return assert.fail("nothing is wrong");
    } catch (error) {
      assert.ok(error instanceof CliError, String(error));
      return error.message;
    }
  };

  it("are all of the root project that have a file, when none are named", () => {
    assert.deepEqual(labels([]), ["dev", "prod"]);
  });

  it("are those that are named, in that order, each once", () => {
    assert.deepEqual(labels(["prod", "dev", "prod"]), ["prod", "dev"]);
  });

  it("have the system before their names in other projects", () => {
    assert.deepEqual(labels([], ["shop", "board"]), ["shop/dev", "dev", "prod"]);
  });

  it("are of every named project that has them", () => {
    assert.deepEqual(labels(["prod", "dev"], ["board", "shop"]), ["prod", "dev", "shop/dev"]);
  });

  for (const folder of ["elsewhere/team", "./elsewhere/team", "../clone/elsewhere/team/"]) {
    it(`are of the project in the folder ${folder}`, () => {
      const [target] = targetsOf(root, [], [folder], root);
      assert.deepEqual([target?.label, target?.project, target?.place.project.folder], ["team/dev", "project-of-team", join(root, "elsewhere", "team")]);
    });
  }

  it("are of a folder as it is seen from where the user is, each project once", () => {
    assert.deepEqual(labels([], ["team", join(root, "elsewhere", "team")], join(root, "elsewhere")), ["team/dev"]);
  });

  it("of the folder of the root project have their own names", () => {
    assert.deepEqual(labels(["dev"], [root]), ["dev"]);
  });

  const bad = [
    { title: "a stack that is nearly one", stacks: ["prdo"], projects: [], says: /^board: there is no stack "prdo": no Pulumi\.prdo\.yaml; expected one of dev, prod\. Did you mean prod\?$/ },
    { title: "a stack that no project has", stacks: ["stage"], projects: ["board", "shop"], says: /^board, shop: there is no stack "stage": no Pulumi\.stage\.yaml; expected one of dev, prod$/ },
    { title: "a system that is none", stacks: [], projects: ["shpo"], says: /^there is no system "shpo"; expected one of board, empty, shop\. Did you mean shop\?$/ },
    { title: "a project without stacks", stacks: [], projects: ["empty"], says: /^empty has no stack\. Fix: pulumi stack init <name> in \/.*\/empty$/ },
    { title: "a stack where there is none", stacks: ["dev"], projects: ["empty"], says: /^empty: there is no stack "dev": no Pulumi\.dev\.yaml; there is none$/ },
  ];
  for (const { title, stacks, projects, says } of bad) it(`refuse ${title}, in one line`, () => assert.match(problem(stacks, projects), says));

  it("refuse everything that is wrong at once", () => {
    assert.deepEqual(problem(["prdo", "dve"], ["board", "nothing", "at-all"]).split("\n").map((line) => line.split(";")[0]), ['there is no system "nothing"', 'there is no system "at-all"', 'board: there is no stack "prdo": no Pulumi.prdo.yaml', 'board: there is no stack "dve": no Pulumi.dve.yaml']);
  });

  it("know what is wrong with their files, and keep it for whoever shows them", () => {
    machine.write("clone/Pulumi.dev.yaml", "config:\n  a: 1\n  a: 2\n");
    const [dev, prod] = targetsOf(root, [], [], root);
    assert.match(dev?.problems.join("\n") ?? "", /^Pulumi\.dev\.yaml:3:3: /);
    assert.deepEqual(prod?.problems, []);
  });

  it("have the system's name for a project whose file cannot be read", () => {
    machine.write("clone/Pulumi.yaml", "name: [\n");
    const target = targetOf(root, machine.place.project, "dev");
    assert.equal(target.project, "board");
    assert.ok(target.problems.length > 0);
  });
});
