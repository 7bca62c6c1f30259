import assert from "node:assert/strict";
import fc from "fast-check";
import type { PreviewModel, PropertyChange, ResourceChange, Value } from "../../src/model/model.ts";
import { renderHtml } from "../../src/render/html.ts";
import { renderJson } from "../../src/render/json.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { renderTerminal } from "../../src/render/terminal.ts";
import { preview } from "./previews.ts";

/** What breaks out of Markdown, HTML and terminals, or calls people. */
const HOSTILE = ["```", "````\n", "`", "~~~", "</details>", "<details>", "</summary>", "<script>alert(1)</script>", "-->", "<!--", "<img src=x>", "\n", "\r", "\n\n", "\n/close", "/merge", "\n# head", "> quote", "| a |", "\\", "@team", " #12", "GH-1", "!1", "~bug", "&lt;", "&#64;team", "\u001b[2J", "\u202e", "\u2028", "\ud800", "[x](y)", "**", "_", "--", "$&", "$1", "a", "web", " ", "😀", "\u0000"];
const text = fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
const value: fc.Arbitrary<Value> = text.map((shown) => ({ text: shown, shown: "plain" }));
const property: fc.Arbitrary<PropertyChange> = fc.oneof(
  fc.record({ path: text, kind: fc.constant("changed" as const), before: value, after: value, note: text }),
  fc.record({ path: text, kind: fc.constant("added" as const), after: value }),
  fc.record({ path: text, kind: fc.constant("removed" as const), before: value }),
);
const properties = fc.array(property, { maxLength: 3 });
const resource: fc.Arbitrary<ResourceChange> = fc.record({
  op: fc.constantFrom("replace", "delete", "update", "create", "import", "read"),
  urn: text,
  type: text,
  kind: text,
  name: text,
  destructive: fc.boolean(),
  consequences: fc.array(text, { maxLength: 3 }),
  effect: text,
  replaceReasons: fc.array(text, { maxLength: 2 }),
  properties,
});
const model: fc.Arbitrary<PreviewModel> = fc
  .record({
    stack: text,
    failed: fc.boolean(),
    about: fc.constantFrom("plan", "drift"),
    changes: fc.array(resource, { maxLength: 6 }),
    outputs: fc.array(fc.tuple(property, fc.boolean(), fc.boolean()).map(([change, breaking, exposed]) => ({ ...change, breaking, exposed })), { maxLength: 3 }),
    violations: fc.array(fc.record({ policy: text, mandatory: fc.boolean(), resource: text, message: text }), { maxLength: 3 }),
    imagesBuilt: fc.array(fc.record({ name: text, urn: text }), { maxLength: 2 }),
    diagnostics: fc.array(fc.record({ severity: fc.constantFrom("error", "warning"), message: text, resource: text }), { maxLength: 3 }),
  })
  .map(({ violations, ...settings }) => preview({ ...settings, policies: { packs: [], violations } }));
const previews = fc.tuple(fc.array(model, { minLength: 1, maxLength: 3 }), text);

/** Every line that a comment may have outside blocks of code. `x` stands for text in it. */
const SHAPES = [
  /^$/,
  /^## (❌|🔴|🟡|🟢|⚪) .*$/u,
  /^### (❌|🔴|🟡|🟢|⚪) .*$/u,
  /^\| .* \|$/,
  /^\|---\|[-:|]+$/,
  /^> \[!CAUTION\]$/,
  /^> (- )?\*\*.*$/,
  /^<details( open)?><summary>[^<>]*<\/summary>$/,
  /^<\/details>$/,
  /^\*\*.*$/,
  /^- (🔴|⚠️) .*$/u,
  /^(&#43;|±|−|~|→|=) .*$/u,
  /^What the table only counts is in the artifact .*\.$/,
  /^No (changes|drift) in .*\.$/,
];

/** Reads the comment as its structure has it, and refuses what has none. */
function checked(body: string): { readonly outside: readonly string[]; readonly inside: readonly string[] } {
  const [first = "", ...lines] = body.replace(/\n$/, "").split("\n");
  assert.match(first, /^<!-- moorage-preview (?:(?!--|>).)* -->$/);
  const [outside, inside]: [string[], string[]] = [[], []];
  let fence: string | undefined;
  let open = 0;
  for (const line of lines) {
    assert.ok(!/^\s*\//.test(line), `a host may take ${JSON.stringify(line)} for a command`);
    assert.ok(!/(?!\t)\p{Cc}|[\u2028\u2029\u202e]|\p{Surrogate}/u.test(line), JSON.stringify(line));
    if (fence !== undefined) {
      // The same rule as Markdown's: a line of as many backticks or more.
      if (new RegExp(`^ {0,3}${fence}\`*\\s*$`).test(line)) fence = undefined;
      else inside.push(line);
      continue;
    }
    fence = /^(`{3,})diff$/.exec(line)?.[1];
    if (fence !== undefined) continue;
    assert.ok(SHAPES.some((shape) => shape.test(line)), `${JSON.stringify(line)} has no known shape in\n${body}`);
    open += line.startsWith("<details") ? 1 : line === "</details>" ? -1 : 0;
    assert.ok(open === 0 || open === 1, body);
    outside.push(line);
  }
  assert.deepEqual([fence, open], [undefined, 0], body);
  return { outside, inside };
}

describe("A comment, whatever the content", () => {
  it("keeps its shape: fences, HTML, tables", () => {
    fc.assert(fc.property(previews, ([models, title]) => void checked(renderMarkdown(models, { title, labels: models.map(({ stack }) => stack), artifact: title }).body)), { numRuns: 300 });
  });

  it("has only signed lines in blocks of code", () => {
    fc.assert(fc.property(previews, ([models, title]) => checked(renderMarkdown(models, { title }).body).inside.every((line) => /^[-+!]( |$)|^ {2}/.test(line))));
  });

  it("has no HTML but its own, and calls nobody outside of code", () => {
    fc.assert(
      fc.property(previews, ([models, title]) => {
        for (const line of checked(renderMarkdown(models, { title }).body).outside) {
          const spoken = line.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "").replace("[!CAUTION]", "").replaceAll(/<\/?details( open)?>|<\/?summary>/g, "").replaceAll(/&(?:amp|lt|gt|#\d+);/g, " ");
          assert.ok(!/<|[@#!](?=\w)|GH-\d/.test(spoken), line);
        }
      }),
    );
  });

  it("has rows of eight cells", () => {
    fc.assert(
      fc.property(previews, ([models, title]) => {
        const rows = checked(renderMarkdown(models, { title }).body).outside.filter((line) => line.startsWith("|"));
        assert.ok(rows.every((row) => row.match(/(?<!\\)\|/g)?.length === 9), rows.join("\n"));
      }),
    );
  });
});

describe("A page, whatever the content", () => {
  it("has no tag and no attribute but its own", () => {
    fc.assert(
      fc.property(previews, ([models, title]) => {
        const page = renderHtml(models, { title, labels: models.map(({ stack }) => stack) });
        const body = page.slice(page.indexOf("</style>"));
        const tags = new Set([...body.matchAll(/<(\/?[^\s>]*)([^>]*)>/g)].map(([, name = ""]) => name.replace("/", "")));
        const known = new Set(["a", "b", "body", "br", "code", "del", "details", "div", "h1", "h2", "h3", "head", "header", "html", "i", "ins", "li", "main", "mark", "nav", "p", "pre", "section", "small", "span", "style", "summary", "ul"]);
        assert.deepEqual([...tags].filter((tag) => !known.has(tag)), []);
        assert.ok(![...body.matchAll(/<[^>]*>/g)].some(([tag]) => /\son\w+=|javascript:|src=|style=/.test(tag)), body);
        for (const name of known) if (name !== "br") assert.equal(body.match(new RegExp(`<${name}[ >]`, "g"))?.length ?? 0, (body.match(new RegExp(`</${name}>`, "g"))?.length ?? 0) - (["head", "html", "style"].includes(name) ? 1 : 0), name);
      }),
      { numRuns: 200 },
    );
  });
});

describe("A terminal, whatever the content", () => {
  it("obeys no sequence of it, and has no colour on a pipe", () => {
    fc.assert(fc.property(previews, ([models, title]) => !/(?![\n\t])\p{Cc}/u.test(renderTerminal(models, { title, colour: false }))));
  });

  it("obeys colours only where they are wanted", () => {
    // eslint-disable-next-line no-control-regex
    fc.assert(fc.property(previews, ([models, title]) => !/(?![\n\t])\p{Cc}/u.test(renderTerminal(models, { title, colour: true }).replaceAll(/\u001b\[\d+m/g, ""))));
  });

  it("keeps to its width", () => {
    fc.assert(fc.property(previews, fc.integer({ min: 10, max: 60 }), ([models, title], width) => renderTerminal(models, { title, colour: false, width }).split("\n").every((line) => line.length <= width)));
  });
});

describe("Every renderer, whatever the content", () => {
  it("gives the same for the same", () => {
    fc.assert(
      fc.property(previews, ([models, title]) => {
        const options = { title, colour: true, host: "github" } as const;
        for (const render of [renderMarkdown, renderTerminal, renderJson, renderHtml]) assert.deepEqual(render(models, options), render(structuredClone(models), options));
      }),
    );
  });

  it("gives JSON that is the model", () => {
    fc.assert(
      fc.property(previews, ([models, title]) => {
        const report = JSON.parse(renderJson(models, { title })) as { readonly previews: readonly PreviewModel[] };
        assert.equal(JSON.stringify(report.previews.map(({ changes }) => changes)), JSON.stringify(models.map(({ changes }) => changes)));
      }),
    );
  });
});
