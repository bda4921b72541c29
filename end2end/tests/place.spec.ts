// The place in a page: found again on the way back and after a reload; a new page and each step of a comeback start at their top.
import { add, expect, open, test, untilAlive, wide, withExample, type Page } from "./fixtures.ts";

test.use(wide);

const cards = (page: Page) => page.locator(".board-card");

test("Back leads to the same place in page, board and column, and to the same card", async ({ page }) => {
  test.setTimeout(90_000);
  await page.setViewportSize({ width: 900, height: 500 });
  await open(page, "/search");
  // More than a column shows at first.
  for (let number = 1; number <= 30; number += 1) await add(page, `Company ${number}, A role`);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(cards(page)).toHaveCount(30);
  const card = page.getByRole("link", { name: /^Company 2 / });
  await card.scrollIntoViewIfNeeded();
  await page.locator(".board").evaluate((board) => board.scrollTo(60, 0));
  await page.waitForTimeout(100);
  const places = () =>
    page.evaluate(() => ({
      board: Math.round(document.querySelector(".board")?.scrollLeft ?? -1),
      column: Math.round(document.querySelector(".column")?.scrollTop ?? -1),
      page: Math.round(scrollY),
    }));
  await card.focus();
  const before = await places();
  expect(before.column).toBeGreaterThan(300);
  await card.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(card).toBeFocused();
  await expect.poll(places).toEqual(before);
  // Once more, and then anew by the rail: at its top.
  await card.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByRole("link", { name: "Tracker", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Tracker" })).toBeFocused();
  expect((await places()).column).toBe(0);
});

test("Back to a long page and a reload find where it was; the list, too", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 420 });
  await withExample(page, "/search?view=list");
  await page.evaluate(() => scrollTo(0, 260));
  await page.waitForTimeout(100);
  const down = () => page.evaluate(() => Math.round(scrollY));
  const at = await down();
  expect(at).toBeGreaterThan(100);
  const row = page.locator("tbody th a").nth(6);
  const name = await row.textContent();
  await row.focus();
  await page.waitForTimeout(100);
  const before = await down();
  await row.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name ?? "");
  expect(await down()).toBe(0);
  await page.goBack();
  await expect(row).toBeFocused();
  await expect.poll(down).toBe(before);
  await page.reload();
  await untilAlive(page);
  await expect.poll(down).toBe(before);
});

test("each step of a comeback starts at its top, and the way on is at one place", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill("Acme\tData engineer\t\tInterviewing\t2026-11-03\nUmbra\tBaker");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await page.getByRole("button", { name: "They said no" }).click();
  await page.getByRole("button", { name: /No pause/ }).click();
  const goOn = page.getByRole("button", { name: "Continue", exact: true });
  const title = page.getByRole("heading", { level: 1 });
  const at: (number | undefined)[] = [];
  for (const step of ["What did they say?", "Answer them warmly", "Was it in your hands?"]) {
    await expect(title).toHaveText(step);
    await expect(title).toBeFocused();
    expect(await page.evaluate(() => scrollY), step).toBe(0);
    at.push((await goOn.boundingBox())?.y);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.getByRole("button", { name: "Skip this step" }).click();
  }
  expect(new Set(at).size, `${at}`).toBe(1);
});
