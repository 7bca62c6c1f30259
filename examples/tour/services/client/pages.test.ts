import assert from "node:assert/strict";
import { it } from "node:test";
import { listPage, tourPage } from "./pages.ts";

const tour = { id: "1", title: `<script>"&'`, summary: "<b>", days: 1, price: 1999, currency: "USD" };

it("a page has nothing in it that users wrote as HTML", () => {
  const page = tourPage(tour);
  assert.match(page, /<h1>&lt;script&gt;&quot;&amp;&#39;<\/h1>/);
  assert.match(page, /<p>&lt;b&gt;<\/p>/);
  assert.doesNotMatch(page, /<script|<b>/);
});

it("a list has prices in their currency, and leads to older tours while there are some", () => {
  const page = listPage({ items: [tour, { ...tour, currency: "KRW" }], next: "1" });
  assert.match(page, /1 day, \$19\.99<\/li>/);
  assert.match(page, /1 day, ₩1,999<\/li>/);
  assert.match(page, /href="\/\?before=1"/);
  assert.doesNotMatch(listPage({ items: [], next: null }), /before/);
});
