import assert from "node:assert/strict";
import fc from "fast-check";
import { resolveUrl } from "@moorage/testing";
import { dialectOf } from "../src/dialects.ts";
import { nginx } from "../src/nginx.ts";
import { pathSlug } from "../src/path-slug.ts";
import { standard } from "../src/standard.ts";
import { traefik } from "../src/traefik.ts";
import { resolveRoute } from "../src/index.ts";
import type { IngressRoutesSettings } from "../src/index.ts";
import { anyUrl, goodRoutes } from "./arbitrary.ts";
import { lines, route } from "./made.ts";
import { meant, rendered, told } from "./rendered.ts";

describe("The dialect of a class", () => {
  it("is that of the controller it is named after, or only what Kubernetes defines", () => {
    const expected = { traefik, "traefik-internal": traefik, nginx, "nginx-public": nginx, haproxy: standard, traefiklike: standard, "my-traefik": standard, constructor: standard, "": standard };
    assert.deepEqual(Object.keys(expected).map(dialectOf), Object.values(expected));
  });
});

describe("What any other controller is told", () => {
  const settings: IngressRoutesSettings = { className: "haproxy", routes: [route("/"), route("/api", "exact"), route("/[0-9]", "regex"), route("/cart", "prefix", { stripPrefix: true })] };

  it("is one object with paths as Kubernetes defines them", () => {
    assert.deepEqual(standard.parts(settings.routes.slice(0, 2)).map(({ suffix, annotations, paths }) => [suffix, annotations, paths.map(({ path, pathType }) => `${pathType} ${path}`)]), [["", {}, ["Prefix /", "Exact /api"]]]);
  });

  it("is understood by any controller that keeps to what Kubernetes defines", async () => {
    const plain = goodRoutes.map((routes) => told(routes.filter(({ match, stripPrefix = false }) => match !== "regex" && !stripPrefix))).filter(({ length }) => length > 0);
    await fc.assert(fc.asyncProperty(plain, fc.array(fc.tuple(fc.constantFrom("shop.example.com", "other.example.com", "example.org"), anyUrl), { minLength: 20, maxLength: 20 }), async (routes, asked) => {
      const objects = await rendered("haproxy", routes);
      for (const [host, url] of asked) assert.deepEqual(resolveUrl(objects, "conforming", `http://${host}${url}`), meant(resolveRoute(routes, host, url), url), `${host}${url}`);
    }), { numRuns: 100 });
  });

  it("is nothing that it has no words for, unless the author has them", () => {
    assert.deepEqual(lines("x", standard.problems("x", settings)), [
      'routes./[0-9]: is a regular expression, and how "haproxy" is told so is not known here',
      'routes./cart: is to lose its prefix, and how "haproxy" is told so is not known here',
    ]);
    assert.deepEqual(standard.problems("x", { ...settings, annotations: { "haproxy.org/path-rewrite": "/" } }), []);
    assert.deepEqual([traefik, nginx].flatMap((each) => each.problems("x", settings)), []);
  });
});

describe("A path as a part of a name", () => {
  it("is itself where it may, else short and of its own", () => {
    assert.equal(pathSlug("/api"), "api");
    const slugs = ["/a/b", "/a-b", "/a.b", "/A", "/a/", `/${"a".repeat(41)}`].map(pathSlug);
    for (const slug of slugs) assert.match(slug, /^[0-9a-f]{8}$/);
    assert.equal(new Set(slugs).size, slugs.length);
  });
});
