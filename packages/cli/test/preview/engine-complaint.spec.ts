import assert from "node:assert/strict";
import { complaintOf } from "../../src/preview/engine-complaint.ts";

describe("what the engine complains about", () => {
  const table = [
    { stderr: "error: no stack named 'prod' found\n", says: /^no stack named 'prod' found\. Fix: pulumi stack init makes it, and PULUMI_BACKEND_URL says where/ },
    { stderr: "error: getting stack configuration: get stack secrets manager: incorrect passphrase", says: /incorrect passphrase\. Fix: set PULUMI_CONFIG_PASSPHRASE to the passphrase of this stack$/ },
    { stderr: "warning: old\nerror: one\nerror: two\n", says: /^one\ntwo$/ },
    { stderr: "something else\n", says: /^something else$/ },
    { stderr: '{"time":"2026","msg":"passphrase"}\nerror: one\n{"time":"2026","msg":"b"}\n', says: /^one$/ },
    { stderr: "\n", says: /^the engine ended without a word\. Fix: --verbose shows its log$/ },
  ];
  for (const { stderr, says } of table) it(`is said in short: ${JSON.stringify(stderr)}`, () => assert.match(complaintOf(stderr), says));
});
