import assert from "node:assert/strict";
import fc from "fast-check";
import { matches } from "../src/index.ts";
import type { Route } from "../src/index.ts";
import { withoutSlash } from "../src/route.ts";
import { route } from "./made.ts";

const element = fc.stringMatching(/^[a-z0-9._~-]{1,4}$/);
const path = fc.array(element, { maxLength: 4 }).map((elements) => `/${elements.join("/")}`);

/** Prefixes as Kubernetes defines them, element by element. */
function begins(url: string, prefix: string): boolean {
  const [elements, wanted] = [url, prefix].map((text) => text.split("/").filter((part) => part !== ""));
  return wanted!.every((each, index) => elements![index] === each);
}

describe("A route", () => {
  const cases: Readonly<Record<string, { readonly route: Route; readonly takes: readonly string[]; readonly leaves: readonly string[] }>> = {
    "of a prefix takes it and all below it, by whole elements": { route: route("/api"), takes: ["/api", "/api/", "/api/v1", "/api/v1/x"], leaves: ["/apix", "/ap", "/", "/API", "/x/api"] },
    "of a prefix means the same with a slash at its end": { route: route("/api/"), takes: ["/api", "/api/", "/api/v1"], leaves: ["/apix", "/"] },
    "of the prefix / takes everything": { route: route("/", "prefix"), takes: ["/", "/a", "/a/b.css"], leaves: [] },
    "of an exact path takes that alone": { route: route("/api", "exact"), takes: ["/api"], leaves: ["/api/", "/api/v1", "/apix", "/"] },
    "of an exact path with a slash at its end takes it with the slash": { route: route("/api/", "exact"), takes: ["/api/"], leaves: ["/api"] },
    "of the exact path / takes the front page alone": { route: route("/", "exact"), takes: ["/"], leaves: ["/a", ""] },
    "of a regular expression takes what it matches as a whole": { route: route("/a/[0-9]+", "regex"), takes: ["/a/1", "/a/42"], leaves: ["/a/", "/a/x", "/a/1/b", "/x/a/1"] },
    "of a regular expression holds alternatives together": { route: route("/a|/b", "regex"), takes: ["/a", "/b"], leaves: ["/ax", "/x/b", "/a/b"] },
    "of a regular expression may say where it begins and ends": { route: route("^/a$", "regex"), takes: ["/a"], leaves: ["/a/", "/ab"] },
    "of anything but a regular expression takes its signs as they are": { route: route("/a.c"), takes: ["/a.c", "/a.c/d"], leaves: ["/abc"] },
  };
  for (const [title, { route: each, takes, leaves }] of Object.entries(cases)) {
    it(title, () => {
      assert.deepEqual(takes.filter((url) => !matches(each, url)), [], "these should be for it");
      assert.deepEqual(leaves.filter((url) => matches(each, url)), [], "these should not be for it");
    });
  }

  it("of a prefix takes exactly the paths whose elements begin with its own", () => {
    fc.assert(fc.property(path, path, fc.boolean(), (url, prefix, slash) => {
      assert.equal(matches(route(slash ? `${prefix}/` : prefix), url), begins(url, prefix));
    }));
  });

  it("of a prefix takes whatever is put below it, and nothing that its last element merely begins", () => {
    fc.assert(fc.property(path.filter((each) => each !== "/"), path, element, (prefix, below, more) => {
      assert.ok(matches(route(prefix), `${prefix}${below}`));
      assert.ok(!matches(route(prefix), `${prefix}${more}`));
    }));
  });
});

describe("A path without the slash at its end", () => {
  it("is itself otherwise, and / stays /", () => {
    const cases = { "/": "/", "//": "/", "/a": "/a", "/a/": "/a", "/a//": "/a", "/a/b/": "/a/b" };
    assert.deepEqual(Object.keys(cases).map(withoutSlash), Object.values(cases));
  });
});
