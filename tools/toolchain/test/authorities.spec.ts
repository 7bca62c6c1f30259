import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownAuthorities } from "../parts/base-image/authorities.ts";

const certificate = (text: string): string => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`;

describe("the authorities of a machine's own", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "moorage-authorities-"));
    mkdirSync(join(root, "packaged", "mozilla"), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const own = (): readonly string[] => ownAuthorities({ bundle: join(root, "bundle"), packaged: join(root, "packaged") });
  const bundle = (...texts: readonly string[]): void => writeFileSync(join(root, "bundle"), texts.map((text) => `${certificate(text)}\n`).join(""));
  const packaged = (name: string, text: string): void => writeFileSync(join(root, "packaged", "mozilla", name), `${certificate(text)}\n`);

  it("are those that are trusted and came with no package, in their order, each once", () => {
    packaged("one.crt", "one");
    bundle("proxy", "one", "company", "proxy");
    assert.deepEqual(own(), [certificate("proxy"), certificate("company")]);
  });

  it("are none where everything came with the package", () => {
    packaged("one.crt", "one");
    bundle("one");
    assert.deepEqual(own(), []);
  });

  it("are none on a machine that keeps no such bundle", () => {
    rmSync(join(root, "packaged"), { recursive: true });
    assert.deepEqual(own(), []);
  });

  it("do not depend on how lines end", () => {
    writeFileSync(join(root, "packaged", "mozilla", "one.crt"), certificate("one").replaceAll("\n", "\r\n"));
    bundle("one");
    assert.deepEqual(own(), []);
  });
});
