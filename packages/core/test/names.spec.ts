import assert from "node:assert/strict";
import fc from "fast-check";
import { clusterHostname, dnsLabelProblem, shortened } from "../src/index.ts";

const RFC_1123 = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

describe("names", () => {
  it("are good exactly when RFC 1123 says so", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9-]{0,70}$/)), (name) => {
      assert.equal(dnsLabelProblem(name) === undefined, RFC_1123.test(name), name);
    }));
  });

  it("are told which character is wrong and where", () => {
    assert.equal(dnsLabelProblem("board_api")?.problem, 'has "_" at position 6');
    assert.equal(dnsLabelProblem("Board")?.problem, 'has "B" at position 1');
    assert.equal(dnsLabelProblem("")?.problem, "is empty");
    assert.equal(dnsLabelProblem("a".repeat(64))?.problem, "has 64 characters");
    assert.equal(dnsLabelProblem("-a")?.problem, "begins or ends with -");
  });

  it("are left alone when they fit, and fit when they are shortened", () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,120}[a-z0-9]$/), fc.integer({ min: 10, max: 63 }), (name, length) => {
      const short = shortened(name, length);
      assert.ok(short.length <= length);
      assert.equal(short, shortened(name, length));
      if (name.length <= length) assert.equal(short, name);
      else assert.equal(dnsLabelProblem(short), undefined, short);
    }));
  });

  it("stay apart when they are shortened, though they begin alike", () => {
    const beginning = "a".repeat(80);
    fc.assert(fc.property(fc.nat(), fc.nat(), (one, other) => {
      fc.pre(one !== other);
      assert.notEqual(shortened(`${beginning}${one}`), shortened(`${beginning}${other}`));
    }));
  });

  it("of Services are full in the cluster", () => {
    assert.equal(clusterHostname("postgres-service", "postgresql-dev"), "postgres-service.postgresql-dev.svc.cluster.local");
  });
});
