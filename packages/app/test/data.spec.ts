import assert from "node:assert/strict";
import { shop, spec } from "./shop.ts";

interface Policy {
  readonly ingress: readonly { readonly from: readonly { readonly namespaceSelector?: { readonly matchLabels: Readonly<Record<string, string>> } }[] }[];
}

describe("the data of an application", () => {
  const clients = async (data: Parameters<typeof shop>[0]): Promise<readonly (string | undefined)[]> => {
    const { one } = await shop(data);
    return (spec(one("NetworkPolicy", "db")) as Policy).ingress.flatMap(({ from }) => from.map(({ namespaceSelector }) => namespaceSelector?.matchLabels["kubernetes.io/metadata.name"]));
  };

  it("lets in the application's own namespace and nobody else", async () => {
    assert.deepEqual(await clients({}), ["shop"]);
  });

  it("lets in whom its description names beside that, never instead", async () => {
    assert.deepEqual(await clients({ data: { db: { kind: "postgres", namespace: "data", clients: [{ namespace: "reports" }] }, cache: { kind: "redis" } } }), ["shop", "reports"]);
    assert.deepEqual(await clients({ data: { db: { kind: "postgres", namespace: "data", clients: [] }, cache: { kind: "redis" } } }), ["shop"]);
  });
});
