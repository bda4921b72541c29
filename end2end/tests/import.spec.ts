// Import: tables of other programs, looked at first, taken in with their days, taken back in one step, nothing twice.
import { expect, open, phone, test, wide, type Page } from "./fixtures.ts";

const TABLE = [
  "Job Title,Company Name,List,Applied At,Created At,URL,Mood",
  'Nurse,Acme,Rejected,2026-03-09,2026-03-02,https://acme.example/1,"tired, but ok"',
  "Cook,Brindle,Wishlist,,2026-03-03,,",
  ",,Applied,,,,",
  "Clerk,Quillon,Vibing,2026-03-04,2026-03-04,,",
].join("\n");

async function choose(page: Page, text: string | Buffer, name = "jobs.csv"): Promise<void> {
  const buffer = typeof text === "string" ? Buffer.from(text) : text;
  await page.getByLabel("Import a table").setInputFiles({ name, mimeType: "text/csv", buffer });
}

for (const [name, screen] of [["on a phone", phone], ["at a desk", wide]] as const) {
  test.describe(name, () => {
    test.use(screen);

    test("a tracker’s export is shown first, comes in with its old days, and goes again by one undo", async ({ page }) => {
      await open(page, "/settings");
      await choose(page, TABLE);
      const card = page.getByRole("region", { name: "Import" });
      await expect(card.getByText("3 opportunities can be added.")).toBeVisible();
      await expect(card.getByText(/Nurse at Acme: Saved 2 Mar 2026, Applied 9 Mar 2026, Not selected 9 Mar 2026/)).toBeVisible();
      await expect(card.getByText("Row 4: no company and no role, left out")).toBeVisible();
      await expect(card.getByText("Row 5: a stage nobody here knows, kept in the notes")).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await card.getByRole("button", { name: "Add 3 opportunities" }).click();

      await open(page, "/settings");
      await choose(page, TABLE);
      await expect(card.getByText("Nothing new in this table. 3 are already here, or twice in the table.")).toBeVisible();
      await expect(card.getByRole("button", { name: "Add 0 opportunities" })).toBeDisabled();
    });
  });
}

test("one undo takes the whole table back", async ({ page }) => {
  await open(page, "/settings");
  await choose(page, TABLE);
  await page.getByRole("button", { name: "Add 3 opportunities" }).click();
  await expect(page.locator(".toasts").getByText("3 opportunities imported")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await open(page, "/search");
  await expect(page.getByText("Acme")).toHaveCount(0);
});

test("days that can be read both ways are asked for before anything is added", async ({ page }) => {
  await open(page, "/settings");
  await choose(page, "Company;Role;Date applied\nAcme;Nurse;7/6/23\n");
  const add = page.getByRole("button", { name: "Add 1 opportunity" });
  await expect(add).toBeDisabled();
  await page.getByLabel("6 July").check();
  await expect(page.getByText("Nurse at Acme: Applied 6 Jul 2023")).toBeVisible();
  await expect(add).toBeEnabled();
});

test("a column can be understood in another way", async ({ page }) => {
  await open(page, "/settings");
  await choose(page, "Company,Role,Client\nAcme,Nurse,Brindle\n");
  await page.getByLabel("Client").selectOption("Company");
  await expect(page.getByText("Nurse at Brindle: Saved")).toBeVisible();
});

test("what is no table gets a sentence, and nothing is half taken in", async ({ page }) => {
  await open(page, "/settings");
  const problem = page.locator("#import-problem");
  await choose(page, Buffer.from("PK\u0003\u0004\u0000\u0000 xl/worksheets"), "jobs.xlsx");
  await expect(problem).toContainText("in Excel choose “Save as”, then “CSV UTF-8”");
  await choose(page, "one\ntwo\n");
  await expect(problem).toContainText("No row of this table names its columns.");
  await choose(page, "");
  await expect(problem).toContainText("This file is empty.");
  await choose(page, Buffer.alloc(13_000_000, "a"));
  await expect(problem).toContainText("larger than 12 MB");
  await open(page, "/search");
  await expect(page.locator(".card, .opportunity")).toHaveCount(0);
});

test("ten thousand rows come in, and the page goes on answering", async ({ page }) => {
  const rows = Array.from({ length: 10_000 }, (_, row) => `Company ${row},Clerk ${row},Applied,2026-0${1 + (row % 9)}-11`);
  await open(page, "/settings");
  await choose(page, ["Company,Role,Status,Date applied", ...rows].join("\n"));
  await page.getByRole("button", { name: "Add 10000 opportunities" }).click();
  await expect(page.locator(".toasts").getByText("10000 opportunities imported")).toBeVisible({ timeout: 20_000 });
});
