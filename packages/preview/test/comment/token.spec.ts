import assert from "node:assert/strict";
import { format, inspect } from "node:util";
import fc from "fast-check";
import { CommentError } from "../../src/comment/comment-error.ts";
import { Token, tokenProblem } from "../../src/comment/token.ts";

const VALUE = "glpat-abcdefghijklmnopqrst";

describe("Token", () => {
  it("is what a request carries", () => {
    assert.equal(new Token(VALUE).authorization(), `Bearer ${VALUE}`);
  });

  it("is not changed by the line break that echo leaves", () => {
    assert.equal(new Token(`${VALUE}\n`).authorization(), `Bearer ${VALUE}`);
  });

  it("shows nothing of itself, however it is printed", () => {
    const target = { host: "gitlab", token: new Token(VALUE) };
    const shown = [format("%s %o %O %j", target.token, target, target, target), inspect(target, { showHidden: true, depth: 9 }), JSON.stringify(target), target.token.toString()];
    for (const each of shown) assert.doesNotMatch(each, /glpat|abcdef/);
    assert.equal(JSON.stringify(target), '{"host":"gitlab","token":"[token]"}');
  });

  it("is taken out of a text of somebody else's, which becomes one line", () => {
    assert.equal(new Token(VALUE).hiddenIn(`bad token ${VALUE},\n${VALUE}!`), "bad token [token], [token]!");
  });

  for (const wrong of ["", "   ", `two ${VALUE}`, `${VALUE}\n${VALUE}`, `${VALUE}\u0000`, "tökén"]) {
    it(`refuses ${JSON.stringify(wrong.replaceAll(VALUE, "<token>"))} without showing it`, () => {
      assert.throws(() => new Token(wrong), (error: unknown) => error instanceof CommentError && !error.message.includes("glpat") && !error.message.includes("tökén"));
    });
  }

  it("says of every value that it is wrong, or is a header that fetch takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12 }), (value) => {
        if (tokenProblem(value) === undefined) assert.equal(new Headers({ authorization: new Token(value).authorization() }).get("authorization"), `Bearer ${value.trim()}`);
        else assert.throws(() => new Token(value), CommentError);
      }),
    );
  });
});
