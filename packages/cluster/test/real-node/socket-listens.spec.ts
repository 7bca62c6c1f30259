import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { socketListens } from "../../src/real-node/socket-listens.ts";
import { ScriptFolder } from "../script-folder.ts";

const LISTENER = "require('node:net').createServer().listen(process.argv[1], () => console.log('listening'))";

describe("A socket of the file system", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  it("is listened at while a program does", async () => {
    const server = createServer().listen(folder.at("a.sock"));
    await once(server, "listening");
    assert.equal(await socketListens(folder.at("a.sock")), true);
    server.close();
    await once(server, "close");
    assert.equal(await socketListens(folder.at("a.sock")), false);
  });

  it("is not listened at any more when its program was killed, though it is still there", async () => {
    const program = spawn(process.execPath, ["-e", LISTENER, folder.at("a.sock")], { stdio: ["ignore", "pipe", "inherit"] });
    await once(program.stdout, "data");
    assert.equal(await socketListens(folder.at("a.sock")), true);
    program.kill("SIGKILL");
    await once(program, "exit");
    assert.equal(existsSync(folder.at("a.sock")), true);
    assert.equal(await socketListens(folder.at("a.sock")), false);
  });

  it("is not listened at where there is none, and no file is one", async () => {
    assert.equal(await socketListens(folder.at("none.sock")), false);
    assert.equal(await socketListens(folder.write("a.txt", "")), false);
  });
});
