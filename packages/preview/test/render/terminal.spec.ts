import assert from "node:assert/strict";
import type { PreviewModel } from "../../src/model/model.ts";
import { renderTerminal } from "../../src/render/terminal.ts";
import type { TerminalOptions } from "../../src/render/terminal.ts";
import { EVERYTHING } from "./many.ts";
import { MOCK, change, output, added, preview } from "./previews.ts";

const shown = (models: readonly PreviewModel[], options: Partial<TerminalOptions> = {}): string => renderTerminal(models, { title: "board", colour: false, ...options });

describe("Previews on a terminal", () => {
  it("are plain lines on a pipe, with everything that the comment only counts", () => {
    assert.equal(
      shown(MOCK, { sha: "4f1c2ab9d0e1" }),
      [
        "board · preview of 4f1c2ab",
        "",
        "prod  ± 1 to replace, ~ 2 to update, 2 outputs to change",
        "  ± Service board/web: deleted, then made again. Its name is fixed: expect an outage.",
        "      + spec.clusterIP: None  # cannot change in place",
        "  advisory house-rules/image-has-digest: Deployment board-api: An image has no digest.",
        "  outputs",
        "      - v1.url: https://board.example.com  # breaking",
        "      - contract.schemaHash: 1f",
        "      + contract.schemaHash: 2e",
        "  ~ Deployment board/board-api (pods roll)",
        "      - spec.replicas: 3",
        "      + spec.replicas: 6",
        "      - containers[name=board-api].image: registry/board-api:1.8.2",
        "      + containers[name=board-api].image: registry/board-api:1.9.0",
        "  ~ Secret board/board-db",
        "      ! data.password: [secret] (changed)",
        "",
        "dev  no changes",
        "",
      ].join("\n"),
    );
  });

  it("tell what is grave first, in every kind", () => {
    const text = shown([EVERYTHING]);
    const parts = [
      "prod  failed\n",
      "  ± StatefulSet board/postgres: deleted, then made again.",
      "  − Deployment board/web: deleted. Its pods stop.",
      "  error: Deployment worker: spec.template.spec.containers[0].image: Required value\n        the API server refused it",
      "  mandatory house-rules/limits: Deployment worker: Containers have memory limits.\n      worker has none.",
      "  advisory house-rules/image-has-digest",
      "      ! adminPassword: [secret] (changed)  # a secret becomes readable",
      "      - url: https://board.example.com  # breaking",
      "      + replicas: 6",
      "  ± Deployment board/worker-3f1: made again, then the old one deleted.",
      "  ~ ConfigMap board/settings\n      ! data[\"application.yaml\"]:",
      "  + Service board/metrics",
      "  → ConfigMap board/legacy (taken over)",
      "  * image registry/board-api:1.9.0 is built",
      "  warning: the provider is old",
    ];
    const places = parts.map((part) => text.indexOf(part));
    assert.ok(!places.includes(-1), `${parts[places.indexOf(-1)] ?? ""}\n${text}`);
    assert.deepEqual(places, places.toSorted((one, other) => one - other));
  });

  const summaries: readonly (readonly [string, PreviewModel, string])[] = [
    ["nothing", preview(), "prod  no changes\n"],
    ["no drift", preview({ about: "drift" }), "prod  no drift\n"],
    ["a failure", preview({ failed: true }), "prod  failed\n"],
    ["images", preview({ imagesBuilt: [{ name: "web:1", urn: "u" }] }), "prod  1 image to build\n"],
    ["outputs alone", preview({ outputs: [output(added("url", "x"))] }), "prod  1 output to change\n"],
    ["what has no count", preview({ changes: [change("read", "ConfigMap x")] }), "prod  1 change\n"],
  ];
  for (const [what, model, expected] of summaries) it(`sum up ${what}`, () => assert.ok(shown([model]).includes(expected), shown([model])));

  it("are in colour where that is wanted, and say the same", () => {
    const coloured = shown([EVERYTHING, ...MOCK], { colour: true });
    // eslint-disable-next-line no-control-regex
    const escapes = /\u001b\[\d+m/g;
    assert.ok(coloured.match(escapes) !== null);
    assert.equal(coloured.replaceAll(escapes, ""), shown([EVERYTHING, ...MOCK]));
    assert.ok(coloured.includes("\u001b[31m    - spec.replicas: 3\u001b[39m"), coloured);
  });

  it("cut off what is too wide, never a colour", () => {
    const text = shown(MOCK, { width: 30 });
    assert.ok(text.split("\n").every((line) => line.length <= 30), text);
    assert.ok(text.includes("  ± Service board/web: delete…\n"), text);
    // eslint-disable-next-line no-control-regex
    assert.equal(shown(MOCK, { width: 30, colour: true }).replaceAll(/\u001b\[\d+m/g, ""), text);
  });

  it("use the labels they are given, the gravest first", () => {
    assert.match(shown([preview(), ...MOCK], { labels: ["a", "counter/prod", "b"] }), /\ncounter\/prod {2}[^]*\na {2}no changes\n\nb {2}no changes\n$/);
  });
});
