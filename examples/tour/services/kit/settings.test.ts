import assert from "node:assert/strict";
import { it } from "node:test";
import { common, documents, identity, messaging, parseSettings } from "./settings.ts";

const shape = { ...common, ...documents, ...messaging, ...identity };
const right = { MONGO_URI: "mongodb://u:p@host:27017/tour?authSource=admin", NATS_URL: "nats://u:p@host:4222", JWT_ACCESS_SECRET: "s".repeat(32) };

it("settings have defaults where there is a sensible one", () => {
  const { NODE_ENV, PORT, NATS_CLUSTER_ID } = parseSettings(shape, { ...right, PORT: "" });
  assert.deepEqual([NODE_ENV, PORT, NATS_CLUSTER_ID], ["production", 3000, "tour"]);
});

it("settings that are wrong are all told at once, and none is repeated", () => {
  const wrong = { NODE_ENV: "staging", PORT: "0", MONGO_URI: "mongodb://u:hidden@host", NATS_URL: "hidden", NATS_CLUSTER_ID: "a.b", NATS_CLIENT_ID: "a b", JWT_ACCESS_SECRET: "hidden" };
  assert.throws(() => parseSettings(shape, wrong), ({ message }: Error) => {
    assert.deepEqual(message.split("\n").map((line) => line.split(" ")[0]), Object.keys(wrong));
    assert.doesNotMatch(message, /hidden|staging/);
    return true;
  });
});
