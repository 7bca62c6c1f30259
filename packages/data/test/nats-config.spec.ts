import assert from "node:assert/strict";
import fc from "fast-check";
import { natsConfig, natsQuoted } from "../src/nats-config.ts";
import { natsKind } from "../src/nats.ts";
import { resolve } from "../src/resolve.ts";
import type { DataSettings } from "../src/index.ts";

const config = (settings: DataSettings = {}, password = "x"): string => natsConfig(resolve(natsKind, "queue", settings, undefined), password);

/** What the server makes of a string in double quotes. */
function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(?:x(?<hex>[0-9a-f]{2})|(?<sign>.))/gs, (_, hex: string | undefined, sign: string | undefined) => (hex === undefined ? (sign ?? "") : String.fromCharCode(parseInt(hex, 16))));
}

describe("nats.conf", () => {
  it("gives the server back whatever the password is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", minLength: 1 }), (password) => {
      assert.equal(unquoted(natsQuoted(password)), password);
    }), { examples: [[`"quoted" 'too' \\back \\x41 # $HOME %41 ünï`], ["\\"], ['"'], ["\t\u0007\u0085"]] });
  });

  it("has nothing in a string that would end it, or the line", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (password) => assert.match(natsQuoted(password), /^"(?:[^"\\\n\r]|\\["\\]|\\x[0-9a-f]{2})*"$/u)));
  });

  it("has one account with one user, who may keep streams", () => {
    assert.match(config({ name: "shop", username: "me" }, "p#w"), /\naccounts \{\n {2}"shop" \{\n {4}jetstream: enabled\n {4}users: \[\{ user: "me", password: "p#w" \}\]\n/);
  });

  it("has the ports that its Service and its probes ask", () => {
    assert.match(config(), /\nport: 4222\nhttp_port: 8222\n/);
  });

  it("keeps streams on the claim and leaves some of it free, and little of them in memory", () => {
    assert.match(config(), /store_dir: "\/data"\n {2}max_file_store: 966367641\n {2}max_memory_store: 67108864\n/);
    assert.match(config({ storage: "10Gi", resources: { limits: { memory: "1Gi" } } }), /max_file_store: 9663676416\n {2}max_memory_store: 268435456\n/);
  });
});
