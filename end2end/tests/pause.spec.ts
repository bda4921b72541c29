// The quiet pause: the way in from every page, what a day asks for meanwhile, their words, and endings that are no no.
import { add, expect, open, phone, test, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const click = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();
const door = (page: Page) => page.locator("a.no-door:visible");

/** Adds an opportunity and goes as far as interviews with it. */
const interviewed = async (page: Page, line: string, title: string): Promise<void> => {
  await open(page, "/search");
  await add(page, line);
  await page.getByRole("link", { name: new RegExp(line.replace(/,.*/, "")) }).first().click();
  await expect(heading(page)).toHaveText(title);
  await page.getByLabel("Move to another stage").selectOption("interviewing");
  await expect(page.locator(".page__head .stage-badge")).toHaveText("Interviewing");
};

for (const [width, height] of [[360, 640], [768, 1024], [1280, 800]] as const) {
  test(`the way in after a no is in sight on every page at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "/search");
    await add(page, "Acme, Nurse");
    for (const path of ["/", "/search", "/people", "/learned", "/method", "/settings", "/account", "/comeback/new"]) {
      await open(page, path);
      await expect(door(page)).toHaveCount(1);
      await expect(door(page), path).toBeInViewport({ ratio: 1 });
    }
  });
}

test.describe("on a phone", () => {
  test.use(phone);

  test("three taps and no words lead from any page to a pause, and then nothing else is asked", async ({ page }) => {
    await interviewed(page, "Acme, Data engineer", "Data engineer at Acme");
    await interviewed(page, "Brindle, Analyst", "Analyst at Brindle");
    await page.locator("#action-text").fill("Send the slides");
    await page.locator("#action-due").fill(new Date().toLocaleDateString("sv-SE"));
    await page.locator("#action-text").press("Enter");
    await expect(page.getByText("Send the slides").first()).toBeVisible();
    await open(page, "/people");
    await door(page).click();
    await expect(heading(page)).not.toContainText("hurts");
    await click(page, /Data engineer at Acme/);
    await expect(page.getByText(/Step 1 of/)).toHaveCount(0);
    await expect(page.getByRole("button", { name: /24 hours Until / })).toBeVisible();
    await click(page, /24 hours/);
    await expect(heading(page)).toHaveText("Rest first");
    await expect(page.locator(".lede")).toHaveText(/^Acme can wait until .+ at \d\d:\d\d\. Nothing is asked of you before then\.$/);

    await page.getByRole("link", { name: "Leave it for now" }).click();
    await expect(page.locator(".next")).toHaveCount(0);
    await expect(page.locator(".due")).toHaveCount(0);
    await expect(page.getByText(/^Everything else waits until (?!on )/)).toBeVisible();
    await click(page, "Show what’s waiting");
    await expect(page.locator(".due")).toHaveCount(1);
  });

  test("what is noted on the call is carried along, survives a reload, and the reply is to whoever called", async ({ page }) => {
    await interviewed(page, "Acme, Data engineer", "Data engineer at Acme");
    await door(page).click();
    await page.getByText("A call coming? Read this first.").click();
    await page.getByLabel("What they’re saying, in their words").fill("It was close.");
    await page.getByLabel("Who is calling?").fill("Mira Roth");
    await page.reload();
    await open(page, "/comeback/new");
    await page.getByText("A call coming? Read this first.").click();
    await expect(page.getByLabel("What they’re saying, in their words")).toHaveValue("It was close.");
    await click(page, /Data engineer at Acme/);
    await expect(page.getByLabel("What they said, in their words")).toHaveValue("It was close.");
    await expect(page.getByLabel("Mira Roth")).toBeChecked();
    await click(page, /No pause/);
    // What they said is known, and is not asked again.
    await expect(heading(page)).toHaveText("Answer them warmly");
    await expect(page.locator("#draft-reply-to-no")).toHaveValue(/Mira/);
    await page.getByRole("link", { name: "People", exact: true }).click();
    await page.getByRole("link", { name: "Mira Roth" }).first().click();
    await expect(page.locator(".timeline")).toContainText("It was close.");
  });

  test("a company that is here already is asked about, and not added twice", async ({ page }) => {
    await interviewed(page, "Acme, Data engineer", "Data engineer at Acme");
    await door(page).click();
    await page.getByLabel("Company", { exact: true }).fill("ACME");
    await expect(page.getByText("This one?")).toBeVisible();
    await click(page, "Continue");
    await expect(page).toHaveURL(/\/comeback\/new/);
    await page.getByRole("status").getByRole("button", { name: /Data engineer at Acme/ }).click();
    await expect(page).toHaveURL(/\/comeback\/[0-9a-f-]{36}/);
    await open(page, "/search");
    await expect(page.getByText("1 opportunity", { exact: true })).toBeVisible();
  });

  test("a role that closed after interviews has a closing of its own", async ({ page }) => {
    await interviewed(page, "Acme, Data engineer", "Data engineer at Acme");
    await page.locator("#met-name").fill("Mira");
    await click(page, "Add person");
    await page.getByLabel("Move to another stage").selectOption("ending:role-closed");
    await expect(heading(page)).toHaveText("The role is gone");
    await click(page, "Stay in touch, lightly");
    await click(page, "Close this chapter");
    await expect(heading(page)).toHaveText("This chapter is closed");
    await page.getByRole("link", { name: "Mira" }).click();
    await expect(page.getByText("Say hello to Mira").first()).toBeVisible();
  });

  test("a withdrawal of one’s own has a message to say it with, and so has an offer declined", async ({ page }) => {
    await interviewed(page, "Acme, Data engineer", "Data engineer at Acme");
    await page.locator("#met-name").fill("Mira");
    await click(page, "Add person");
    await page.getByLabel("Move to another stage").selectOption("ending:withdrawn");
    await expect(heading(page)).toHaveText("You chose to withdraw");
    await page.getByText("Write to them", { exact: true }).click();
    const message = page.locator("#draft-withdraw");
    await expect(message).toHaveValue(/^Hello Mira,\n\nI’ve decided to withdraw my application for the Data engineer role at Acme\./);

    await interviewed(page, "Brindle, Analyst", "Analyst at Brindle");
    await page.getByLabel("Move to another stage").selectOption("ending:declined");
    await expect(heading(page)).toHaveText("You turned this one down");
    await page.getByText("Write to them", { exact: true }).click();
    await expect(message).toHaveValue(/Thank you for offering me the Analyst role at Brindle\./);
    await expect(message).not.toHaveValue(/application/);
  });

  test("words of despair bring one line to human help, and no request", async ({ page }) => {
    await interviewed(page, "Acme, Data engineer", "Data engineer at Acme");
    const notes = page.locator("#notes");
    await notes.fill("The deadline was a dead end, and I'm dying to know more.");
    await expect(page.locator(".human-help")).toHaveCount(0);
    await notes.fill("I am worthless and I want to die");
    await expect(page.locator(".human-help")).toBeVisible();
    await expect(page.locator(".human-help a")).toHaveAttribute("rel", /noopener/);
  });
});
