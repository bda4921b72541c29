// Words for people without an account: their browsers, and what a page behind a link weighs for them.
import type { Browser } from "@playwright/test";
import { expect, phone, wide, type Page, type Server, type Watch } from "./fixtures.ts";

/** The most a page behind a link may weigh with everything it needs, in bytes. */
const HEAVIEST = 40_000;

/** Where strangers come from: `test`'s arguments of these names. */
export interface Place {
  browser: Browser;
  server: Server;
  watch: Watch;
}

/** Somebody else, on a phone without JavaScript or at a desk with it. The context is closed by whoever asked for it. */
export async function stranger({ browser, server, watch }: Place, device: "phone" | "desk" = "phone"): Promise<Page> {
  const screen = device === "phone" ? { ...phone, javaScriptEnabled: false } : wide;
  const context = await browser.newContext({ ...screen, baseURL: server.url });
  watch.follow(context);
  return context.newPage();
}

/** Opens a page for the first time and expects that all of it, with its style and its icon, is light. */
export async function openLight(page: Page, address: string): Promise<void> {
  const sizes = new Map<string, Promise<number>>();
  page.on("requestfinished", (request) => {
    const size = request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize);
    sizes.set(new URL(request.url()).pathname, size);
  });
  await page.goto(address, { waitUntil: "networkidle" });
  // A browser without a window may leave the icon out: what the page names counts, fetched or not.
  const named = await page.locator("link[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  for (const path of named.filter((path) => !sizes.has(path))) {
    const answer = await page.request.get(path);
    sizes.set(path, answer.body().then((body) => body.length));
  }
  const weight = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
  expect([...sizes.keys()].filter((path) => /\.(m?js|wasm)$/.test(path))).toEqual([]);
  // The style alone weighs more than this: it was counted.
  expect(weight).toBeGreaterThan(5_000);
  expect(weight, [...sizes.keys()].join(" ")).toBeLessThan(HEAVIEST);
}
