import assert from "node:assert/strict";
import fc from "fast-check";
import { beginsWith, oldestFirst } from "../../src/comment/comment-host.ts";
import type { CommentHost, OwnComment } from "../../src/comment/comment-host.ts";
import { stickyComment } from "../../src/comment/sticky-comment.ts";
import { textOf } from "./texts.ts";

/** A host in memory. `turn` is awaited before and after each request takes effect, so that a test decides who comes first. */
class MemoryHost implements CommentHost {
  readonly longest = 1_000_000;
  readonly kept: { readonly id: number; body: string }[] = [];
  readonly calls: string[] = [];
  #nextId = 0;
  readonly #turn: () => Promise<void>;

  constructor(turn: () => Promise<void> = async () => undefined) {
    this.#turn = turn;
  }

  keep(body: string): OwnComment {
    const id = (this.#nextId += 1);
    this.kept.push({ id, body });
    return { id };
  }

  async own(marker: string): Promise<readonly OwnComment[]> {
    return this.#do("own", () => oldestFirst(this.kept.filter(({ body }) => beginsWith(marker, body)).map(({ id }) => ({ id }))));
  }

  async create(body: string): Promise<OwnComment> {
    return this.#do("create", () => this.keep(body));
  }

  async update(id: number, body: string): Promise<OwnComment | undefined> {
    return this.#do(`update ${id}`, () => {
      const found = this.kept.find((each) => each.id === id);
      if (found !== undefined) found.body = body;
      return found === undefined ? undefined : { id };
    });
  }

  async remove(id: number): Promise<void> {
    return this.#do(`remove ${id}`, () => {
      const index = this.kept.findIndex((each) => each.id === id);
      if (index !== -1) this.kept.splice(index, 1);
    });
  }

  async #do<T>(call: string, effect: () => T): Promise<T> {
    await this.#turn();
    this.calls.push(call);
    const value = effect();
    await this.#turn();
    return value;
  }
}

describe("stickyComment", () => {
  it("writes a comment where there is none, and looks again", async () => {
    const host = new MemoryHost();
    assert.deepEqual(await stickyComment(host, textOf("first")), { action: "created" });
    assert.deepEqual(host.calls, ["own", "create", "own"]);
  });

  it("edits the one that is there, with no other request", async () => {
    const host = new MemoryHost();
    await stickyComment(host, textOf("first"));
    host.calls.length = 0;
    assert.deepEqual(await stickyComment(host, textOf("second")), { action: "updated" });
    assert.deepEqual(host.calls, ["own", "update 1"]);
    assert.deepEqual(host.kept, [{ id: 1, body: textOf("second").body }]);
  });

  it("leaves the comment of another project alone, also of one whose name begins the same", async () => {
    const host = new MemoryHost();
    for (const project of ["board", "board-two", "boar"]) await stickyComment(host, textOf(project, project));
    await stickyComment(host, textOf("again", "board"));
    assert.deepEqual(host.kept.map(({ body }) => body.split("\n").at(-1)), ["again", "board-two", "boar"]);
  });

  it("clears up what an earlier run left twice: the oldest stays", async () => {
    const host = new MemoryHost();
    for (let index = 0; index < 3; index += 1) host.keep(textOf(`left ${index}`).body);
    await stickyComment(host, textOf("now"));
    assert.deepEqual(host.kept, [{ id: 1, body: textOf("now").body }]);
    assert.deepEqual(host.calls, ["own", "update 1", "remove 2", "remove 3"]);
  });

  it("writes a new one when the old one is removed between looking and editing", async () => {
    const host = new MemoryHost();
    host.keep(textOf("old").body);
    const update = host.update.bind(host);
    host.update = async (id, body) => {
      host.kept.length = 0;
      return update(id, body);
    };
    assert.deepEqual(await stickyComment(host, textOf("new")), { action: "created" });
    assert.deepEqual(host.kept, [{ id: 2, body: textOf("new").body }]);
  });

  it("gives up when somebody removes every one", async () => {
    const host = new MemoryHost();
    host.own = async () => [{ id: 1 }];
    await assert.rejects(stickyComment(host, textOf("new")), { name: "CommentError", message: /removed at once\. Fix: look for another job/ });
    assert.equal(host.calls.length, 3);
  });

  it("trusts the answer to its writing when the list does not show it yet", async () => {
    const host = new MemoryHost();
    host.own = async () => [];
    assert.deepEqual(await stickyComment(host, textOf("first")), { action: "created" });
    assert.equal(host.kept.length, 1);
  });

  it("leaves one comment, with the text of one of them, of any number of jobs at once, whoever comes first", async () => {
    const jobs = fc.integer({ min: 2, max: 4 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), jobs, fc.boolean(), async (scheduler, count, hadOne) => {
        const host = new MemoryHost(() => scheduler.schedule(Promise.resolve()));
        if (hadOne) host.keep(textOf("old").body);
        const bodies = Array.from({ length: count }, (_, index) => textOf(`job ${index}`).body);
        const all = Promise.all(bodies.map((_, index) => stickyComment(host, textOf(`job ${index}`))));
        await scheduler.waitFor(all);
        assert.equal(host.kept.length, 1);
        const kept = host.kept[0]!;
        assert.equal(kept.id, 1);
        assert.ok(bodies.includes(kept.body), kept.body);
        const created = (await all).filter(({ action }) => action === "created");
        assert.equal(created.length, hadOne ? 0 : 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe("beginsWith", () => {
  it("finds a marker at the beginning only, where quoting it does not put it", () => {
    const { marker, body } = textOf("text");
    assert.deepEqual([body, `\r\n${body}`, `> ${body}`, `see ${body}`, ""].map((each) => beginsWith(marker, each)), [true, true, false, false, false]);
  });
});

describe("oldestFirst", () => {
  it("sorts by number, not by text, each once", () => {
    assert.deepEqual(oldestFirst([{ id: 10 }, { id: 9, url: "a" }, { id: 100 }, { id: 9, url: "b" }]).map(({ id }) => id), [9, 10, 100]);
  });
});
