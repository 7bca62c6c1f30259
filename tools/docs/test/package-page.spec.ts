import assert from "node:assert/strict";
import type { Entry } from "../src/api.ts";
import { indexPage } from "../src/index-page.ts";
import { Links } from "../src/links.ts";
import { packagePage } from "../src/package-page.ts";
import { api, classEntry, constantEntry, doc, functionEntry, property, typeEntry } from "./api-of.ts";

/** The page of a package that exports these. */
function page(entries: readonly Entry[], values: Readonly<Record<string, unknown>> = {}): string {
  const shop = api("shop", ...entries);
  return packagePage(shop, { links: Links.from("shop", [shop]), values });
}

/** The lines under a heading, up to the next one. */
function under(heading: string, text: string): readonly string[] {
  const lines = text.split("\n").filter((line) => line !== "");
  const after = lines.slice(lines.indexOf(heading) + 1);
  const end = after.findIndex((line) => line.startsWith("#"));
  return end === -1 ? after : after.slice(0, end);
}

describe("The page of a package", () => {
  it("says where its words come from and has one newline at its end", () => {
    const text = page([functionEntry("open")]);
    assert.match(text, /^<!-- Made by `pnpm run docs` .* packages\/shop: .* -->\n\n# @fixtures\/shop\n\nThe package shop\.\n/);
    assert.match(text, /[^\n]\n$/);
  });

  it("has no section for what the package does not export", () => {
    assert.doesNotMatch(page([typeEntry("Hours")]), /## (?:Functions|Constants|Fields|Methods)/);
  });

  it("lists what is exported: classes, functions, constants, types", () => {
    const rows = page([typeEntry("Hours"), constantEntry("MOST"), functionEntry("open"), classEntry("Shop")]).split("\n").filter((line) => /^\| \[/.test(line));
    assert.deepEqual(rows.map((row) => /`(\w+)`/.exec(row)?.[1]), ["Shop", "open", "MOST", "Hours"]);
  });

  it("shows how a class is made, what that throws and what it has", () => {
    const construction = { name: "constructor", signatures: ["new Shop(name: string)"], parameters: [property("name", "string", { doc: doc("Over the door.") })], doc: doc("", { throws: ["Error when it rains", "TypeError at night."] }) };
    const shop = classEntry("Shop", { construction, fields: [property("door", "string | undefined", { doc: doc("Front.") })], methods: [functionEntry("close")] });
    const text = page([shop]);
    assert.deepEqual(under("## Shop", text), ["Shop is a class.", "```typescript", "new Shop(name: string)", "```", "- `name` (`string`): Over the door.", "Throws `Error` when it rains.", "Throws `TypeError` at night."]);
    assert.deepEqual(under("### Fields", text).slice(2), ["| `door` | `string \\| undefined` | Front. |"]);
    assert.deepEqual(under("### Methods", text), ["```typescript", "close(): void", "```", "close is a function."]);
  });

  it("does not say how to make a class that only others are made of", () => {
    assert.deepEqual(under("## Shop", page([classEntry("Shop")])), ["Shop is a class."]);
  });

  it("tells required, optional and defaulted properties apart", () => {
    const properties = [property("a", "string"), property("b", "string", { optional: true }), property("c", "string", { optional: true, doc: doc("C.", { fallback: "`a`" }) })];
    assert.deepEqual(under("### Hours", page([typeEntry("Hours", { properties })])).slice(3), ["| `a` | `string` | **required** |  |", "| `b` | `string` | optional |  |", "| `c` | `string` | `a` | C. |"]);
  });

  it("puts the alternatives of a long type on a line each", () => {
    assert.deepEqual(under("### Hours", page([typeEntry("Hours", { definition: ['"day"', '"night"'] })])), ["Hours is a type.", '`"day" | "night"`']);
    const long = ["first", "second"].map((word) => `"${word.repeat(10)}"`);
    assert.deepEqual(under("### Hours", page([typeEntry("Hours", { definition: long })])), ["Hours is a type.", ...long.map((one) => `- \`${one}\``)]);
  });

  it("shows all that a function's comment says", () => {
    const example = "```ts\nopen();\n```";
    const open = functionEntry("open", { parameters: [property("at", "Hours", { doc: doc("", { fallback: "8" }) }), property("quiet", "boolean")], doc: doc("Opens.", { returns: "nothing", see: ["https://example.com"], examples: [example] }) });
    assert.deepEqual(under("### open", page([open, typeEntry("Hours")])).slice(3), ["Opens.", "- `at` ([`Hours`](#hours)): Default: 8.", "Returns nothing.", "```ts", "open();", "```", "See https://example.com"]);
  });

  it("shows constants with the meaning of their parts, or whole", () => {
    const text = page([constantEntry("MOST", { meanings: { shops: "Per street." } }), constantEntry("LEAST"), constantEntry("made")], { MOST: { shops: 3, doors: ["a"] }, LEAST: { shops: 1 }, made: () => 1 });
    assert.deepEqual(under("### MOST", text).slice(3), ["| `shops` | `3` | Per street. |", '| `doors` | `["a"]` |  |']);
    assert.deepEqual(under("### LEAST", text).slice(1), ["```json", "{", '  "shops": 1', "}", "```"]);
    assert.deepEqual(under("### made", text), ["made is a constant."]);
  });
});

describe("The list of pages", () => {
  it("has a line for each package, with its classes if it has any", () => {
    const text = indexPage([api("shop", classEntry("Shop"), classEntry("Till")), api("core", functionEntry("open"))]);
    assert.deepEqual(text.split("\n").filter((line) => line.startsWith("- ")), ["- [shop](shop.md): The package shop. `Shop`, `Till`.", "- [core](core.md): The package core."]);
  });
});
