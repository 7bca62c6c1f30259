import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { CliError, INTERRUPTED } from "../src/cli-error.ts";
import { printEnvironment } from "../src/commands/env.ts";
import { workspace } from "../src/workspace.ts";

const NAMES = ["PULUMI_BACKEND_URL", "PULUMI_HOME", "PULUMI_CONFIG_PASSPHRASE_FILE", "KUBECONFIG"] as const;

const printed = (root: string, env: NodeJS.ProcessEnv): readonly string[] => {
  const lines: string[] = [];
  printEnvironment(workspace(root), env, { isTerminal: false, line: (text) => lines.push(text) });
  return lines;
};

/** What a shell has in those variables that evaluated the lines. */
const evaluated = (lines: readonly string[]): Readonly<Record<(typeof NAMES)[number], string>> => {
  const script = `${lines.join("\n")}\nprintf '%s\\0' ${NAMES.map((name) => `"$${name}"`).join(" ")}`;
  const values = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8", env: {} }).split("\0");
  return Object.fromEntries(NAMES.map((name, index) => [name, values[index] ?? ""])) as Record<(typeof NAMES)[number], string>;
};

describe("moorage env", () => {
  it("gives a shell what it needs to use this clone's stacks and cluster from any folder", () => {
    assert.deepEqual(evaluated(printed("/clone", { HOME: "/user" })), {
      PULUMI_BACKEND_URL: "file:///clone/.moorage",
      PULUMI_HOME: "/user/.pulumi",
      PULUMI_CONFIG_PASSPHRASE_FILE: "/clone/stacks/dev.passphrase",
      KUBECONFIG: "/clone/.moorage/kubeconfig",
    });
  });

  it("gives it those very paths, whatever folders are called: nothing of a name is a command", () => {
    const folder = fc.oneof(
      fc.constantFrom("it's mine", "$(touch pwned)", "`id`", '"quoted"', "a;b", "back\\slash", "new\nline", "100%", "a#b?c", "über"),
      fc.string({ minLength: 1, maxLength: 12 }).filter((name) => !name.includes("/") && !name.includes("\0") && !/^\.*$/.test(name)),
    );
    fc.assert(
      fc.property(folder, folder, (clone, home) => {
        const root = join("/work", clone);
        const found = evaluated(printed(root, { PULUMI_HOME: join("/user", home) }));
        assert.deepEqual([found.KUBECONFIG, found.PULUMI_CONFIG_PASSPHRASE_FILE, found.PULUMI_HOME], [join(root, ".moorage", "kubeconfig"), join(root, "stacks", "dev.passphrase"), join("/user", home)]);
        assert.equal(fileURLToPath(found.PULUMI_BACKEND_URL), join(root, ".moorage"));
      }),
      { numRuns: 60 },
    );
  });

  it("leaves a backend alone that its user has chosen", () => {
    assert.equal(evaluated(printed("/clone", { PULUMI_BACKEND_URL: "s3://states?region=eu" })).PULUMI_BACKEND_URL, "s3://states?region=eu");
  });

  it("prints assignments and nothing else: all of it is evaluated", () => {
    for (const line of printed("/clone", { HOME: "/user" })) assert.match(line, /^export [A-Z_]+='[^']*'$/);
  });
});

describe("the places of a clone", () => {
  it("are those of the clone that the command came from, wherever it is called", () => {
    assert.equal(workspace().root, fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, ""));
  });

  it("lie in the folder of a clone that is named", () => {
    assert.deepEqual(workspace("/clone"), { root: "/clone", stateDir: "/clone/.moorage", devPassphrase: "/clone/stacks/dev.passphrase", project: { system: "board", folder: "/clone" } });
  });
});

describe("the end of a command", () => {
  it("has the exit code 1 where nothing else is said, and no other than is said", () => {
    assert.deepEqual([new CliError("no").exitCode, new CliError("no", 255).exitCode], [1, 255]);
    assert.deepEqual([new CliError("no").name, new CliError("no").message], ["CliError", "no"]);
  });

  it("by Ctrl-C has the exit code that shells give it", () => {
    assert.equal(INTERRUPTED, 130);
  });
});
