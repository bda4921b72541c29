// The main job: a search is tracked, a no arrives after interviews, and the comeback is walked to its end, mostly without a network.
import { expect, goOffline, open, phone, test, untilAlive, untilControlled, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const click = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();

test.describe("on a phone", () => {
  test.use(phone);

  test("a no after interviews, from the first tap to the closed chapter, offline and closed in the middle", async ({
    page: first,
    context,
    server,
    watch,
  }) => {
    test.setTimeout(120_000);
    let page = first;
    await open(page, "/search");
    await untilControlled(page);
    await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Acme/ }).first().click();
    await expect(heading(page)).toHaveText("Data engineer at Acme");
    await page.getByLabel("Move to another stage").selectOption("interviewing");
    await expect(page.locator(".page__head .stage-badge")).toHaveText("Interviewing");

    await click(page, "They said no");
    await expect(page).toHaveURL(/\/comeback\//);
    await goOffline(page, server, watch);
    await click(page, /24 hours/);
    await expect(heading(page)).toHaveText("Rest first");
    await page.getByRole("link", { name: "Leave it for now" }).click();
    await expect(page.getByText("Acme can wait")).toBeVisible();
    await expect(page.locator(".due")).toHaveCount(0);

    await page.getByRole("link", { name: "Open it anyway" }).click();
    await click(page, "I am ready now");
    await page.getByLabel("On the phone").check();
    await page.getByLabel("What they said, as it came").fill("It was close.");
    await click(page, "Continue");

    await expect(page.getByRole("button", { name: "I sent it" }).first()).toBeVisible();
    await page.locator("#draft-reply-to-no").fill("Thank you for your time.");
    await click(page, "I sent it");
    await expect(page.getByRole("button", { name: "Sent", exact: true }).first()).toBeVisible();
    await click(page, "Continue");

    await page.getByLabel("Mine to work on").check();
    await page.getByRole("group", { name: "What may have been behind it" }).getByRole("checkbox").first().check();
    await click(page, "Continue");

    await expect(page.getByText("Question 1 of 15")).toBeVisible();
    await page.locator("textarea[id^=answer-]").fill("I spoke too fast.");
    await page.getByLabel("Mixed").check();
    await click(page, "Next question");
    await expect(page.getByText("Question 2 of 15")).toBeVisible();
    await page.locator("textarea[id^=answer-]").fill("Typed and not yet confirmed");
    const address = page.url();
    await page.close();

    // Opened again, cold and without a network, it goes on at the same question and nothing typed is lost.
    page = await context.newPage();
    await page.goto(address);
    await untilAlive(page);
    await expect(page.getByText("Question 2 of 15")).toBeVisible();
    await expect(page.locator("textarea[id^=answer-]")).toHaveValue("Typed and not yet confirmed");
    for (let number = 2; number < 15; number += 1) {
      await expect(page.getByText(`Question ${number} of 15`)).toBeVisible();
      await click(page, "Next question");
    }
    await click(page, "Finish the review");

    await click(page, "Keep");
    await page.getByLabel("The one thing to watch next time").fill("Open with one sentence");
    await click(page, "Keep this focus");
    await click(page, "Continue");

    await page.getByLabel("Who did you meet?").fill("Mira");
    await click(page, "Add this person");
    await expect(page.getByText(/^Something to read, /)).toBeVisible();
    await click(page, "Continue");

    await page.getByLabel("A piece of work you could offer them").fill("A small audit");
    await click(page, "Keep it as a project");
    await expect(page.getByText("Kept as a project", { exact: true })).toBeVisible();
    await click(page, "Continue");

    await page.getByLabel("First, tomorrow").fill("Write to Ben");
    await page.getByRole("button", { name: /Practise one answer/ }).click();
    await click(page, "Put these into Today");

    await page.getByLabel("What you take along").fill("Numbers land.");
    await click(page, "Close this chapter");
    await expect(heading(page)).toHaveText("This chapter is closed");
    await page.getByRole("link", { name: "Go to Today" }).click();
    await expect(page.getByText("Write to Ben").first()).toBeVisible();

    await page.getByRole("link", { name: "Learned" }).click();
    await expect(page.getByText("Open with one sentence")).toBeVisible();

    // The focus comes back where a talk is ahead.
    await page.goto("/search");
    await page.getByLabel("Add an opportunity").fill("Brindle, Analyst");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Brindle/ }).first().click();
    await page.getByLabel("Move to another stage").selectOption("screening");
    await expect(page.getByRole("region", { name: "Before you talk to them" })).toContainText("Open with one sentence");
  });

  test("a form letter takes two taps and ends with a kind line", async ({ page }) => {
    await open(page);
    await page.getByRole("link", { name: /I just heard no/ }).click();
    await page.getByLabel("Company", { exact: true }).fill("Quillon");
    await click(page, "Continue");
    await click(page, /Beyond my control/);
    await click(page, "Close this chapter");
    await expect(heading(page)).toHaveText("This chapter is closed");
    await expect(page.locator(".lede")).not.toBeEmpty();
  });

  test("with a search at hand, a no takes three taps from anywhere", async ({ page }) => {
    await open(page, "/search");
    await page.getByLabel("Add an opportunity").fill("Acme, Nurse");
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 opportunity", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Today", exact: true }).click();
    await page.getByRole("link", { name: "I just heard no" }).click();
    await click(page, /Nurse at Acme/);
    await expect(page).toHaveURL(/\/comeback\/[0-9a-f-]{36}/);
  });
});

test("two tabs keep each other's words", async ({ page, context }) => {
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await expect(heading(page)).toHaveText("Data engineer at Acme");
  const other = await context.newPage();
  await other.goto(page.url());
  await untilAlive(other);
  await expect(heading(other)).toHaveText("Data engineer at Acme");

  // Different fields: both stay.
  await page.locator("#notes").fill("From the first tab");
  await page.locator("#notes").blur();
  await other.getByRole("button", { name: "Edit", exact: true }).click();
  await other.getByLabel("Place", { exact: true }).fill("Lyon");
  await other.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.locator(".facts")).toContainText("Lyon");
  await expect(other.locator("#notes")).toHaveValue("From the first tab");

  // The same field: the later one stays, in both.
  await other.locator("#notes").fill("From the second tab, later");
  await other.locator("#notes").blur();
  await expect(page.locator("#notes")).toHaveValue("From the second tab, later");
  await page.reload();
  await untilAlive(page);
  await expect(page.locator("#notes")).toHaveValue("From the second tab, later");
  await expect(page.locator(".facts")).toContainText("Lyon");
});

test("a new build waits, keeps what is being typed, and comes when asked", async ({ page, server, watch }) => {
  await open(page, "/search");
  await untilControlled(page);
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await page.locator("#notes").fill("In flight");
  watch.allow(/ERR_CONNECTION|Failed to update/);
  await server.deployNextBuild();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByText("A new version of One Yes is ready")).toBeVisible();
  await expect(page.locator('link[rel="stylesheet"]')).not.toHaveAttribute("href", /next-build/);
  await page.getByRole("button", { name: "Use the new version" }).click();
  await expect(page.locator('link[rel="stylesheet"]')).toHaveAttribute("href", /next-build/);
  await untilAlive(page);
  await expect(page.locator("#notes")).toHaveValue("In flight");
});
