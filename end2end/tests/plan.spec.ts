// The plan of a week: suggested, written, carried on, rested, looked back on; goals that are counted; a plan for a no.
import AxeBuilder from "@axe-core/playwright";
import { add, companyIn, expect, goOffline, open, phone, test, untilAlive, untilControlled, wide, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const lines = (page: Page) => page.getByRole("region", { name: "Your lines" }).getByRole("listitem");
const lineOf = (page: Page, text: string) => lines(page).filter({ hasText: text });

/** A Wednesday at ten, eleven on the clock of the browser: this week has days behind it and days left. */
const WEDNESDAY = new Date("2026-12-02T10:00:00Z");

/** Moves the clock of the page on, and opens an address as of then. */
async function openAt(page: Page, time: string, path: string): Promise<void> {
  await page.clock.setFixedTime(new Date(`${time}Z`));
  await open(page, path);
}

async function accessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(WEDNESDAY);
});

for (const [name, screen] of [["a phone", phone], ["a desk", wide]] as const) {
  test.describe(`on ${name}`, () => {
    test.use(screen);

    test("a first week is suggested, planned in a few taps, and never filled in by itself", async ({ page }) => {
      await open(page, "/search");
      await add(page, "Acme, Data engineer");
      await page.getByRole("link", { name: "Today", exact: true }).click();
      await page.getByRole("link", { name: "Plan", exact: true }).locator("visible=true").first().click();
      await expect(heading(page)).toHaveText("Plan");
      const suggested = page.getByRole("region", { name: "A week to start with" });
      await expect(suggested.getByRole("listitem")).toHaveCount(3);
      await expect(suggested).toContainText("Apply to Acme");
      await expect(lines(page)).toHaveCount(0);
      await button(page, "Add all 3").click();
      await expect(lines(page)).toHaveCount(3);
      await expect(suggested).toHaveCount(0);
      await expect(lineOf(page, "Apply to Acme")).toContainText("Today, morning");
      // One taken back takes all of them back.
      await button(page, "Undo").click();
      await expect(lines(page)).toHaveCount(0);
      await button(page, "Add to my plan: Apply to Acme").click();
      await expect(lines(page)).toHaveCount(1);
      await page.getByRole("link", { name: "Today", exact: true }).click();
      await expect(page.locator(".next")).toContainText("Apply to Acme");
      await expect(page.locator(".next")).toContainText(/today, morning/i);
    });

    test("a line has what, day, time, place and what if, and is saved as it is typed", async ({ page, server, watch }) => {
      await open(page, "/plan");
      await untilControlled(page);
      await goOffline(page, server, watch);
      await page.getByLabel("What", { exact: true }).fill("Send one application");
      await button(page, "Fri 4").click();
      await button(page, "Afternoon").click();
      await page.getByText("Time, place, and what if something gets in the way").click();
      await page.getByLabel("Where", { exact: true }).fill("The library");
      await page.getByLabel("If this gets in the way …").fill("it is closed");
      await page.getByLabel("… then I will").fill("I write at the kitchen table");
      await button(page, "Add to my plan").click();
      const line = lineOf(page, "Send one application");
      await expect(line).toContainText("Friday 4 Dec, afternoon");
      await expect(line).toContainText("The library · If it is closed, then I write at the kitchen table");
      await expect(page.getByLabel("What", { exact: true })).toHaveValue("");

      await button(page, "Change: Send one application").click();
      await line.getByLabel("Time").fill("14:30");
      await line.getByLabel("Where").fill("Home");
      await line.getByLabel("Where").blur();
      await page.reload();
      await untilAlive(page);
      await expect(line).toContainText("Friday 4 Dec, 14:30");
      await expect(line).toContainText("Home");
      await accessible(page);
      await button(page, "Done: Send one application").click();
      await expect(page.getByText("1 of 1 done").first()).toBeVisible();
      await expect(button(page, "Done: Send one application")).toHaveAttribute("aria-pressed", "true");
      await button(page, "Done: Send one application").click();
      await expect(page.getByText("0 of 1 done").first()).toBeVisible();
    });

    test("the page is accessible, and nothing on it is wider than the screen", async ({ page }) => {
      await open(page, "/plan");
      await button(page, "Add all 3").click();
      await button(page, /^Change: Practise/).click();
      await accessible(page);
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
      }
    });
  });
}

test("what was not done is carried on, put off or let go, without a word of blame", async ({ page }) => {
  await open(page, "/plan");
  for (const text of ["Write to Ann", "Practise out loud", "Tidy the CV"]) {
    await page.getByLabel("What", { exact: true }).fill(text);
    await page.keyboard.press("Enter");
    await expect(lineOf(page, text)).toHaveCount(1);
  }
  // Late within its week, a line says for which day it was planned.
  await openAt(page, "2026-12-05T10:00:00", "/");
  await expect(page.locator(".page")).toContainText(/planned for Wednesday/i);
  await expect(page.locator(".page")).not.toContainText(/overdue/i);

  await openAt(page, "2026-12-07T10:00:00", "/");
  await expect(page.locator(".next")).toContainText("How was your week?");
  await expect(page.locator(".page")).not.toContainText(/overdue/i);
  await page.getByRole("link", { name: "Look back" }).click();
  await expect(page.locator(".page__sub")).toHaveText("Last week, 30 Nov to 6 Dec");
  await expect(page.getByText("0 of 3 done").first()).toBeVisible();
  await page.getByLabel("The week in one sentence").fill("A slow week, and that’s fine.");
  await button(page, "Finish the week").click();
  await expect(page.getByText("You looked back at this week on 7 Dec.")).toBeVisible();

  await page.getByRole("link", { name: "On to this week" }).click();
  const open3 = page.getByRole("region", { name: "Still open from before" });
  await expect(open3.getByRole("listitem")).toHaveCount(3);
  await button(page, "This week: Write to Ann").click();
  await button(page, "Next week: Practise out loud").click();
  await button(page, "Let go: Tidy the CV").click();
  await expect(open3).toHaveCount(0);
  await expect(lineOf(page, "Write to Ann")).toContainText("Today");
  await page.getByRole("link", { name: "Next week", exact: true }).click();
  await expect(lineOf(page, "Practise out loud")).toContainText("Monday 14 Dec");
  await page.getByText("Earlier weeks").click();
  await page.getByRole("link", { name: "Last week, 30 Nov to 6 Dec" }).click();
  await expect(page.getByLabel("The week in one sentence")).toHaveValue("A slow week, and that’s fine.");
  await expect(page.getByText("Let go", { exact: true }).first()).toBeVisible();
});

test("a rest day empties Today but for what has an hour", async ({ page }) => {
  await open(page, "/plan");
  for (const [text, time] of [["Tidy the CV", ""], ["Coffee with Ann", "15:00"]] as const) {
    await page.getByLabel("What", { exact: true }).fill(text);
    await button(page, "Today").click();
    if (time) {
      await page.getByText("Time, place, and what if something gets in the way").click();
      await page.getByLabel("Time", { exact: true }).fill(time);
    }
    await button(page, "Add to my plan").click();
    await expect(lineOf(page, text)).toHaveCount(1);
  }
  await button(page, "Wednesday").click();
  await expect(button(page, "Wednesday")).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await expect(page.locator(".due")).toHaveCount(1);
  await expect(page.locator(".due")).toContainText("Coffee with Ann");
  await expect(page.getByText("It’s a rest day. Everything else waits until tomorrow.")).toBeVisible();
  await button(page, "Show what’s waiting").click();
  await expect(page.locator(".page")).toContainText("Tidy the CV");
});

test("something to do is in the plan by one tap, from Today and from its opportunity", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByRole("link", { name: companyIn("Acme, ") }).first().click();
  await page.locator("#action-text").fill("Send the slides");
  await page.locator("#action-due").fill("2027-01-20");
  await page.locator("#action-text").press("Enter");
  await button(page, "Add to my plan: Send the slides").click();
  await expect(page.getByRole("link", { name: "In your plan: 20 Jan 2027" })).toBeVisible();

  await open(page, "/");
  await page.getByText("Add something to do").click();
  await page.locator("#todo-text").fill("Renew the passport");
  await page.locator("#todo-due").fill("2027-03-01");
  await button(page, "Add to-do").click();
  await page.getByText(/^Everything else to do/).click();
  await button(page, "Add to my plan: Renew the passport").click();
  await expect(page.getByRole("link", { name: "In your plan: 1 Mar 2027" })).toBeVisible();
});

test("a message and its line are one thing, wherever it is done", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByRole("link", { name: companyIn("Acme, ") }).first().click();
  await page.locator("#met-name").fill("Ann Lee");
  await button(page, "Add person").click();
  await page.getByRole("link", { name: "Ann Lee" }).first().click();
  await expect(heading(page)).toHaveText("Ann Lee");
  await page.getByText("Plan a message", { exact: true }).click();
  await page.locator("#own-day").fill("2026-12-04");
  await button(page, "Plan it").click();
  await button(page, /^Add to my plan: Say hello to Ann Lee/).click();
  await open(page, "/plan");
  await expect(lineOf(page, "Say hello to Ann Lee")).toContainText("Friday 4 Dec");
  await openAt(page, "2026-12-04T10:00:00", "/");
  await expect(page.getByText("Say hello to Ann Lee")).toHaveCount(1);
  await page.locator(".next").getByRole("button", { name: "Done" }).click();
  await open(page, "/plan");
  await expect(button(page, "Done: Say hello to Ann Lee")).toHaveAttribute("aria-pressed", "true");
});

test("a goal is counted from what is there, with its whole", async ({ page }) => {
  await open(page, "/plan");
  await page.getByText("Set a goal").click();
  await page.getByLabel("In your own words").fill("Send two applications a week");
  await page.getByLabel("How many a week").fill("2");
  await page.getByLabel("Count", { exact: true }).selectOption("applications");
  await button(page, "Set this goal").click();
  await expect(page.getByText("0 of 2 this week")).toBeVisible();
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByRole("link", { name: companyIn("Acme, ") }).first().click();
  await page.getByLabel("Move to another stage").selectOption("applied");
  await open(page, "/plan");
  await expect(page.getByText("1 of 2 this week")).toBeVisible();
  await expect(page.locator(".page")).not.toContainText(/streak|%/);
  await button(page, "Set aside: Send two applications a week").click();
  await expect(page.getByText("1 of 2 this week")).toHaveCount(0);
});

test("a plan for a no is written before the final round and shown in the pause", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByRole("link", { name: companyIn("Acme, ") }).first().click();
  await page.getByLabel("Move to another stage").selectOption("final");
  await button(page, "Add to the history").click();
  const form = page.locator("form.event-form");
  await form.getByLabel("What", { exact: true }).selectOption("round");
  await form.getByLabel("Title").fill("Final panel");
  await form.getByLabel("Day").fill("2026-12-03");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".timeline")).toContainText("Final panel");
  const here = page.url();
  await page.getByRole("link", { name: "Prepare" }).first().click();
  await expect(heading(page)).toContainText("Prepare");
  const plan = page.getByLabel("If they say no, I will …");
  await plan.fill("call Ben and go for a swim");
  await plan.blur();
  await open(page, here.replace(/^https?:\/\/[^/]+/, ""));
  await page.locator("a.no-door:visible").click();
  await button(page, /Data engineer at Acme/).click();
  await expect(page.getByText("call Ben and go for a swim")).toBeVisible();
  await button(page, /24 hours/).click();
  await expect(heading(page)).toHaveText("Rest first");
  await expect(page.getByText("call Ben and go for a swim")).toBeVisible();
});
