import assert from "node:assert/strict";
import { join } from "node:path";
import { ESLint } from "eslint";

const ROOT = join(import.meta.dirname, "..", "..", "..");

/** Rules that a text breaks where a file of the repository has it. */
async function broken(file: string, text: string): Promise<readonly string[]> {
  const [result] = await new ESLint({ cwd: ROOT }).lintText(text, { filePath: join(ROOT, file) });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

describe("The lint rules for doc comments", function () {
  this.timeout(60_000);
  const documented = join("packages", "core", "src", "frozen.ts");

  const cases: readonly { readonly title: string; readonly text: string; readonly rules: readonly string[] }[] = [
    { title: "an exported interface", text: "export interface Kiosk { /** Why. */ readonly a: string }", rules: ["jsdoc/require-jsdoc"] },
    { title: "an exported type", text: "export type Kiosk = string;", rules: ["jsdoc/require-jsdoc"] },
    { title: "an exported class", text: "export class Kiosk { /** Why. */ a = 1; }", rules: ["jsdoc/require-jsdoc"] },
    { title: "an exported function", text: "export function kiosk(): void {}", rules: ["jsdoc/require-jsdoc"] },
    { title: "a property", text: "/** Why. */\nexport interface Kiosk { readonly a: string }", rules: ["members/require-jsdoc"] },
    { title: "a property whose comment says nothing", text: "/** Why. */\nexport interface Kiosk {\n  /** @default 1 */\n  readonly a?: number;\n}", rules: ["members/require-description"] },
    { title: "a method of an interface", text: "/** Why. */\nexport interface Kiosk { open(): void }", rules: ["members/require-jsdoc"] },
    { title: "a method of a class", text: "/** Why. */\nexport class Kiosk { open(): number { return this.#hidden(); } #hidden(): number { return 1; } }", rules: ["members/require-jsdoc"] },
    { title: "a property of an inline type", text: "/** Why. */\nexport interface Kiosk { /** Why. */ readonly a: { readonly b: string } }", rules: ["members/require-jsdoc"] },
    { title: "what is left out", text: "/** Why. */\nexport interface KioskArgs {\n  /** Why. */\n  readonly a?: number;\n}", rules: ["house/require-default"] },
  ];
  for (const { title, text, rules } of cases) {
    it(`find ${title} without the words for it`, async () => {
      assert.deepEqual(await broken(documented, `${text}\n`), rules);
    });
  }

  it("ask for no comment on what is not exported, nor on parameters of function types", async () => {
    assert.deepEqual(await broken(documented, "interface Kiosk { readonly a?: string }\n/** Why. */\nexport interface Street { /** Why. */ readonly call: (kiosk: Kiosk | { readonly b: string }) => void }\n"), []);
  });

  it("ask for less where no page is made", async () => {
    assert.deepEqual(await broken(join("packages", "testing", "src", "value-of.ts"), "/** Why. */\nexport interface KioskArgs { readonly a?: string }\n"), []);
  });
});
