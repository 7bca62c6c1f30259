import assert from "node:assert/strict";
import { anchors, arranged } from "../src/arrangement.ts";
import { Links } from "../src/links.ts";
import { api, classEntry, constantEntry, functionEntry, typeEntry } from "./api-of.ts";

const shop = api("shop", classEntry("Shop", { args: "ShopArgs" }), functionEntry("setting"), typeEntry("Setting"), typeEntry("ShopArgs"), typeEntry("Both"));
const street = api("street", classEntry("Street"), constantEntry("LENGTH"), typeEntry("Both"), typeEntry("Number"));
const links = Links.from("shop", [shop, street]);

describe("An arrangement", () => {
  it("has the arguments of a class below it, and not among the types again", () => {
    const { classes, types } = arranged(shop);
    assert.deepEqual(classes.map(({ entry, args }) => [entry.name, args?.name]), [["Shop", "ShopArgs"]]);
    assert.deepEqual(types.map(({ name }) => name), ["Setting", "Both"]);
  });

  it("explains arguments that two classes share once", () => {
    const { classes, types } = arranged(api("shop", classEntry("A", { args: "SharedArgs" }), classEntry("B", { args: "SharedArgs" }), typeEntry("SharedArgs")));
    assert.deepEqual(classes.map(({ args }) => args?.name), ["SharedArgs", undefined]);
    assert.deepEqual(types, []);
  });

  it("leaves arguments alone that another package explains", () => {
    assert.equal(arranged(api("shop", classEntry("A", { args: "OtherArgs" }))).classes[0]?.args, undefined);
  });

  it("tells headings apart that differ in case only", () => {
    assert.deepEqual([...anchors(shop)], [["Shop", "shop"], ["ShopArgs", "shopargs"], ["setting", "setting"], ["Setting", "setting-1"], ["Both", "both"]]);
  });
});

describe("Links", () => {
  it("lead to the same page or to another", () => {
    assert.equal(links.type("Shop"), "[`Shop`](#shop)");
    assert.equal(links.type("Street"), "[`Street`](street.md#street)");
  });

  it("stand in the midst of a type", () => {
    assert.equal(links.type("Readonly<Record<string, Street>>"), "`Readonly<Record<string, `[`Street`](street.md#street)`>>`");
    assert.equal(links.type("Shop | Street"), "[`Shop`](#shop)` | `[`Street`](street.md#street)");
  });

  it("lead to the page's own when several packages have the name", () => {
    assert.equal(links.type("Both"), "[`Both`](#both)");
  });

  it("lead nowhere when two other packages have the name", () => {
    assert.equal(Links.from("third", [shop, street]).type("Both"), "`Both`");
  });

  it("do not take others' names, texts, properties or functions for ours", () => {
    for (const type of ["k8s.core.Shop", "pulumi.Input<string>", '"Shop"', "Shopping", "{ readonly setting: string }"]) assert.equal(links.type(type), `\`${type}\``, type);
  });

  it("are found in types that have some", () => {
    assert.ok(links.leads("readonly Shop[]"));
    assert.ok(!links.leads("readonly string[]"));
  });

  it("lead from a name to whatever it is", () => {
    assert.equal(links.name("setting"), "[`setting`](#setting)");
    assert.equal(links.name("LENGTH"), "[`LENGTH`](street.md#length)");
    assert.equal(links.name("unknown"), "`unknown`");
  });

  it("in prose lead to names and addresses, with words of their own or without", () => {
    assert.equal(links.prose("A {@link Shop} in a {@link Street | long street}."), "A [`Shop`](#shop) in a [long street](street.md#street).");
    assert.equal(links.prose("See {@link https://example.com the list}."), "See [the list](https://example.com).");
    assert.equal(links.prose("Like {@link Unknown} and {@linkcode Shop}."), "Like `Unknown` and [`Shop`](#shop).");
  });
});
