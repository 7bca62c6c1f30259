import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makesStack, passphraseFor, selectedStack, stackOf } from "../src/passphrase.ts";
import { readStackFile } from "../src/stack-file.ts";
import { workspace } from "../src/workspace.ts";

const place = workspace("/clone");

describe("the public passphrase", () => {
  it("is given for the stack dev", () => {
    assert.deepEqual(passphraseFor("dev", {}, place), { PULUMI_CONFIG_PASSPHRASE_FILE: place.devPassphrase });
  });

  for (const stack of ["prod", "development", "dev2", "", undefined]) {
    it(`is given for no other stack, such as ${String(stack)}`, () => assert.deepEqual(passphraseFor(stack, {}, place), {}));
  }

  it("gives way to the user's own, even to an empty one", () => {
    assert.deepEqual(passphraseFor("dev", { PULUMI_CONFIG_PASSPHRASE: "" }, place), {});
    assert.deepEqual(passphraseFor("dev", { PULUMI_CONFIG_PASSPHRASE_FILE: "mine" }, place), {});
  });
});

describe("the stack of a call", () => {
  const cases: readonly (readonly [args: string, stack: string | undefined])[] = [
    ["up -s dev", "dev"],
    ["up --stack prod --yes", "prod"],
    ["up --stack=prod", "prod"],
    ["stack init prod", "prod"],
    ["stack select --create dev", "dev"],
    ["stack output url", undefined],
    ["preview", undefined],
    ["up -sprod", "prod"],
    ["-C . stack init prod", "prod"],
    ["--non-interactive stack init prod", "prod"],
    ["stack init --copy-config-from dev prod", "prod"],
    ["stack init --secrets-provider passphrase", undefined],
    ["stack init -s prod", "prod"],
  ];
  for (const [args, stack] of cases) it(`pulumi ${args} is ${stack ?? "not told"}`, () => assert.equal(stackOf(args.split(" "), {}), stack));

  it("is none that was selected before, when a new one is made", () => {
    for (const args of ["stack init", "stack init prod", "-C . stack init", "--non-interactive stack init -sprod"]) assert.equal(makesStack(args.split(" ")), true, args);
    for (const args of ["stack select prod", "up", "stack output init"]) assert.equal(makesStack(args.split(" ")), false, args);
  });

  it("is the one in the environment when the call names none", () => {
    assert.equal(stackOf(["up"], { PULUMI_STACK: "prod" }), "prod");
    assert.equal(stackOf(["up", "-s", "dev"], { PULUMI_STACK: "prod" }), "dev");
  });

  it("is the one that was selected before, as the CLI remembers it for this very project file", () => {
    const home = mkdtempSync(join(tmpdir(), "home-"));
    mkdirSync(join(home, "workspaces"));
    // SHA-1 of /clone/Pulumi.yaml
    writeFileSync(join(home, "workspaces", "shop-8bb64305f8eb5002106b1151dd5833860eb2c9c5-workspace.json"), '{"stack":"organization/shop/prod"}');
    assert.equal(selectedStack(home, "shop", "/clone/Pulumi.yaml"), "prod");
    assert.equal(selectedStack(home, "shop", "/another/Pulumi.yaml"), undefined);
    rmSync(home, { recursive: true });
  });
});

describe("a stack file", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "stack-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is read without a passphrase: secrets become placeholders", () => {
    const path = join(folder, "Pulumi.dev.yaml");
    writeFileSync(path, "config:\n  shop:replicas: 3\n  shop:password:\n    secure: v1:abc\n");
    assert.deepEqual(readStackFile(path), { values: { "shop:replicas": "3", "shop:password": "placeholder" }, secretKeys: ["shop:password"] });
  });

  it("that is not there is one line", () => {
    assert.throws(() => readStackFile(join(folder, "Pulumi.none.yaml")), /Pulumi\.none\.yaml is not there: no such stack/);
  });

  it("that is none is refused", () => {
    const path = join(folder, "Pulumi.dev.yaml");
    writeFileSync(path, "config: 7\n");
    assert.throws(() => readStackFile(path), /is no stack file/);
  });
});
