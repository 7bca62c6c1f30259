import assert from "node:assert/strict";
import fc from "fast-check";
import { readPreview } from "../../src/model/index.ts";
import { CONFIG_MAP, DEPLOYMENT, SERVICE, SOURCE, SUCCEEDED, begins, deployment, ends, modelOf, object, outputs, printed, urn } from "./streams.ts";

const update = begins({ op: "update", type: CONFIG_MAP, name: "a", old: object("a", { data: { x: "1" } }), new: object("a", { data: { x: "2" } }) });
const digest = {
  steps: [{ op: "update", urn: urn(CONFIG_MAP, "a"), oldState: { custom: true, type: CONFIG_MAP, inputs: object("a", { data: { x: "1" } }) }, newState: { custom: true, type: CONFIG_MAP, inputs: object("a", { data: { x: "2" } }) } }],
  changeSummary: { update: 1 },
};

describe("preview that is read", () => {
  it("is whose it is said to be", () => {
    const { project, stack, about } = readPreview(printed(SUCCEEDED), SOURCE);
    assert.deepEqual([project, stack, about], ["board", "prod", "plan"]);
  });

  it("is the same from events and from a digest, on one line or on many", () => {
    const { changes } = readPreview(printed(update, SUCCEEDED), SOURCE);
    assert.equal(changes.length, 1);
    for (const text of [JSON.stringify(digest), JSON.stringify(digest, undefined, 4), `${JSON.stringify(digest, undefined, 4)}\n`, JSON.stringify(digest, undefined, 4).replaceAll("\n", "\r\n")]) {
      const model = readPreview(text, SOURCE);
      assert.deepEqual(model.changes, changes);
      assert.ok(!model.failed);
    }
  });

  it("passes over what is no event", () => {
    const noise = ["warning: A new version of Pulumi is available", "", "{", "}", '{"level":"info"}', "{broken", "[1,2]", "null", '"text"'];
    const lines = printed(update, SUCCEEDED).split("\n").flatMap((line, index) => [noise[index % noise.length] ?? "", line, ...noise]);
    assert.deepEqual(readPreview(lines.join("\n"), SOURCE), readPreview(printed(update, SUCCEEDED), SOURCE));
  });

  it("passes over what stands around a digest", () => {
    const text = `warning: something\n${JSON.stringify(digest, undefined, 4)}\nerror: something else`;
    assert.equal(readPreview(text, SOURCE).changes.length, 1);
  });

  it("takes lines that end as Windows ends them", () => {
    assert.deepEqual(readPreview(printed(update, SUCCEEDED).replaceAll("\n", "\r\n"), SOURCE), readPreview(printed(update, SUCCEEDED), SOURCE));
  });

  it("failed where there is none, and shows nothing of what was printed", () => {
    for (const text of ["", "error: passphrase hunter2 is wrong", "{}", "{\n}\n", "\u0000"]) {
      const model = readPreview(text, SOURCE);
      assert.ok(model.failed);
      assert.deepEqual(model.diagnostics, [{ severity: "error", message: "the engine printed no preview" }]);
    }
  });

  it("failed wherever it is cut off", () => {
    const whole = printed(update, ends({ op: "update", type: CONFIG_MAP, name: "a", old: object("a"), new: object("a") }), outputs({ a: 1 }, {}), SUCCEEDED);
    assert.ok(!readPreview(whole, SOURCE).failed);
    fc.assert(fc.property(fc.nat(whole.trimEnd().length - 1), (length) => assert.ok(readPreview(whole.slice(0, length), SOURCE).failed)));
  });

  it("never throws, whatever is printed", () => {
    const line = fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((value) => JSON.stringify({ resourcePreEvent: { metadata: value } })), fc.jsonValue().map((value) => JSON.stringify({ steps: value })));
    fc.assert(fc.property(fc.array(line), (lines) => assert.equal(readPreview(lines.join("\n"), SOURCE).project, "board")));
  });

  it("does not depend on the order in which resources were mentioned", () => {
    const events = [
      update,
      begins({ op: "create", type: SERVICE, name: "s", new: object("s", { spec: { a: "1" } }) }),
      begins({ op: "delete", type: SERVICE, name: "d", old: object("d") }),
      begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment(), new: deployment({ image: "b" }, { replicas: 4 }) }),
      ends({ op: "same", type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", name: "h", old: {}, new: object("h", { spec: { scaleTargetRef: { kind: "Deployment", name: "board-api" } } }) }),
      outputs({ a: 1, b: 2 }, { a: 2 }),
      { policyEvent: { policyName: "p", policyPackName: "k", enforcementLevel: "advisory", message: "m" } },
      { policyEvent: { policyName: "q", policyPackName: "k", enforcementLevel: "advisory", message: "m" } },
    ];
    const expected = modelOf(events);
    fc.assert(fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => assert.deepEqual(modelOf(shuffled), expected)));
  });

  it("does not depend on the order of lists", () => {
    const env = [{ name: "A", value: "1" }, { name: "B", value: "2" }, { name: "C", value: "3" }];
    const ports = [{ containerPort: 80 }, { containerPort: 81 }];
    const volumeMounts = [{ mountPath: "/a", name: "x" }, { mountPath: "/b", name: "x" }];
    const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    fc.assert(fc.property(shuffled(env), shuffled(ports), shuffled(volumeMounts), (e, p, m) => {
      const detailed = Object.fromEntries([0, 1, 2].flatMap((index) => ["name", "value"].map((key) => [`spec.template.spec.containers[0].env[${index}].${key}`, "update"])));
      const { changes } = modelOf([begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment({ env, ports, volumeMounts }), new: deployment({ env: e, ports: p, volumeMounts: m }), detailed })]);
      assert.deepEqual(changes, []);
    }));
  });

  it("is about drift where that is asked", () => {
    const given = { op: "refresh", type: CONFIG_MAP, name: "a", old: object("a", { data: { x: "1" } }), new: object("a", { data: { x: "2" } }), detailed: { "data.x": "update" } };
    const { about, changes } = readPreview(printed(begins(given), ends(given), update, SUCCEEDED), { ...SOURCE, about: "drift" });
    assert.equal(about, "drift");
    assert.deepEqual(changes.flatMap(({ properties }) => properties.map(({ path }) => path)), ["data.x"]);
  });
});
