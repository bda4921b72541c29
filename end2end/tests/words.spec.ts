// What pages say: none of the turns of phrase that a native reader stumbles over.
import { expect, open, test, untilAlive, type Page } from "./fixtures.ts";

/**
 * Words that are English and not what anybody would say here. Only those that are wrong wherever they
 * stand in this product: “a word” for a message, “stands” for is, “anew” for again.
 */
const FOREIGN =
  /\b(?:anew|whom|(?:today’s|next|plan a|no) word|a word (?:every|to|with)|on the way|stands (?:on|here|in)|sign of life|by mail|mail address|choose none|not said|until on)\b/i;

/** The text of a page, what is folded away included, and the labels that only screen readers say. */
const words = (page: Page) =>
  page.evaluate(() => {
    const labels = [...document.querySelectorAll("[aria-label]")].map((element) => element.getAttribute("aria-label") ?? "");
    return [document.body.textContent ?? "", ...labels];
  });

test("no page says a thing in a way nobody would", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "/settings");
  await page.getByRole("button", { name: "Load demo search" }).click();
  await page.getByRole("link", { name: "Tracker" }).click();
  const opportunity = await page.locator(".board-card__link").first().getAttribute("href");
  await page.getByRole("link", { name: "People", exact: true }).click();
  const person = await page.locator(".people__row a").first().getAttribute("href");
  await page.goto("/method");
  await untilAlive(page);
  const practices = await page.locator(".method__card a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(practices).toHaveLength(28);
  const found: string[] = [];
  for (const address of ["/", "/search", opportunity, "/comeback/new", "/people", person, "/plan", "/learned", "/stories", "/feedback", "/partners", "/care", "/private", "/method", "/settings", "/account", ...practices]) {
    await page.goto(address ?? "/");
    await untilAlive(page);
    for (const text of await words(page)) {
      const at = text.search(FOREIGN);
      if (at >= 0) found.push(`${address}: …${text.slice(Math.max(0, at - 30), at + 40)}…`);
    }
  }
  expect(found).toEqual([]);
});
