import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { NamespaceReference } from "@moorage/core";
import { valueOf } from "@moorage/testing";
import { inPlaces, mapped, placeProblems } from "../src/places.ts";

const reference = (plainName: string): NamespaceReference => ({ plainName, name: pulumi.output(plainName) });

describe("Places of a Secret", () => {
  it("are its own namespace, under the logical name it always had, and further ones under theirs", async () => {
    const { own, further } = inPlaces("AppSecret web", "web", { namespace: "shop", namespaces: [reference("jobs"), reference("search")] }, (place) => place);
    assert.deepEqual(own, { logicalName: "web", namespace: "shop" });
    assert.deepEqual([...further].map(([plainName, { logicalName }]) => [plainName, logicalName]), [["jobs", "web.jobs"], ["search", "web.search"]]);
    for (const [plainName, { namespace }] of further) assert.equal(await valueOf(namespace), plainName);
  });

  it("are one when nothing is said of further ones", () => {
    assert.equal(inPlaces("AppSecret web", "web", { namespace: "shop" }, (place) => place).further.size, 0);
  });

  it("have logical names that no other component can have by chance", () => {
    const names = (logicalName: string, namespace: string): readonly string[] => [...inPlaces("", logicalName, { namespace: "shop", namespaces: [reference(namespace)] }, (place) => place.logicalName).further.values()];
    assert.notDeepEqual(names("web", "a-b"), names("web-a", "b"));
  });

  it("wait for each further namespace, and fail when that turns out to be its own", async () => {
    const { further } = inPlaces("AppSecret web", "web", { namespace: pulumi.output("shop"), namespaces: [reference("jobs"), reference("shop")] }, ({ namespace }) => namespace);
    assert.equal(await valueOf(further.get("jobs")!), "jobs");
    await assert.rejects(valueOf(further.get("shop")!), { message: 'AppSecret web: namespaces: is given twice; got "shop"; expected each namespace once' });
  });

  it("are refused before anything is made when they are given twice and that is known", () => {
    const twice = [{ path: "AppSecret web: namespaces", problem: "is given twice", got: '"jobs"', expected: "each namespace once" }];
    assert.deepEqual(placeProblems("AppSecret web", { namespace: "shop", namespaces: [reference("jobs"), reference("jobs")] }), twice);
    assert.deepEqual(placeProblems("AppSecret web", { namespace: "jobs", namespaces: [reference("jobs")] }), twice);
    assert.deepEqual(placeProblems("AppSecret web", { namespace: pulumi.output("jobs"), namespaces: [reference("jobs")] }), []);
    assert.deepEqual(placeProblems("AppSecret web", { namespace: "shop" }), []);
  });

  it("are mapped without losing one", () => {
    assert.deepEqual([...mapped(new Map([["a", 1], ["b", 2]]), (made) => made * 2)], [["a", 2], ["b", 4]]);
  });
});
