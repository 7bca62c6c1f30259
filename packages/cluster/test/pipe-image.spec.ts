import assert from "node:assert/strict";
import { pipeImage } from "../src/pipe-image.ts";
import { ScriptFolder } from "./script-folder.ts";

const SAVES = 'printf "archive of $2"';
const READS = '/bin/cat > "$W/read"';

describe("An image on its way from the Docker engine", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  const piped = async (saves: string, reads: string, signal?: AbortSignal): ReturnType<typeof pipeImage> => pipeImage(folder.script("docker", saves), "board:1", [folder.script("reader", reads), "-"], { env: {}, signal });

  it("arrives whole, and nothing is said of either end", async () => {
    assert.deepEqual(await piped(SAVES, READS), { writer: undefined, reader: undefined });
    assert.equal(folder.read("read"), "archive of board:1");
  });

  it("may be larger than what is kept of an output", async () => {
    assert.deepEqual(await piped("/usr/bin/head -c 120000000 /dev/zero", '/usr/bin/wc -c > "$W/read"'), { writer: undefined, reader: undefined });
    assert.equal(folder.read("read").trim(), "120000000");
  });

  it("tells which end failed, and why", async () => {
    const half = await piped("echo 'no such layer' >&2; exit 1", READS);
    assert.deepEqual([half.writer?.why, half.reader], ["no such layer", undefined]);
    const refused = await piped(SAVES, `${READS}; exit 4`);
    assert.deepEqual([refused.writer, refused.reader?.why], [undefined, "exit code 4"]);
  });

  it("tells of an interruption", async () => {
    const { writer, reader } = await piped("exec /bin/sleep 30", READS, AbortSignal.timeout(150));
    assert.ok([writer, reader].some((end) => end?.isCanceled === true));
  });
});
