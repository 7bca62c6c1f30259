import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:tls";
import { Authority, signingKey } from "../../src/real-node/authority.ts";
import type { Identity, Subject } from "../../src/real-node/authority.ts";

const DAY_MS = 86_400_000;

describe("the authority of a real node", () => {
  const authority = new Authority("moorage");
  const root = new X509Certificate(authority.certificate);
  const issued = (subject: Subject): Identity & { readonly read: X509Certificate } => {
    const identity = authority.issue(subject);
    return { ...identity, read: new X509Certificate(identity.certificate) };
  };
  const client = issued({ name: "system:node:moorage-abcdef", group: "system:nodes" });
  const server = issued({ name: "kube-apiserver", hosts: ["localhost", "kubernetes.default.svc", "127.0.0.1", "198.18.0.2"] });

  it("vouches for itself, and may vouch for others", () => {
    assert.equal(root.ca, true);
    assert.equal(root.subject, "CN=moorage");
    assert.equal(root.issuer, root.subject);
    assert.equal(root.verify(root.publicKey), true);
  });

  it("has signed what it issues, which may vouch for nobody", () => {
    for (const { read } of [client, server]) {
      assert.equal(read.checkIssued(root), true);
      assert.equal(read.verify(root.publicKey), true);
      assert.equal(read.ca, false);
    }
  });

  it("is not mistaken for another of the same name", () => {
    const other = new X509Certificate(new Authority("moorage").certificate);
    assert.equal(client.read.verify(other.publicKey), false);
    assert.notEqual(other.fingerprint256, root.fingerprint256);
  });

  it("says who somebody is, by name and group, as Kubernetes reads it", () => {
    assert.deepEqual(client.read.subject.split("\n").sort(), ["CN=system:node:moorage-abcdef", "O=system:nodes"]);
    assert.equal(server.read.subject, "CN=kube-apiserver");
  });

  it("lets a server be asked for by each of its names and addresses, and by no other", () => {
    for (const host of ["localhost", "kubernetes.default.svc"]) assert.equal(server.read.checkHost(host), host);
    for (const address of ["127.0.0.1", "198.18.0.2"]) assert.equal(server.read.checkIP(address), address);
    assert.deepEqual([server.read.checkHost("kube-apiserver"), server.read.checkIP("198.18.0.1")], [undefined, undefined]);
  });

  it("lets who is a client be no server", () => {
    const [clientAuth, serverAuth] = ["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1"];
    assert.deepEqual(client.read.keyUsage, [clientAuth]);
    assert.deepEqual([...server.read.keyUsage].sort(), [serverAuth, clientAuth].sort());
    assert.equal(client.read.subjectAltName, undefined);
  });

  it("gives each certificate the key that belongs to it, and to no other", () => {
    for (const { key, read } of [client, server]) assert.equal(read.checkPrivateKey(createPrivateKey(key)), true);
    assert.equal(client.read.checkPrivateKey(createPrivateKey(server.key)), false);
  });

  it("dates everything for years, from yesterday: clocks of a machine and its nodes need not be the same", () => {
    for (const { validFrom, validTo } of [root, client.read, server.read]) {
      assert.ok(Date.parse(validFrom) < Date.now() - DAY_MS / 2, validFrom);
      assert.ok(Date.parse(validTo) > Date.now() + 5 * 365 * DAY_MS, validTo);
    }
  });

  it("numbers what it signs, each differently, by numbers that every reader takes", () => {
    const numbers = [root, client.read, server.read].map(({ serialNumber }) => serialNumber);
    assert.equal(new Set(numbers).size, numbers.length);
    // Positive, no longer than 20 bytes, and without a byte that could be left out.
    for (const number of numbers) assert.match(number, /^[0-7][0-9A-F]{1,39}$/);
    for (const number of numbers) assert.doesNotMatch(number, /^00/);
  });

  it("is believed by the other end of a connection, in both directions", async () => {
    const listening = createServer({ cert: server.certificate, key: server.key, ca: authority.certificate, requestCert: true, rejectUnauthorized: true }, (socket) => socket.end("hello"));
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    const { port } = listening.address() as AddressInfo;
    try {
      const socket = connect({ host: "127.0.0.1", port, servername: "localhost", ca: authority.certificate, cert: client.certificate, key: client.key });
      assert.equal(String((await once(socket, "data"))[0]), "hello");
      const stranger = connect({ host: "127.0.0.1", port, servername: "localhost", ca: new Authority("moorage").certificate });
      const [error] = (await once(stranger, "error")) as [NodeJS.ErrnoException];
      assert.match(error.message, /certificate|signature/);
      stranger.destroy();
      socket.destroy();
    } finally {
      listening.close();
    }
  });
});

describe("a key that tokens are signed with", () => {
  it("signs what its other half believes, and is another one each time", () => {
    const key = signingKey();
    assert.match(key, /^-----BEGIN RSA PRIVATE KEY-----/);
    const token = Buffer.from("a token");
    const signature = sign("sha256", token, key);
    assert.equal(verify("sha256", token, createPublicKey(key), signature), true);
    assert.notEqual(signingKey(), key);
  });

  it("is long enough for Kubernetes", () => assert.ok((createPrivateKey(signingKey()).asymmetricKeyDetails?.modulusLength ?? 0) >= 2048));
});
