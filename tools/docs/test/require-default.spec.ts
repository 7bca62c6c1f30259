import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { requireDefault } from "../src/require-default.js";

const missing = (name: string, owner: string) => ({ messageId: "missing", data: { name, owner } });

describe("The lint rule for defaults", () => {
  const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });

  tester.run("require-default", requireDefault, {
    valid: [
      { name: "accepts a default behind the meaning", code: "export interface WebArgs { /** Port. @default 80 */ readonly port?: number }" },
      { name: "accepts a default on a line of its own", code: "export interface WebSettings {\n  /**\n   * Port.\n   * @default 80\n   */\n  port?: number;\n}" },
      { name: "asks nothing of required members", code: "export interface WebArgs { readonly port: number; start(): void }" },
      { name: "asks nothing of interfaces that are handed out", code: "export interface Connection { readonly authority?: string }" },
      { name: "asks nothing of interfaces that stay inside", code: "interface WebArgs { readonly port?: number }" },
      {
        name: "lets the outermost optional member speak for those in it",
        code: "export interface WebArgs { /** Changes. @default none */ readonly transform?: { readonly service?: string; readonly pod?: { readonly name?: string } } }",
      },
      { name: "leaves the parameters of function types alone", code: "export interface WebArgs { readonly change: (facts: { readonly name?: string }) => void }" },
    ],
    invalid: [
      { name: "finds no comment", code: "export interface WebArgs { readonly port?: number }", errors: [missing("port", "WebArgs")] },
      { name: "finds a comment without the tag", code: "export interface WebSettings { /** Port. */ readonly port?: number }", errors: [missing("port", "WebSettings")] },
      { name: "finds a tag that says nothing", code: "export interface WebOptions { /** Port. @default */ readonly port?: number }", errors: [missing("port", "WebOptions")] },
      { name: "finds a tag in a comment that is no doc comment", code: "export interface WebArgs { /* @default 80 */ readonly port?: number }", errors: [missing("port", "WebArgs")] },
      { name: "takes no other word for the tag", code: "export interface WebArgs { /** See the@default and @defaults 80. */ readonly port?: number }", errors: [missing("port", "WebArgs")] },
      { name: "finds optional methods", code: "export interface WebOverrides { stop?(): void }", errors: [missing("stop", "WebOverrides")] },
      {
        name: "finds optional members of inline types in required ones",
        code: "export interface WebArgs { readonly tls: { readonly issuer?: string; readonly ports: readonly { readonly name?: string }[] } }",
        errors: [missing("issuer", "WebArgs"), missing("name", "WebArgs")],
      },
      { name: "finds them in generic interfaces that extend others", code: "export interface WebArgs<T> extends Base<T> { readonly port?: T }", errors: [missing("port", "WebArgs")] },
    ],
  });
});
