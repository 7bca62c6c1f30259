import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { PreviewModel } from "../../src/model/model.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import type { RenderOptions } from "../../src/render/options.ts";
import { EVERYTHING } from "./many.ts";
import { MOCK, change, changed, deletion, output, plainValue, preview, removed } from "./previews.ts";

const mock = readFileSync(new URL("mock.md", import.meta.url), "utf8");

const bodyOf = (models: readonly PreviewModel[], options: Partial<RenderOptions> = {}): string => renderMarkdown(models, { title: "board", ...options }).body;
const inOrder = (text: string, parts: readonly string[]): void => {
  const places = parts.map((part) => text.indexOf(part));
  assert.ok(!places.includes(-1), `${parts[places.indexOf(-1)] ?? ""} is missing in\n${text}`);
  assert.deepEqual(places, places.toSorted((one, other) => one - other), text);
};

describe("The comment of a preview", () => {
  it("is the mock, byte for byte, whatever the host and however often", () => {
    for (const host of [undefined, "github", "gitlab", "bitbucket-server", "azure-devops"] as const) {
      const { body } = renderMarkdown(MOCK, { title: "board", sha: "4f1c2ab9d0e1", diffHash: "…", ...(host === undefined ? {} : { host }) });
      assert.equal(body, mock);
    }
  });

  it("begins with its marker, which knows the first preview that was given and nothing that was found", () => {
    const { marker, body } = renderMarkdown([...MOCK].reverse(), { title: "board", sha: "4f1c2ab", diffHash: "9c" });
    assert.equal(marker, '<!-- moorage-preview {"stack":"dev"');
    assert.ok(body.startsWith(`${marker},"sha":"4f1c2ab","diffHash":"9c"} -->\n## 🔴 board`), body);
  });

  it("ends with one line break", () => {
    for (const models of [MOCK, [EVERYTHING], [preview()]]) assert.match(bodyOf(models), /[^\n]\n$/);
  });

  it("is one short line where nothing is to be done", () => {
    assert.equal(bodyOf([preview(), preview({ stack: "dev" })], { sha: "4f1c2ab" }), '<!-- moorage-preview {"stack":"prod","sha":"4f1c2ab"} -->\n## ⚪ board · preview of `4f1c2ab`\nNo changes in prod, dev.\n');
  });

  it("says so of drift in its own words", () => {
    assert.equal(bodyOf([preview({ about: "drift" })], { sha: "4f1c2ab" }), '<!-- moorage-preview {"stack":"prod","sha":"4f1c2ab"} -->\n## ⚪ board · drift\nNo drift in prod.\n');
  });

  it("says drift in the heading and in the table", () => {
    const body = bodyOf([preview({ about: "drift", changes: [change("update", "Deployment web", { properties: [changed("spec.replicas", "1", "2")] })] }), preview({ about: "drift", stack: "dev" })]);
    inOrder(body, ["## 🟡 board · drift\n", "| 🟡 prod | 0 | 0 | 1 | 0 | 0 | – | – |", "| ⚪ dev | no drift | | | | | – | – |"]);
  });

  it("names no commit where none is given", () => {
    assert.match(bodyOf([preview()]), /\n## ⚪ board · preview\n/);
  });

  it("shows the gravest preview first, and equals in the order given", () => {
    const models = [preview({ stack: "a" }), preview({ stack: "b", changes: [change("create", "Namespace x")] }), preview({ stack: "c", changes: [change("update", "Namespace x")] }), preview({ stack: "d", changes: [deletion("Namespace x")] }), preview({ stack: "e", failed: true }), preview({ stack: "f" })];
    inOrder(bodyOf(models), ["| ❌ e |", "| 🔴 d |", "| 🟡 c |", "| 🟢 b |", "| ⚪ a |", "| ⚪ f |"]);
    inOrder(bodyOf(models), ["### ❌ e", "### 🔴 d", "### 🟡 c", "### 🟢 b"]);
    assert.ok(!bodyOf(models).includes("### ⚪"));
  });

  it("uses the labels it is given", () => {
    const body = bodyOf([preview(), preview({ project: "counter", changes: [deletion("Namespace x")] })], { labels: ["prod", "counter/prod"] });
    inOrder(body, ["| 🔴 counter/prod |", "| ⚪ prod |"]);
    assert.ok(body.startsWith('<!-- moorage-preview {"stack":"prod"}'), body);
  });

  it("tells what is grave before what is not", () => {
    inOrder(bodyOf([EVERYTHING]), [
      "> [!CAUTION]",
      "> - **StatefulSet `board/postgres`: deleted, then made again.** Its name is fixed: expect an outage.",
      "> - **Deployment `board/web`: deleted.** Its pods stop.",
      "<summary>± StatefulSet board/postgres</summary>",
      "+ spec.serviceName: db  # cannot change in place",
      "**❌ The preview of `prod` failed.**",
      "- Deployment worker: spec.template.spec.containers[0].image: Required value\n-     the API server refused it",
      "**Policies stop this update.**",
      "- 🔴 **Deployment worker:** Containers have memory limits. worker has none. (`house-rules/limits`)",
      "- ⚠️ **Deployment board-api:** An image has no digest. (`house-rules/image-has-digest`)",
      "> - **Output `adminPassword`: a secret becomes readable for everybody who reads outputs.**",
      "<details open><summary>Outputs · 1 breaking · 1 changed</summary>",
      "- url: https://board.example.com  # breaking",
      "<summary>± Deployment board/worker-3f1: made again, then the old one deleted.</summary>",
      "<summary>~ ConfigMap board/settings · Deployment board/board-api (pods roll)</summary>",
      "<summary>~ Secret board/board-db</summary>",
      "<summary>+ Service board/metrics</summary>",
      "&#43; Namespace metrics",
      "<summary>→ ConfigMap board/legacy (taken over)</summary>",
      "**2 images to build**, at the cost of a build each: `registry/board-api:1.9.0`, `registry/board-web:1.9.0`",
      "<summary>⚠️ 1 warning</summary>",
    ]);
  });

  it("never shows what an output would expose", () => {
    assert.ok(bodyOf([EVERYTHING]).includes("Output `adminPassword`"));
    assert.ok(!/adminPassword: |shown/.test(bodyOf([EVERYTHING])));
  });

  it("only counts fields of contracts and advisories beside what is destructive, and says where they are told", () => {
    const body = bodyOf(MOCK, { artifact: "the whole" });
    assert.ok(body.includes("| ⚠️ 1 | 🔴 1 breaking |") && !body.includes("v1.url") && !body.includes("has no digest"), body);
    assert.ok(body.endsWith("\n\nWhat the table only counts is in the artifact `the whole`.\n"), body);
  });

  it("tells of fields of contracts and advisories where nothing is destructive", () => {
    const body = bodyOf(MOCK.map((model) => ({ ...model, changes: [] })), { artifact: "the whole" });
    inOrder(body, ["**Policies advise:**\n\n- ⚠️ **Deployment board-api:** An image has no digest. (`house-rules/image-has-digest`)", "<details open><summary>Outputs · 1 breaking · 1 changed</summary>", "- v1.url: https://board.example.com  # breaking"]);
    assert.ok(!body.includes("the whole"), body);
  });

  it("tells advisories beside what stops the update, whatever is destructive", () => {
    assert.ok(bodyOf([EVERYTHING]).includes("- ⚠️ **Deployment board-api:**"));
  });

  it("tells of an exposed field of a contract nevertheless", () => {
    const body = bodyOf([preview({ outputs: [output(changed("v1.key", plainValue("[secret]"), plainValue("open sesame")), { exposed: true })], changes: [deletion("Namespace x")] })]);
    assert.ok(body.includes("Output `v1.key`: a secret becomes readable") && !body.includes("sesame"), body);
  });

  it("says that a preview failed though nothing is known of why", () => {
    assert.ok(bodyOf([preview({ failed: true })]).includes("| ❌ prod | failed | | | | | – | – |\n\n**❌ The preview of `prod` failed.**\n"));
  });

  it("tells warnings where nothing changes", () => {
    const body = bodyOf([preview({ diagnostics: [{ severity: "warning", message: "the provider is old" }] })]);
    inOrder(body, ["| ⚪ prod | no changes |", "<summary>⚠️ 1 warning</summary>", "! the provider is old"]);
  });

  it("counts outputs that break nobody", () => {
    const body = bodyOf([preview({ outputs: [output(changed("url", "a", "b")), output(removed("other", "x"))] })]);
    inOrder(body, ["| 🟡 prod | 0 | 0 | 0 | 0 | 0 | – | 2 changed |", "<details><summary>Outputs · 2 changed</summary>", "- url: a", "+ url: b"]);
  });

  it("tells the first fifty of many errors, policies and warnings", () => {
    const messages = Array.from({ length: 60 }, (_, index) => `problem ${index}`);
    const body = bodyOf([preview({ failed: true, diagnostics: messages.flatMap((message) => [{ severity: "error", message }, { severity: "warning", message }]), policies: { packs: ["p"], violations: messages.map((message) => ({ policy: "p/q", mandatory: true, message })) } })]);
    assert.equal(body.match(/^- problem /gm)?.length, 50);
    assert.equal(body.match(/^! problem /gm)?.length, 50);
    assert.equal(body.match(/^- 🔴 problem /gm)?.length, 50);
    assert.equal(body.match(/^… and 10 more\.$/gm)?.length, 3);
  });

  it("clips a message of many lines", () => {
    const message = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
    const body = bodyOf([preview({ failed: true, diagnostics: [{ severity: "error", message }] })]);
    assert.ok(body.includes("-   line 40\n-   … 59 more lines\n") && !body.includes("line 41"), body);
  });
});

describe("Changes in a comment", () => {
  const update = (title: string, ...paths: readonly string[]) => change("update", title, { properties: paths.map((path) => changed(path, "1", "2")) });
  const summaries = (changes: PreviewModel["changes"]): readonly string[] => [...bodyOf([preview({ changes })]).matchAll(/<summary>(.*)<\/summary>/g)].map(([, text]) => text ?? "");

  it("share a block while nobody can take one's lines for another's", () => {
    assert.deepEqual(summaries([update("Deployment a/b", "spec.replicas"), update("Secret a/c", "data.x")]), ["~ Deployment a/b · Secret a/c"]);
  });

  it("have a block each where both change in the same place", () => {
    assert.deepEqual(summaries([update("Deployment a/b", "spec.replicas"), update("Deployment a/c", "spec.replicas")]), ["~ Deployment a/b", "~ Deployment a/c"]);
  });

  it("have a block each where metadata changes, which everything has", () => {
    assert.deepEqual(summaries([update("Deployment a/b", "spec.replicas"), update("Namespace a", "metadata.labels.x")]), ["~ Deployment a/b", "~ Namespace a"]);
  });

  it("have a block each when they are made", () => {
    assert.deepEqual(summaries([change("create", "Secret a/c", { properties: [changed("data.x", "1", "2")] }), change("create", "Deployment a/b", { properties: [changed("spec.x", "1", "2")] })]), ["+ Secret a/c", "+ Deployment a/b"]);
  });

  it("are four in a block at most", () => {
    const all = ["a", "b", "c", "d", "e"].map((place) => update(`Kind ${place}`, `${place}.x`));
    assert.deepEqual(summaries(all), ["~ Kind a · Kind b · Kind c · Kind d", "~ Kind e"]);
  });

  it("are named in a line where nothing of them is to be seen", () => {
    const body = bodyOf([preview({ changes: [change("create", "Namespace a"), change("create", "Namespace b"), change("update", "Thing c", { consequences: ["forgotten, not deleted."] })] })]);
    assert.ok(body.includes("\n\n&#43; Namespace a · Namespace b\n"), body);
    assert.ok(body.includes("\n\n~ Thing c: forgotten, not deleted.\n"), body);
  });

  it("do not show the address for which a Service is made again, but what else changes in it", () => {
    const service = (...paths: readonly string[]) => change("replace", "Service a/b", { destructive: true, consequences: ["deleted, then made again."], replaceReasons: ["spec.clusterIP"], properties: paths.map((path) => changed(path, "1", "2")) });
    assert.deepEqual(summaries([service("spec.clusterIP", "spec.clusterIPs[0]")]), []);
    assert.deepEqual(summaries([service("spec.clusterIP", "spec.ports[port=80].port")]), ["± Service a/b"]);
  });
});
