import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalReference } from "../src/image-reference.ts";

const word = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,4})?$/);
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
const registry = fc.oneof(fc.constantFrom("localhost", "localhost:5000", "registry.example", "registry.example:5000", "127.0.0.1:32000"), word.map((name) => `${name}:5000`));
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
/** Paths whose first part says that it is a registry are another matter. */
const hubPath = fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/).filter((name) => name !== "localhost"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));

describe("a reference as container runtimes list it", () => {
  for (const [short, full] of [
    ["board", "docker.io/library/board:latest"],
    ["team/board", "docker.io/team/board:latest"],
    ["localhost/board:1", "localhost/board:1"],
    ["builder:5000/team/board", "builder:5000/team/board:latest"],
    ["127.0.0.1:5000/board:1", "127.0.0.1:5000/board:1"],
    ["localhosts/board:1", "docker.io/localhosts/board:1"],
    ["team/board.web:1", "docker.io/team/board.web:1"],
    ["registry.example/board@sha256:ab", "registry.example/board@sha256:ab"],
    ["localhost:5000/board@sha256:ab", "localhost:5000/board@sha256:ab"],
  ] as const) {
    it(`of ${short} is ${full}`, () => assert.equal(canonicalReference(short), full));
  }

  it("of an image at a registry with a tag is what it was", () => {
    fc.assert(fc.property(registry, path, tag, (at, name, label) => assert.equal(canonicalReference(`${at}/${name}:${label}`), `${at}/${name}:${label}`)));
  });

  it("of an image at a registry without a tag has the tag latest and no other change, whatever port the registry has", () => {
    fc.assert(fc.property(registry, path, (at, name) => assert.equal(canonicalReference(`${at}/${name}`), `${at}/${name}:latest`)));
  });

  it("never gives a tag to what has a digest", () => {
    fc.assert(
      fc.property(fc.option(registry, { nil: undefined }), hubPath, digest, (at, name, sum) => {
        const found = canonicalReference(`${at === undefined ? "" : `${at}/`}${name}@${sum}`);
        assert.ok(found.endsWith(`${name}@${sum}`), found);
        assert.doesNotMatch(found, /:latest/);
      }),
    );
  });

  it("keeps the tag of an image of Docker Hub and says where it is", () => {
    fc.assert(
      fc.property(hubPath, tag, (name, label) => {
        const inFull = name.includes("/") ? name : `library/${name}`;
        assert.equal(canonicalReference(`${name}:${label}`), `docker.io/${inFull}:${label}`);
      }),
    );
  });

  it("is a reference that is in full already", () => {
    const any = fc.oneof(
      fc.tuple(hubPath, tag).map(([name, label]) => `${name}:${label}`),
      fc.tuple(registry, path).map(([at, name]) => `${at}/${name}`),
      fc.tuple(hubPath, digest).map(([name, sum]) => `${name}@${sum}`),
      hubPath,
    );
    fc.assert(
      fc.property(any, (reference) => {
        const full = canonicalReference(reference);
        assert.equal(canonicalReference(full), full);
      }),
    );
  });

  it("is the same whether Docker Hub is named or not", () => {
    for (const name of ["board:1", "team/board:1", "board"]) for (const hub of ["docker.io/", "index.docker.io/"]) assert.equal(canonicalReference(`${hub}${name}`), canonicalReference(name));
    assert.equal(canonicalReference("docker.io/board:1"), "docker.io/library/board:1");
  });

  it("is another one for each other tag", () => {
    fc.assert(fc.property(hubPath, tag, tag, (name, one, other) => assert.equal(canonicalReference(`${name}:${one}`) === canonicalReference(`${name}:${other}`), one === other)));
  });
});
