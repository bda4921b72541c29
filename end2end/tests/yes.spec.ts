// A yes: its own page, with what it took, people to thank, the rest withdrawn in one step, what helped, and help given onward.
import AxeBuilder from "@axe-core/playwright";
import { add, companyIn, expect, open, phone, test, untilAlive, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const card = (page: Page, name: string) => page.getByRole("region", { name });

/** Adds an opportunity with one person, brings it to a stage, and stays on its page. */
async function begin(page: Page, line: string, person: string, stage: string): Promise<void> {
  await open(page, "/search");
  await add(page, line);
  await page.getByRole("link", { name: companyIn(line) }).first().click();
  await expect(heading(page)).toContainText(companyIn(line));
  await page.locator("#met-name").fill(person);
  await button(page, "Add person").click();
  await expect(page.getByRole("link", { name: person })).toBeVisible();
  await page.getByLabel("Move to another stage").selectOption(stage);
}

test.describe("on a phone", () => {
  test.use(phone);

  test("Accepted leads to its page, from which people are thanked and the rest is withdrawn", async ({ page }) => {
    test.setTimeout(120_000);
    await begin(page, "Umbra, Cook", "Bea Ortiz", "applied");
    await begin(page, "Acme, Data engineer", "Ann Lee", "interviewing");
    const opportunity = new URL(page.url()).pathname;

    await page.getByLabel("Move to another stage").selectOption({ label: "Accepted" });
    await expect(page).toHaveURL(/\/yes\//);
    await expect(heading(page)).toHaveText("This is your yes");
    await expect(page.getByText("Data engineer at Acme")).toBeVisible();
    await expect(card(page, "What it took")).toContainText("2 opportunities. You applied for 2 of them, and 1 led to interviews.");
    await expect(card(page, "What it took")).toContainText("You met 2 people.");

    const thanks = card(page, "People to thank");
    await button(page, "Write to Ann Lee").click();
    await expect(thanks.locator("textarea")).toHaveValue(/I look forward to working together/);
    await thanks.getByRole("button", { name: "I sent it" }).click();
    await expect(thanks.getByText("Thanked")).toBeVisible();

    const rest = card(page, "The rest of your search");
    await expect(rest.getByRole("checkbox", { name: "Cook at Umbra" })).toBeChecked();
    await button(page, "Write to Umbra, to withdraw").click();
    await expect(rest.locator("textarea")).toHaveValue(/I’m withdrawing my application/);
    await button(page, "Withdraw from the rest").click();
    await expect(rest).toContainText("Withdrawn after applying");
    await expect(rest.getByRole("checkbox")).toHaveCount(0);
    await button(page, "Undo").last().click();
    await expect(rest.getByRole("checkbox", { name: "Cook at Umbra" })).toBeVisible();

    await page.getByLabel("What made the difference?").fill("Two calls a week");
    // Not left yet: it is saved when the page goes.
    await page.reload();
    await untilAlive(page);
    await expect(page.getByLabel("What made the difference?")).toHaveValue("Two calls a week");
    await button(page, "Put it in Today").click();
    await expect(card(page, "Someone else is still searching")).toContainText("In Today on");

    const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
    expect(found.violations.map((violation) => violation.id)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);

    // While something else is open, Today does not speak of it.
    await open(page);
    await expect(page.getByText("Your yes:")).toHaveCount(0);
    await page.goBack();
    await expect(heading(page)).toHaveText("This is your yes");
    await button(page, "Withdraw from the rest").click();
    await open(page);
    await expect(page.getByText("add a job")).toHaveCount(0);
    await page.getByText("Your yes:").getByRole("link").click();
    await expect(heading(page)).toHaveText("This is your yes");
    await expect(page.getByLabel("What made the difference?")).toHaveValue("Two calls a week");

    await open(page, "/learned");
    await expect(page.getByText("Two calls a week")).toBeVisible();
    await open(page, opportunity);
    await expect(page.locator(".page__head .stage-badge")).toHaveText("Accepted");
    await page.getByRole("link", { name: "Go to the yes" }).click();
    await expect(heading(page)).toHaveText("This is your yes");
  });
});

test("a yes that is taken back has no page", async ({ page }) => {
  await begin(page, "Acme, Data engineer", "Ann Lee", "offer");
  await page.getByLabel("Move to another stage").selectOption("ending:yes");
  await expect(heading(page)).toHaveText("This is your yes");
  await button(page, "Undo").last().click();
  await expect(heading(page)).toHaveText("There’s no yes here yet");
  await page.getByRole("link", { name: "Data engineer at Acme" }).click();
  await expect(button(page, "They said no")).toBeVisible();
});
