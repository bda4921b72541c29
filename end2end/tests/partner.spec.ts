// Partners: each sees just what was chosen, as a file without an account and by link with one, and leaves a note that comes to Today.
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { signUp, untilEverywhere } from "./accounts.ts";
import { add, expect, goOffline, open, phone, test, untilAlive, untilControlled, wide, type Page } from "./fixtures.ts";
import { openLight, stranger } from "./readers.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const preview = (page: Page) => page.getByRole("region", { name: "Exactly what they see" });
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** A search with a company, a person there, and something learned that names both. */
async function search(page: Page): Promise<void> {
  await open(page, "/search");
  await add(page, "Halden, Data engineer");
  await page.getByRole("link", { name: /Halden/ }).first().click();
  await page.locator("#met-name").fill("Ann Lee");
  await button(page, "Add person").click();
  await open(page, "/learned");
  await page.getByLabel("Add something you’ve learned").fill("Ann Lee at Halden liked numbers <b>first</b>");
  await button(page, "Save").click();
}

/** Makes a page with these ticked beside plan and goals, and stays on it. */
async function partner(page: Page, name: string, ticks: string[]): Promise<void> {
  await open(page, "/partners");
  await page.getByLabel("Who", { exact: true }).fill(name);
  for (const tick of ticks) await page.getByRole("checkbox", { name: new RegExp(`^${tick}`) }).check();
  await button(page, "Make their page").click();
  await expect(heading(page)).toHaveText(name);
}

/** Nothing on the page is wrong by axe, and nothing scrolls sideways. */
async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways).toBeLessThanOrEqual(0);
}

for (const [screen, size] of [["a phone", phone], ["a desk", wide]] as const) {
  test.describe(`on ${screen}`, () => {
    test.use(size);

    test("without an account, offline: what is chosen is in the preview and the file, and no name is", async ({ page, server, watch }) => {
      await search(page);
      await open(page, "/partners");
      await expect(page.getByText("Nobody is following along yet.")).toBeVisible();
      await untilControlled(page);
      await goOffline(page, server, watch);
      await partner(page, "Maya", ["Counts", "Learnings"]);
      await expect(preview(page)).toContainText("0 of 1 applied for");
      await expect(preview(page)).toContainText("someone at a company liked numbers <b>first</b>");
      await expect(preview(page)).not.toContainText(/Ann|Halden/);

      const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Save as a file").click()]);
      const file = await readFile(await download.path(), "utf8");
      expect(file).toContain("someone at a company liked numbers &lt;b&gt;first&lt;/b&gt;");
      expect(file).not.toMatch(/Ann|Halden|<script|src=|href=/);
      expect(file.length).toBeLessThan(40_000);

      // Chosen anew, it is another page at once.
      await page.getByRole("checkbox", { name: /^Companies/ }).check();
      await expect(preview(page)).toContainText("Halden");
      await page.getByRole("checkbox", { name: /^Learnings/ }).uncheck();
      await expect(preview(page)).not.toContainText("liked numbers");
      await expect(page.getByRole("link", { name: "sign up or sign in" })).toBeVisible();
      await isAccessible(page);

      await page.emulateMedia({ media: "print" });
      await expect(page.locator(".paper")).toContainText("How the search is going");
      await expect(button(page, "Save as a file")).toBeHidden();
    });
  });
}

test("several partners have pages of their own; one removed comes back by undo", async ({ page }) => {
  await search(page);
  await partner(page, "Maya", []);
  await partner(page, "Omar", ["Companies"]);
  await expect(preview(page)).toContainText("Halden");
  await page.getByRole("link", { name: "Partners", exact: true }).first().click();
  await expect(page.getByRole("listitem").filter({ hasText: "Maya" })).toContainText("Sees: plan, goals");
  await expect(page.getByRole("listitem").filter({ hasText: "Omar" })).toContainText("Sees: plan, goals, companies");
  await isAccessible(page);
  await page.getByRole("link", { name: "Omar" }).click();
  await button(page, /^Remove this partner/).click();
  await expect(page.getByRole("link", { name: "Omar" })).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("link", { name: "Omar" })).toBeVisible();
});

test("a half-made page is kept through a reload, ticks and all", async ({ page }) => {
  await open(page, "/partners");
  await page.getByLabel("Who", { exact: true }).fill("Maya");
  await page.getByRole("checkbox", { name: /^Learnings/ }).check();
  await page.reload();
  await untilAlive(page);
  await expect(page.getByLabel("Who", { exact: true })).toHaveValue("Maya");
  await expect(page.getByRole("checkbox", { name: /^Learnings/ })).toBeChecked();
  await button(page, "Make their page").click();
  await expect(heading(page)).toHaveText("Maya");
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("one-yes:form:")))).toEqual([]);
});

test("by link: read without JavaScript, a note comes to Today, and an ended link leads nowhere", async ({ page, browser, server, watch }) => {
  watch.allow(/response 4(04|22)|status of 4(04|22)/);
  await search(page);
  await signUp(page, "ida");
  await partner(page, "Maya", ["Learnings"]);
  await untilEverywhere(page);
  await button(page, "Make a link").click();
  const field = page.getByLabel(/^The link/);
  await expect(field).toHaveValue(/\/shared\/[\w-]{43}$/);
  const link = await field.inputValue();

  const reader = await stranger({ browser, server, watch });
  await openLight(reader, link);
  const answer = await reader.goto(link);
  expect(answer?.headers()["cache-control"]).toContain("no-store");
  expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
  await expect(heading(reader)).toHaveText("How the search is going");
  await expect(reader.locator("main")).toContainText("someone at a company liked numbers <b>first</b>");
  await expect(reader.locator("main")).not.toContainText(/Ann|Halden|Maya|ida/);
  expect(await reader.context().cookies()).toEqual([]);

  const note = "Well done <script>alert(1)</script> & keep going";
  await reader.getByLabel(/^A few words/).fill(note);
  await reader.getByRole("button", { name: "Send" }).click();
  await expect(heading(reader)).toHaveText("Thank you");
  await reader.getByRole("link", { name: "Back to the page" }).click();
  // An empty note is no note, and says so.
  await reader.getByRole("button", { name: "Send" }).click();
  await expect(reader.getByRole("alert")).toContainText("Nothing is written yet.");

  await open(page, "/");
  const notes = page.getByRole("region", { name: "A note for you" });
  await expect(notes).toContainText(note);
  await notes.getByRole("button", { name: "Read", exact: true }).click();
  await expect(notes).toHaveCount(0);
  await open(page, "/partners");
  await page.getByRole("link", { name: "Maya" }).click();
  await expect(page.getByRole("region", { name: "Their notes" })).toContainText(note);
  await expect(page.getByText(/Last opened/)).toBeVisible();

  // A change of what is shown is on the page the next time.
  await page.getByRole("checkbox", { name: /^Learnings/ }).uncheck();
  await untilEverywhere(page);
  await reader.goto(link);
  await expect(reader.locator("main")).not.toContainText("liked numbers");

  await button(page, "End the link").click();
  await expect(page.getByText("There’s no link yet.")).toBeVisible();
  const gone = await reader.goto(link);
  expect(gone?.status()).toBe(404);
  await expect(heading(reader)).toHaveText("This page isn’t available");
  await reader.context().close();
});
