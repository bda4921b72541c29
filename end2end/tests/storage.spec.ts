// What this device keeps: backup and restore, storage full, blocked and corrupt, and the example search.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, open, test, untilAlive, type Page } from "./fixtures.ts";

const add = async (page: Page, text: string) => {
  await page.getByLabel("Add an opportunity").fill(text);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Add an opportunity")).toHaveValue("");
};

test("a backup brings everything back after everything was deleted", async ({ page }, info) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer 🙂 שלום");
  await page.goto("/settings");
  await untilAlive(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download backup" }).first().click(),
  ]);
  const file = info.outputPath("backup.json");
  await download.saveAs(file);
  expect(JSON.parse(readFileSync(file, "utf8")).format).toBe("one-yes-backup");

  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("button", { name: "Yes, delete it all" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One yes is enough");
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("one-yes:1:")))).toEqual([]);

  await page.goto("/settings");
  await untilAlive(page);
  await page.getByLabel("Restore backup").setInputFiles(file);
  await expect(page.getByText("holds 1 opportunity")).toBeVisible();
  await page.getByRole("button", { name: "Merge into my search" }).click();
  await page.goto("/search");
  await expect(page.locator("main").getByText("Data engineer 🙂 שלום")).toBeVisible();
});

test("a file that is no backup is refused with a sentence and changes nothing", async ({ page }, info) => {
  await open(page, "/search");
  await add(page, "Acme, Nurse");
  await page.goto("/settings");
  await untilAlive(page);
  const file = info.outputPath("holiday.json");
  for (const text of ["not json", "{}", '{"format":"one-yes-backup","records":[]}']) {
    writeFileSync(file, text);
    await page.getByLabel("Restore backup").setInputFiles(file);
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was changed." })).toBeVisible();
  }
  await page.goto("/search");
  await expect(page.locator("main").getByText("Acme").first()).toBeVisible();
});

test("the example search comes with sixty and leaves in one step", async ({ page }) => {
  await open(page, "/settings");
  await page.getByRole("button", { name: "Load demo search" }).click();
  await page.getByRole("link", { name: "Tracker" }).click();
  await expect(page.getByText("60 opportunities")).toBeVisible();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Remove demo search" }).click();
  await page.getByRole("link", { name: "Tracker" }).click();
  await expect(page.locator(".board-card")).toHaveCount(0);
});

test("with storage full the app goes on, says so, and can still be backed up", async ({ page }) => {
  await page.addInitScript(() => {
    if (!localStorage.getItem("junk")) {
      for (let size = 5_242_000; size > 0; size = Math.floor(size / 2)) {
        try {
          localStorage.setItem(`junk${size === 5_242_000 ? "" : size}`, "x".repeat(size));
        } catch {}
      }
    }
  });
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer, a posting too large for what is left");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This browser has no room left.")).toBeVisible();
  await expect(page.locator("main").getByText("Acme").first()).toBeVisible();
  await page.getByRole("link", { name: "Go to backup" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download backup" }).first().click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toContain("Acme");
});

test("with storage blocked everything works while the page is open", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await open(page, "/search");
  await expect(page.getByText("won’t let us save anything")).toBeVisible();
  await add(page, "Acme, Data engineer");
  await expect(page.locator("main").getByText("Acme").first()).toBeVisible();
});

test("a value that cannot be read is set aside and nothing is lost", async ({ page }) => {
  const key = "one-yes:1:opportunity:01234567-89ab-7def-8123-456789abcdef";
  await open(page, "/search");
  await add(page, "Acme, Nurse");
  await page.evaluate((name) => localStorage.setItem(name, "{cut off"), key);
  await page.reload();
  await untilAlive(page);
  await expect(page.getByText("couldn’t be read")).toBeVisible();
  await expect(page.locator("main").getByText("Acme").first()).toBeVisible();
  const aside = key.replace("one-yes:1:", "one-yes:aside:");
  expect(await page.evaluate((name) => localStorage.getItem(name), aside)).toBe("{cut off");
});

test("a link with a strange scheme stays text, a posting of 2 MB stays in its field", async ({ page }) => {
  // The browser takes many seconds to lay out two million characters.
  test.slow();
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByLabel("Add an opportunity").fill("x".repeat(2_000_000));
  await expect(page.getByText("longer than 50,000 characters")).toBeVisible();
  expect(await page.getByLabel("Add an opportunity").evaluate((field: HTMLTextAreaElement) => field.value.length)).toBe(2_000_000);
  await page.getByLabel("Add an opportunity").fill("");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Link").fill("javascript:alert(1)");
  await expect(page.getByText("Only links that begin with https")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".facts")).toContainText("javascript:alert(1)");
  await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
});
