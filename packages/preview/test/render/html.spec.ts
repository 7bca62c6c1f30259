import assert from "node:assert/strict";
import type { PreviewModel } from "../../src/model/model.ts";
import { renderHtml } from "../../src/render/html.ts";
import type { RenderOptions } from "../../src/render/options.ts";
import { EVERYTHING, many } from "./many.ts";
import { MOCK, preview } from "./previews.ts";

const pageOf = (models: readonly PreviewModel[], options: Partial<RenderOptions> = {}): string => renderHtml(models, { title: "board", ...options });

describe("Previews as a page", () => {
  it("have a language, a title and a first line that tells what they are", () => {
    const page = pageOf(MOCK, { sha: "4f1c2ab9", diffHash: "9c" });
    assert.ok(page.startsWith('<!doctype html>\n<!-- moorage-preview {"stack":"prod","sha":"4f1c2ab","diffHash":"9c"} -->\n<html lang="en">\n'), page.slice(0, 300));
    assert.ok(page.includes("<title>board · preview of 4f1c2ab</title>"));
  });

  it("need nothing else: no script, no address, and rules that forbid both", () => {
    const page = pageOf([EVERYTHING, ...MOCK]);
    assert.ok(page.includes(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"`), page.slice(0, 600));
    assert.ok(!/<script|<img|<iframe|@import|url\(/.test(page));
    assert.deepEqual([...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address), ["data:,", "#preview-1", "#preview-2"]);
  });

  it("tell everything, what is grave first", () => {
    const page = pageOf([EVERYTHING]);
    const parts = ["Stops or loses something", "deleted, then made again. Its name is fixed: expect an outage.", "Errors", "Required value\n  the API server refused it", "Policies", "mandatory: stops the update", "· advisory", "Outputs", "A secret becomes readable for everybody", "Who reads it may fail.", "To replace", "To update", "pods roll", "To create", "To import", "Images to build", "Warnings"];
    const places = parts.map((part) => page.indexOf(part));
    assert.ok(!places.includes(-1), parts[places.indexOf(-1)]);
    assert.deepEqual(places, places.toSorted((one, other) => one - other));
  });

  it("show lines as what comes, what goes and what changes unseen", () => {
    const page = pageOf([EVERYTHING]);
    for (const line of ["<del>- spec.serviceName: postgres</del>", "<ins>+ spec.serviceName: db  # cannot change in place</ins>", "<mark>! data.password: [secret] (changed)</mark>", "<i>    … 2 lines as before</i>"]) assert.ok(page.includes(line), line);
    assert.ok(!page.includes("adminPassword: shown"));
  });

  it("list several previews, and lead to those that have something to say", () => {
    const page = pageOf([preview({ stack: "dev" }), ...MOCK.slice(0, 1)]);
    assert.ok(page.includes('<a href="#preview-1">') && page.includes('<section id="preview-1">'));
    assert.ok(!page.includes("preview-2") && page.includes("no changes"));
  });

  it("are one section without a list for one preview", () => {
    for (const model of [EVERYTHING, preview()]) {
      const page = pageOf([model]);
      assert.ok(!page.includes("<nav") && page.includes('<section id="preview-1">'));
    }
  });

  it("say in words what colours say", () => {
    for (const [model, state] of [[preview(), "no changes"], [preview({ about: "drift" }), "no drift"], [EVERYTHING, "failed"], [MOCK[0] ?? preview(), "destructive changes"]] as const) assert.ok(pageOf([model]).includes(`<span class="state">${state}</span>`), state);
    assert.ok(pageOf([preview({ outputs: MOCK[0]?.outputs ?? [] })]).includes('<span class="state">outputs at risk</span>'));
  });

  it("open few resources, and leave many closed", () => {
    assert.ok(pageOf(MOCK).includes('<details class="card update" open>'));
    assert.ok(!pageOf([many(500)]).includes(" open>"));
  });

  it("escape what they are given", () => {
    const page = pageOf([preview({ stack: "<b>'\"&" })], { title: "</title><script>", labels: ["<b>'\"&"] });
    assert.ok(page.includes("<title>&lt;/title&gt;&lt;script&gt; · preview</title>"), page);
    assert.ok(page.includes("&lt;b&gt;&#39;&quot;&amp;</h2>"), page);
  });
});
