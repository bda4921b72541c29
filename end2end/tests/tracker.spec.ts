// The tracker: how soon the first card is there, what it remembers, and the column of ends.
import { add, expect, open, phone, test, untilAlive, wide, withExample, type Page } from "./fixtures.ts";

test.use(wide);

const cards = (page: Page) => page.locator(".board-card");
const top = async (page: Page) => (await cards(page).first().boundingBox())?.y ?? Infinity;

/** Drops a card on a part of the page, as a mouse does. */
async function drop(page: Page, card: ReturnType<Page["locator"]>, onto: string): Promise<void> {
  const data = await page.evaluateHandle(() => new DataTransfer());
  await card.dispatchEvent("dragstart", { dataTransfer: data });
  await page.locator(onto).dispatchEvent("dragover", { dataTransfer: data });
  await page.locator(onto).dispatchEvent("drop", { dataTransfer: data });
}

test("the first card is in sight at once at a desk, and tells what is next", async ({ page }) => {
  await withExample(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tracker");
  await expect(page.getByRole("link", { name: "Tracker", exact: true })).toHaveAttribute("aria-current", "page");
  expect(await top(page)).toBeLessThanOrEqual(200);
  await expect(page.locator(".board-card__note--next").first()).toBeVisible();
  // The whole of what a filter says is read.
  for (const select of await page.locator(".filters select").all()) {
    expect(await select.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  }
});

test.describe("on a phone", () => {
  test.use(phone);

  test("the first card is in sight at once, and filters open on demand", async ({ page }) => {
    await withExample(page);
    expect(await top(page)).toBeLessThanOrEqual(260);
    const filters = page.getByRole("button", { name: "Filters" });
    await expect(page.getByLabel("Stage", { exact: true })).toBeHidden();
    await filters.tap();
    await page.getByLabel("Stage", { exact: true }).selectOption({ label: "Applied" });
    await expect(page.getByRole("button", { name: "Filters, in use" })).toBeVisible();
    await expect(page.locator("main .count")).toContainText(" of ");
  });
});

test("view, filters and order survive a reload, and lead the same way by their address", async ({ page }) => {
  await withExample(page);
  await page.getByRole("button", { name: "List", exact: true }).click();
  await page.getByRole("button", { name: "Active only" }).click();
  await page.getByRole("button", { name: "Company", exact: true }).click();
  await expect(page).toHaveURL(/\/search\?view=list&active=1&sort=company&order=up$/);
  const address = page.url();
  await page.reload();
  await untilAlive(page);
  await expect(page.locator("th[aria-sort]")).toHaveText("Company");
  // From another page, by an address that says nothing of it.
  await open(page, "/people");
  await open(page, "/search");
  await expect(page.locator("th[aria-sort]")).toHaveText("Company");
  await expect(page).toHaveURL(address);
  await page.getByRole("button", { name: "Board", exact: true }).click();
  await page.getByRole("button", { name: "Active only" }).click();
  await open(page, "/search?view=list&stage=applied");
  await expect(page.getByLabel("Stage", { exact: true })).toHaveValue("applied");
  await expect(page.getByRole("button", { name: "List", exact: true })).toHaveAttribute("aria-pressed", "true");
  // Whoever goes on is not held here.
  await page.getByRole("link", { name: "People", exact: true }).click();
  await expect(page).toHaveURL(/\/people$/);
});

test("where nothing fits, a sentence says so and leads back to everything", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByLabel("Find in everything").fill("nothing has this name");
  await page.getByRole("button", { name: "Active only" }).click();
  await expect(page.getByText("Nothing here fits what you asked for.")).toBeVisible();
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByLabel("Find in everything")).toBeFocused();
  await expect(page.getByLabel("Find in everything")).toHaveValue("");
  await expect(page.getByRole("button", { name: "Active only" })).toHaveAttribute("aria-pressed", "false");
});

test("what is dropped on Ended is asked how it ended", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await add(page, "Boreal, Analyst");
  const ended = page.locator(".column--ended");
  await expect(ended).toHaveClass(/column--slim/);
  await drop(page, cards(page).filter({ hasText: "Boreal" }), ".column--ended");
  const question = page.getByRole("group", { name: "How did it end at Boreal?" });
  await expect(question).toBeVisible();
  await expect(page.getByRole("heading", { name: "How did it end at Boreal?" })).toBeFocused();
  await question.getByRole("button", { name: "It goes on" }).click();
  await expect(question).toBeHidden();
  await drop(page, cards(page).filter({ hasText: "Boreal" }), ".column--ended");
  await question.getByRole("button", { name: "Role closed" }).click();
  await expect(ended).toContainText("Ended 1");
  await expect(cards(page)).toHaveCount(1);
  await ended.getByRole("button", { name: "Ended 1" }).click();
  await expect(ended.locator(".board-card")).toContainText("Boreal");
  await drop(page, cards(page).filter({ hasText: "Acme" }), ".column--ended");
  await page.getByRole("button", { name: "They said no" }).click();
  await expect(page).toHaveURL(/\/comeback\//);
});
