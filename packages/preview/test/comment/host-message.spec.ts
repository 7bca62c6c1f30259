import assert from "node:assert/strict";
import { hostMessage } from "../../src/comment/host-message.ts";
import { jsonIn } from "../../src/model/json.ts";

describe("hostMessage", () => {
  const said: readonly (readonly [string, string | undefined])[] = [
    ['{"message":"Not Found","status":"404"}', "Not Found"],
    ['{"message":"404 Project Not Found"}', "Project Not Found"],
    ['{"message":{"note":["is too long (maximum is 1000000 characters)"]}}', '{"note":["is too long (maximum is 1000000 characters)"]}'],
    ['{"error":"insufficient_scope","error_description":"The request requires higher privileges"}', "The request requires higher privileges"],
    ['{"error":"404 Not Found"}', "Not Found"],
    ['{"message":"Validation Failed","errors":[{"field":"data","message":"Body is too long"}]}', "Validation Failed: Body is too long"],
    ['{"message":"Validation Failed","errors":["a text"]}', "Validation Failed"],
    ['{"data":null,"errors":[{"type":"FORBIDDEN","message":"no"}]}', "no"],
    ["Retry later\n", "Retry later"],
    ["<html><body>502 Bad Gateway</body></html>", undefined],
    ['{"data":{"viewer":{"login":"a"}}}', undefined],
    ["[]", undefined],
    ["{ cut off", undefined],
    ["", undefined],
  ];
  for (const [text, sentence] of said) {
    it(`finds ${JSON.stringify(sentence)} in ${text.trim()}`, () => {
      assert.equal(hostMessage(text), sentence);
    });
  }

  it("takes what is no JSON for nothing", () => {
    assert.equal(jsonIn("{"), undefined);
    assert.deepEqual(jsonIn("[1]"), [1]);
  });
});
