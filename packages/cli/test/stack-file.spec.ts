import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { CliError } from "../src/cli-error.ts";
import { PLACEHOLDER, readStackFile } from "../src/stack-file.ts";
import type { PlainConfig } from "../src/stack-file.ts";
import { StandInMachine } from "./stand-in-machine.ts";

describe("the configuration of a stack", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
  });
  afterEach(() => machine.remove());

  const read = (text: string): PlainConfig => readStackFile(machine.write("clone/Pulumi.dev.yaml", text));
  const key = fc.stringMatching(/^[a-z]{1,6}:[a-zA-Z]{1,8}$/);

  it("is a text for each value, as the engine hands it on, and a placeholder for each secret", () => {
    const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), fc.dictionary(key, fc.stringMatching(/^[a-z0-9+/=]{1,20}$/), { noNullPrototype: true }), (plain, secret) => {
        const config = { ...plain, ...Object.fromEntries(Object.entries(secret).map(([name, text]) => [name, { secure: `v1:${text}` }])) };
        const { values, secretKeys } = read(stringify({ config }));
        assert.deepEqual([...secretKeys].sort(), Object.keys(secret).sort());
        assert.deepEqual(Object.keys(values).sort(), Object.keys(config).sort());
        for (const [name, found] of Object.entries(values)) assert.equal(found, name in secret ? PLACEHOLDER : String(plain[name]));
      }),
    );
  });

  it("holds nothing of an encrypted value", () => {
    assert.doesNotMatch(JSON.stringify(read("config:\n  moorage:password:\n    secure: v1:canary\n")), /canary/);
  });

  it("is empty where a stack has none, whatever else stands in its file", () => {
    for (const text of ["encryptionsalt: v1:abc\n", "config: {}\n", "secretsprovider: passphrase\nencryptedkey: abc\n"]) assert.deepEqual(read(text), { values: {}, secretKeys: [] });
  });

  for (const [what, text] of [["a list", "- one\n"], ["a sentence", "just words\n"], ["a list of settings", "config:\n  - moorage:host\n"], ["a secret that is none", "config:\n  moorage:password: { secure: 7 }\n"]] as const) {
    it(`is not read from a file that holds ${what}, and the file is named in one line`, () => {
      assert.throws(() => read(text), (error: unknown) => {
        assert.ok(error instanceof CliError);
        assert.equal(error.exitCode, 1);
        assert.match(error.message, /^\/.*clone\/Pulumi\.dev\.yaml is no stack file: .+$/);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
    });
  }

  it("is not there for a stack that is not there", () => {
    assert.throws(() => readStackFile("/nowhere/Pulumi.prdo.yaml"), new CliError("/nowhere/Pulumi.prdo.yaml is not there: no such stack"));
  });
});
