import assert from "node:assert/strict";
import { basename, dirname, join, sep } from "node:path";
import fc from "fast-check";
import { placesOf } from "../../src/embedded/components.ts";
import { nodeFolders, nodePlaces } from "../../src/real-node/places.ts";

const text = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);

describe("the places of a real node", () => {
  it("are all below its own folder, save for the one that it shares", () => {
    fc.assert(
      fc.property(text, text, (folder, name) => {
        const { home, workdir, ...places } = nodePlaces(join(sep, folder), name);
        assert.deepEqual([home, workdir], [join(sep, folder), join(sep, folder, "nodes", name)]);
        for (const path of Object.values(places)) assert.equal(dirname(path), workdir);
      }),
    );
  });

  it("are apart from each other", () => {
    const places = Object.values(nodePlaces("/home", "moorage-abcdef"));
    assert.equal(new Set(places).size, places.length);
  });

  it("are apart from those of another node, and from those of the same clone's simulated nodes", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        fc.pre(one !== other);
        const [first, second, simulated] = [nodePlaces("/home", one), nodePlaces("/home", other), placesOf("/home", one)];
        for (const path of nodeFolders(second)) assert.ok(!path.startsWith(first.workdir + sep), path);
        assert.ok(!first.workdir.startsWith(simulated.workdir) && !simulated.workdir.startsWith(first.workdir));
      }),
    );
  });

  it("that are folders are all to be made, and its mark of being whole is none", () => {
    const { home, workdir, marker, ...folders } = nodePlaces("/home", "moorage-abcdef");
    assert.deepEqual([...nodeFolders(nodePlaces("/home", "moorage-abcdef"))].sort(), Object.values(folders).sort());
    assert.equal(basename(marker), "moorage.json");
    assert.ok(home !== workdir);
  });

  it("leave room for what listens: no path is too long for a socket's", () => {
    for (const path of nodeFolders(nodePlaces("/home/somebody/.cache/moorage", "moorage-abcdef"))) assert.ok(path.length < 90, path);
  });
});
