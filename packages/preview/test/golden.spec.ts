import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diffHash, driftOf, exitCode, readPreview, renderHtml, renderJson, renderMarkdown, renderTerminal } from "../src/index.ts";
import type { PreviewModel } from "../src/index.ts";

const GOLDEN = join(import.meta.dirname, "golden");
const OPTIONS = { title: "board", sha: "4f1c2ab9d07e5c3f8b61a2d4e9f0c7b8a5d3e6f1" };
const SALT = "golden";
const GITHUB = 65_536;
const LARGEST = 60_000;
/** What tells of the machine that recorded, or of a way into a cluster. */
const TELLING = [/\/tmp\//, /\/root\b/, /\/work\b/, /127\.0\.0\.1/, /certificate-authority-data/, /client-key-data/, /PRIVATE KEY/, /"severity":"debug"/, /20(?!26-01-01T00:00:00Z)\d\d-\d\d-\d\dT/];
/** Every secret of the recorded programs begins like this. */
const SECRET = "scrubbed-";

interface About {
  readonly project: string;
  readonly stack: string;
  /** @default "plan" */
  readonly about?: "drift";
  readonly exit: number;
  /** What the stream shows, in one sentence. */
  readonly shows: string;
}

const names = readdirSync(GOLDEN).filter((name) => existsSync(join(GOLDEN, name, "about.json"))).sort();

function aboutOf(name: string): About {
  return JSON.parse(readFileSync(join(GOLDEN, name, "about.json"), "utf8")) as About;
}

function streamOf(name: string): string {
  const [file = ""] = ["events.jsonl", "digest.json"].filter((each) => existsSync(join(GOLDEN, name, each)));
  return readFileSync(join(GOLDEN, name, file), "utf8");
}

function modelOf(name: string, text = streamOf(name)): PreviewModel {
  const { project, stack, about = "plan" } = aboutOf(name);
  const model = readPreview(text, { project, stack, about });
  return about === "drift" ? driftOf(model) : model;
}

function commentOf(models: readonly PreviewModel[], artifact?: string): string {
  return renderMarkdown(models, { ...OPTIONS, host: "github", diffHash: diffHash(models, SALT), ...(artifact === undefined ? {} : { artifact }) }).body;
}

describe("Streams of real previews", () => {
  it("are at least forty, and three digests beside them", () => {
    const digests = names.filter((name) => name.startsWith("digest-"));
    assert.ok(digests.length >= 3, digests.join());
    assert.ok(names.length - digests.length >= 40, String(names.length));
  });

  for (const name of names) {
    describe(`${name}: ${aboutOf(name).shows}`, () => {
      const file = join(GOLDEN, name, "comment.md");

      it("gives the comment that was read and kept", () => {
        const comment = commentOf([modelOf(name)]);
        if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, comment);
        assert.equal(comment, readFileSync(file, "utf8"));
      });

      it(`ends with exit code ${aboutOf(name).exit}`, () => {
        assert.equal(exitCode([modelOf(name)]), aboutOf(name).exit);
      });

      it("is the same whenever it is rendered, in every form", () => {
        const everything = (): readonly string[] => {
          const models = [modelOf(name)];
          return [commentOf(models), renderJson(models, OPTIONS), renderHtml(models, OPTIONS), renderTerminal(models, { ...OPTIONS, colour: false })];
        };
        const first = everything();
        for (const text of first) assert.ok(text.length > 0);
        for (let turn = 0; turn < 2; turn += 1) assert.deepEqual(everything(), first);
      });

      it("shows no secret in any form", () => {
        const models = [modelOf(name)];
        for (const text of [commentOf(models), renderJson(models, OPTIONS), renderHtml(models, OPTIONS), renderTerminal(models, { ...OPTIONS, colour: true })]) {
          for (const form of [SECRET, Buffer.from(SECRET).toString("base64")]) assert.ok(!text.includes(form), form);
        }
      });

      it("is small, and tells of no machine and of no way into a cluster", () => {
        const text = streamOf(name);
        assert.ok(text.length <= LARGEST, String(text.length));
        for (const pattern of TELLING) assert.doesNotMatch(text, pattern);
      });
    });
  }
});

describe("What a recording leaves out of a stream", () => {
  const comment = (text: string): string => commentOf([modelOf("service-replaced", text)]);
  const stream = streamOf("service-replaced");

  it("is what the engine says to those who look for faults in it: secrets in plain text, which no reader shows", () => {
    const debug = JSON.stringify({ sequence: 0, timestamp: 0, diagnosticEvent: { prefix: "debug: ", message: `RegisterResource RPC finished: resp: kubeconfig,,,${SECRET}kubeconfig\n`, color: "never", severity: "debug" } });
    const talkative = stream.split("\n").flatMap((line) => [debug, line]).join("\n");
    const models = [modelOf("service-replaced", talkative)];
    assert.equal(comment(talkative), comment(stream));
    for (const text of [renderJson(models, OPTIONS), renderHtml(models, OPTIONS), renderTerminal(models, { ...OPTIONS, colour: false })]) assert.ok(!text.includes(SECRET));
  });

  it("is who wrote which field of an object", () => {
    const owned = stream.replaceAll('"resourceVersion":', '"managedFields":[{"manager":"pulumi","operation":"Apply","time":"2026-01-01T00:00:00Z","fieldsV1":{"f:spec":{}}}],"resourceVersion":');
    assert.notEqual(owned, stream);
    assert.equal(comment(owned), comment(stream));
  });
});

describe("A stream that was cut off", () => {
  it("is a failed preview wherever its last line is missing", () => {
    for (const name of ["image-tag", "no-changes", "service-replaced"]) {
      const lines = streamOf(name).trimEnd().split("\n");
      const end = lines.findIndex((line) => line.includes('"summaryEvent"'));
      assert.ok(end > 0);
      for (const length of [1, Math.floor(end / 2), end]) {
        const model = modelOf(name, lines.slice(0, length).join("\n"));
        assert.equal(model.failed, true, `${name}, ${length} lines`);
        assert.equal(exitCode([model]), 1);
      }
    }
  });
});

describe("The hash of a diff", () => {
  it("is the same for a stream that was recorded anew, whose ids and versions differ", () => {
    const text = streamOf("image-tag");
    const anew = text.replaceAll("00000000-0000-4000-8000", "11111111-1111-4111-8111").replaceAll(/"resourceVersion":"(\d+)"/g, '"resourceVersion":"9$1"');
    assert.notEqual(anew, text);
    assert.equal(diffHash([modelOf("image-tag", anew)], SALT), diffHash([modelOf("image-tag")], SALT));
  });

  it("is the same only where the comments show the same changes", () => {
    const said = new Map<string, string>();
    for (const name of names.filter((each) => aboutOf(each).exit !== 1)) {
      const hash = diffHash([modelOf(name)], SALT);
      const changes = changesIn(commentOf([modelOf(name)]));
      assert.equal(said.get(hash) ?? changes, changes, name);
      said.set(hash, changes);
    }
    assert.ok(said.size > names.length / 2, String(said.size));
  });
});

describe("A preview of five hundred changed resources", () => {
  const many = 500;
  const text = manifold(streamOf("image-tag"), "board-api", many, streamOf("service-replaced"));

  it("has them all in its model", () => {
    const { counts } = modelOf("image-tag", text);
    assert.equal(counts.update, many);
    assert.equal(counts.replace, 1);
  });

  it("keeps to the host's budget, has what is destructive, and says how many it leaves out and where they are", () => {
    const comment = commentOf([modelOf("image-tag", text)], "preview-full");
    assert.ok(comment.length <= GITHUB, String(comment.length));
    assert.match(comment, /Service `board\/web`: deleted, then made again/);
    assert.match(comment, /preview-full/);
    const shown = new Set([...comment.matchAll(/board-api-(\d+)/g)].map(([, number]) => number)).size;
    assert.ok(shown > 50, String(shown));
    assert.match(comment, new RegExp(`\\b${many - shown}\\b`), `${shown} are shown`);
  });

  it("is whole in every other form", () => {
    const models = [modelOf("image-tag", text)];
    for (const whole of [renderJson(models, OPTIONS), renderHtml(models, OPTIONS), renderTerminal(models, { ...OPTIONS, colour: false })]) {
      for (const number of [0, 250, 499]) assert.ok(whole.includes(`board-api-${number}`));
    }
  });
});

/** Counts, and what becomes of each property. */
function changesIn(comment: string): string {
  return comment.split("\n").filter((line) => /^[-+!|] /.test(line)).join("\n");
}

/** A stream whose change of one Deployment is there many times, with the replacement of a Service from another stream. */
function manifold(stream: string, name: string, count: number, replacing: string): string {
  const lines = stream.trimEnd().split("\n");
  const isChange = (line: string): boolean => line.includes('"op":"update"') && line.includes(`Deployment::${name}`);
  const changes = lines.filter(isChange);
  assert.ok(changes.length > 0);
  const copies = Array.from({ length: count }, (_, index) => changes.map((line) => line.replaceAll(name, `${name}-${index}`))).flat();
  const replaced = replacing.split("\n").filter((line) => line.includes("Service::web") && line.includes('"metadata"'));
  const begin = lines.findIndex(isChange);
  return [...lines.slice(0, begin), ...replaced, ...copies, ...lines.slice(begin).filter((line) => !isChange(line))].join("\n");
}
