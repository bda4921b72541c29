// A piece of work to offer: stages of its own, a pitch that is saved as typed, a message of it, and a clean paper.
import { add, expect, open, test, untilAlive, type Page } from "./fixtures.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });

/** Adds a project with one person, and opens its pitch. */
async function pitch(page: Page): Promise<void> {
  await open(page, "/search");
  await add(page, "Halden, Route planning");
  await page.getByRole("link", { name: /Halden/ }).first().click();
  await page.locator("#met-name").fill("Ann Lee");
  await button(page, "Add person").click();
  await button(page, "Turn into a project").click();
  await page.getByRole("link", { name: "The pitch" }).click();
  await expect(page).toHaveURL(/\/project$/);
}

test("a pitch is saved as it is typed, and the message says all of it", async ({ page }) => {
  await pitch(page);
  await page.getByLabel("Their problem").fill("Depots ignore the weekly plan");
  await page.getByLabel("What they’ll have at the end").fill("A plan on one page");
  await page.getByLabel("Time", { exact: true }).fill("Two weeks");
  await page.getByLabel("Price", { exact: true }).fill("4,000 euros");
  // Not left yet: it is saved when the page goes.
  await page.reload();
  await untilAlive(page);
  await expect(page.getByLabel("Their problem")).toHaveValue("Depots ignore the weekly plan");
  await expect(page.getByLabel("Price", { exact: true })).toHaveValue("4,000 euros");
  await page.getByLabel("Who it’s for").selectOption({ label: "Ann Lee" });

  await button(page, "Write the message").click();
  const message = page.locator("#draft-project-pitch");
  await expect(message).toHaveValue(/^Hello Ann,/);
  await expect(message).toHaveValue(/Depots ignore the weekly plan\./);
  await expect(message).toHaveValue(/A plan on one page\./);
  await expect(message).toHaveValue(/Time: Two weeks\. Price: 4,000 euros\./);
});

test("a project goes through stages of its own and stays on the board", async ({ page }) => {
  await pitch(page);
  await button(page, "Move to Pitched").click();
  await expect(page.locator(".stage-badge")).toHaveText("Pitched");
  await page.getByRole("link", { name: "Route planning at Halden" }).click();
  const move = page.getByLabel("Move to another stage");
  await expect(move.locator("option", { hasText: "Screening" })).toHaveCount(0);
  await move.selectOption("running");
  await expect(page.locator(".page__head .stage-badge")).toHaveText("Running");
  await page.getByRole("link", { name: "Tracker", exact: true }).first().click();
  const offers = page.getByRole("region", { name: /^Offer/ });
  await expect(offers.getByRole("link", { name: /Halden/ })).toBeVisible();

  // As a job it has the stages of jobs, and its history is kept.
  await page.getByRole("link", { name: /Halden/ }).first().click();
  await button(page, "Turn into a job").click();
  await expect(page.locator(".timeline")).toContainText("Pitched");
  await expect(move.locator("option", { hasText: "Screening" })).toHaveCount(1);
});

test("the paper has the company, what is written, and no frame, buttons or empty headings", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await pitch(page);
  await page.getByLabel("Their problem").fill("Depots ignore the weekly plan");
  await page.getByLabel("Their problem").blur();
  await button(page, "Copy as text").click();
  await expect(page.getByRole("region", { name: "Messages" })).toContainText("Text copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe("A piece of work\nHalden\n\nThe problem\nDepots ignore the weekly plan");

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A piece of work");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["The problem"]);
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("navigation")).toHaveCount(0);
  for (const format of ["A4", "Letter"]) {
    const pdf = (await page.pdf({ format })).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g), format).toHaveLength(1);
  }
});
