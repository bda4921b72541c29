// The palette finds, adds and does by keys alone, again and again; the skip link and undo keep the focus.
import AxeBuilder from "@axe-core/playwright";
import { add, expect, open, test } from "./fixtures.ts";

test("what is typed finds, adds and leads on, a second and a third time", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Windhover, Nurse");
  const palette = page.getByRole("combobox", { name: "Find or add anything" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await palette.fill("Kestrel, Cook");
  await expect(page.locator("#palette").getByRole("option")).toHaveCount(1);
  await palette.press("Enter");
  await expect(page.getByText("2 opportunities", { exact: true })).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(palette).toHaveValue("");
  await palette.fill(">");
  const last = page.locator("#palette").getByRole("option").last();
  await palette.press("ArrowUp");
  await expect(last).toHaveAttribute("aria-selected", "true");
  await expect(last).toBeInViewport();

  await palette.fill("no from Windhover");
  await palette.press("Enter");
  await expect(page).toHaveURL(/\/comeback\/new/);
  await expect(page.getByLabel("Company")).toHaveValue("Windhover");
  await expect(page.getByText("This one?")).toBeVisible();
});

test("a palette without results is sound, and forgets its text by the backdrop", async ({ page }) => {
  await open(page, "/people");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("combobox", { name: "Find or add anything" });
  await palette.fill("> nothing like this");
  await expect(page.locator("#palette").getByRole("option")).toHaveCount(0);
  const found = await new AxeBuilder({ page }).include("#palette").analyze();
  expect(found.violations.map(({ id }) => id)).toEqual([]);
  await page.mouse.click(4, 4);
  await expect(palette).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(palette).toHaveValue("");
});

test("the skip link leads into the content once the app runs", async ({ page }) => {
  await open(page, "/people");
  await page.getByRole("link", { name: "Skip to the content" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("undo from a card keeps the focus on it", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Windhover, Nurse");
  const card = page.locator("main").getByRole("link", { name: /Nurse/ }).first();
  await card.focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(page.getByText(/Undone/)).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/Undone/).first()).toBeVisible();
  await expect(card).toBeFocused();
});
