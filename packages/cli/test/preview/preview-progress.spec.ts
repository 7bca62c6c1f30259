import assert from "node:assert/strict";
import { previewProgress } from "../../src/preview/preview-progress.ts";

describe("the progress of previews", () => {
  const shown = (isTerminal: boolean, colour: boolean, use: (progress: ReturnType<typeof previewProgress>, pass: (ms: number) => void) => void): string => {
    let [text, time] = ["", 0];
    const progress = previewProgress({ isTerminal, colour, write: (piece) => void (text += piece) }, () => time);
    use(progress, (ms) => void (time += ms));
    progress.close();
    return text;
  };

  it("is plain lines in a pipe: what has begun, what is done and how long it took", () => {
    const text = shown(false, false, (progress, pass) => {
      progress.begin("dev");
      progress.seen("dev", 10, 34);
      pass(2500);
      progress.line("host: a wait");
      progress.end("dev", false);
      progress.begin("prod");
      progress.end("prod", true);
    });
    assert.equal(text, "dev: begun\nhost: a wait\ndev: done after 3 s\nprod: begun\nprod: failed after 0 s\n");
  });

  it("is one live line on a terminal, which other lines do not tear and which goes in the end", () => {
    const text = shown(true, false, (progress, pass) => {
      progress.begin("dev");
      progress.begin("prod");
      progress.seen("dev", 10, 34);
      progress.seen("prod", 3, undefined);
      progress.seen("nobody", 3, undefined);
      pass(1000);
      progress.line("a line");
    });
    assert.ok(text.endsWith("\r\u001b[2Ka line\n\r\u001b[2Kdev: 5 of 34 resources, 1 s · prod: 2 resources, 1 s\r\u001b[2K"), JSON.stringify(text));
  });

  it("says no number that cannot be right", () => {
    assert.match(shown(true, false, (progress) => {
      progress.begin("dev");
      progress.seen("dev", 20, 4);
      progress.line("");
    }), /dev: 10 resources, /);
  });

  it("has colour only where it is wanted", () => {
    const ended = (colour: boolean): string => shown(false, colour, (progress) => progress.end("dev", true));
    assert.ok(ended(true).startsWith("\u001b[31mdev: failed"));
    assert.equal(ended(false), "dev: failed\n");
  });
});
