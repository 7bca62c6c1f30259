import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import type { BrowserContext, Page } from "playwright-core";
import { needsExecutable } from "@moorage/testing";
import type { PreviewModel } from "../../src/model/model.ts";
import { renderHtml } from "../../src/render/html.ts";
import { EVERYTHING, many } from "./many.ts";
import { MOCK, change, changed, preview } from "./previews.ts";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
/** WCAG 2.2, level AA, of text. */
const CONTRAST = 4.5;
const LONG = "a-name-without-any-place-to-break-it".repeat(8);

/** Text that is seen, and its contrast with what is behind it. Runs in the page. */
const CONTRASTS = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => { for (let here = element; here; here = here.parentElement) { const colour = getComputedStyle(here).backgroundColor; if ((channels(colour)[3] ?? 1) === 1) return colour; } return "rgb(255, 255, 255)"; };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ""))
    .map((element) => { const [a, b] = [light(getComputedStyle(element).color), light(behind(element))]; return { text: element.textContent.slice(0, 40), contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) }; });
})()`;

describe("The page in a browser", function () {
  this.timeout(60_000);
  let folder: string | undefined;
  let context: BrowserContext;

  before(async function () {
    const executablePath = needsExecutable(this, "chromium");
    folder = mkdtempSync(join(tmpdir(), "moorage-page-"));
    context = await chromium.launchPersistentContext(join(folder, "profile"), { executablePath, args: FLAGS, headless: true });
  });

  after(async () => {
    if (folder === undefined) return;
    await (context as BrowserContext | undefined)?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Opened {
    readonly page: Page;
    readonly requests: readonly string[];
    readonly said: readonly string[];
    readonly address: string;
  }

  async function open(models: readonly PreviewModel[], { size = DESK, scheme = "light" }: { readonly size?: typeof PHONE; readonly scheme?: "light" | "dark" } = {}): Promise<Opened> {
    const path = join(folder ?? "", "preview.html");
    writeFileSync(path, renderHtml(models, { title: "board", sha: "4f1c2ab", labels: models.map(({ project, stack }) => `${project}/${stack}`) }));
    const page = await context.newPage();
    const [requests, said]: [string[], string[]] = [[], []];
    page.on("request", (request) => void requests.push(request.url()));
    page.on("console", (message) => void said.push(message.text()));
    page.on("pageerror", (error) => void said.push(error.message));
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    const address = pathToFileURL(path).href;
    await page.goto(address);
    return { page, requests, said, address };
  }

  const SHOWN: readonly (readonly [string, readonly PreviewModel[]])[] = [
    ["the mock", MOCK],
    ["one of everything", [EVERYTHING, ...MOCK]],
    ["500 resources", [many(500)]],
    ["nothing", [preview()]],
    ["names without a place to break", [preview({ project: LONG, stack: LONG, changes: [change("update", `Deployment ${LONG}`, { effect: "pods roll", properties: [changed(LONG, LONG, `${LONG}x`)] })], diagnostics: [{ severity: "warning", resource: LONG, message: LONG }], imagesBuilt: [{ name: LONG, urn: LONG }] }), preview()]],
  ];

  for (const [what, models] of SHOWN) {
    it(`says nothing on the console and asks for nothing, with ${what}`, async () => {
      const { page, requests, said, address } = await open(models);
      assert.deepEqual([said, requests], [[], [address]]);
      await page.close();
    });

    it(`fits a phone without scrolling sideways, every part opened, with ${what}`, async () => {
      const { page } = await open(models, { size: PHONE });
      await page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })");
      const widths = await page.evaluate<readonly number[]>("[document.documentElement.scrollWidth, innerWidth]");
      assert.deepEqual(widths, [PHONE.width, PHONE.width]);
      const wide = await page.evaluate<readonly string[]>("[...document.body.querySelectorAll('*')].filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < 0); }).map((one) => one.outerHTML.slice(0, 80))");
      assert.deepEqual(wide, []);
      await page.close();
    });
  }

  for (const scheme of ["light", "dark"] as const) {
    it(`can be read in ${scheme} mode`, async () => {
      const { page } = await open([EVERYTHING, ...MOCK], { scheme });
      const background = await page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
      const [sum] = [background.match(/\d+/g)?.slice(0, 3).map(Number).reduce((total, part) => total + part, 0) ?? 0];
      assert.ok(scheme === "dark" ? sum < 120 : sum > 700, background);
      const texts = await page.evaluate<readonly { readonly text: string; readonly contrast: number }[]>(CONTRASTS);
      assert.ok(texts.length > 60, String(texts.length));
      assert.deepEqual(texts.filter(({ contrast }) => contrast < CONTRAST), []);
      await page.close();
    });
  }

  it("shows 500 resources: what is destructive at once, the rest by its name until it is opened", async () => {
    const { page } = await open([many(500)], { size: PHONE });
    assert.equal(await page.locator(".card").count(), 500);
    assert.ok(await page.getByText("board/gone-000").isVisible());
    const closed = page.locator("details", { hasText: "board/component-498" });
    const line = closed.getByText("component-498:1.9.0");
    assert.deepEqual([await closed.locator("summary").isVisible(), await line.isVisible()], [true, false]);
    await closed.locator("summary").click();
    assert.ok(await line.isVisible());
    await page.close();
  });

  it("has text of a size that can be read on a phone", async () => {
    const { page } = await open([EVERYTHING], { size: PHONE });
    const smallest = await page.evaluate<number>("Math.min(...[...document.body.querySelectorAll('*')].filter((one) => one.textContent.trim() !== '').map((one) => parseFloat(getComputedStyle(one).fontSize)))");
    assert.ok(smallest >= 12, String(smallest));
    await page.close();
  });

  it("leads from the list to a preview, by keyboard too", async () => {
    const { page } = await open([EVERYTHING, ...MOCK], { size: PHONE });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.ok(page.url().endsWith("#preview-2"), page.url());
    await page.locator("#preview-2").waitFor({ state: "visible" });
    await page.close();
  });

  it("has one heading of the page and one for each preview", async () => {
    const { page } = await open([EVERYTHING, ...MOCK]);
    assert.deepEqual([await page.locator("h1").allInnerTexts(), await page.locator("h2").allInnerTexts()], [["board"], ["board/prod", "board/prod"]]);
    assert.equal(await page.title(), "board · preview of 4f1c2ab");
    await page.close();
  });
});
