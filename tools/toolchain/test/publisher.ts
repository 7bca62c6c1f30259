import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A stand-in for the publishers of official files, by `host/path`. */
export class Publisher {
  readonly files = new Map<string, string | Buffer>();
  readonly asked: string[] = [];
  readonly #server: Server = createServer((request, response) => {
    const path = (request.url ?? "").slice(1);
    this.asked.push(`${request.method ?? ""} ${path}`);
    const file = this.files.get(path);
    response.writeHead(file === undefined ? 404 : 200).end(request.method === "HEAD" ? undefined : file);
  });

  /** Begins to answer. @returns its address */
  async open(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
