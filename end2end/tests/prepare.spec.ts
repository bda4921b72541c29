// Around a round: prepared before it, noted right after it, and both back before the next one. Stories and the first ninety days.
import AxeBuilder from "@axe-core/playwright";
import { add, companyIn, expect, goOffline, open, phone, test, untilAlive, untilControlled, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** A day on the clock of the browser, so many days from today. */
const day = (page: Page, days: number) =>
  page.evaluate((days) => {
    const day = new Date();
    day.setDate(day.getDate() + days);
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
  }, days);

async function opportunity(page: Page, line: string): Promise<string> {
  await open(page, "/search");
  await add(page, line);
  await page.getByRole("link", { name: companyIn(line) }).first().click();
  await expect(heading(page)).toContainText(companyIn(line));
  return page.url();
}

async function meet(page: Page, name: string): Promise<void> {
  await page.locator("#met-name").fill(name);
  await button(page, "Add person").click();
  await expect(page.getByRole("link", { name }).first()).toBeVisible();
}

async function addRound(page: Page, title: string, days: number, people: string[], link = "", how = "video"): Promise<void> {
  await button(page, "Add to the history").click();
  const form = page.locator("form.event-form");
  await form.getByLabel("What", { exact: true }).selectOption("round");
  await form.getByLabel("Title").fill(title);
  await form.getByLabel("Day").fill(await day(page, days));
  await form.getByLabel("How", { exact: true }).selectOption(how);
  if (link) await form.getByLabel("Link", { exact: true }).fill(link);
  for (const name of people) await form.getByRole("checkbox", { name }).check();
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".timeline")).toContainText(title);
}

const row = (page: Page, title: string) => page.locator(".timeline li").filter({ hasText: title });

test.describe("on a phone", () => {
  test.use(phone);

  test("what is noted right after a round is there before the next one, also without a network", async ({ page, server, watch }) => {
    test.setTimeout(120_000);
    const here = await opportunity(page, "Halden Freight, Planner");
    await meet(page, "Ann Lee");
    await addRound(page, "First talk", -1, ["Ann Lee"]);
    await page.getByRole("link", { name: "Today", exact: true }).click();
    await page.getByRole("link", { name: "Note it" }).click();
    await expect(heading(page)).toHaveText("How was the first talk?");
    await untilControlled(page);
    await goOffline(page, server, watch);
    const ann = page.getByRole("region", { name: "Ann Lee" });
    await ann.getByLabel("What they care about").fill("Late plans");
    await ann.getByLabel("What landed").fill("The rota");
    await ann.getByLabel("What I promised").fill("My rota template");
    await ann.getByLabel("What I promised").blur();
    // A promise has a day from the start, and it can be another one.
    await expect(ann.getByLabel(/^By when/)).toHaveValue(await day(page, 1));
    await ann.getByLabel(/^By when/).fill(await day(page, 3));
    // Someone else was there: named here, they are on the opportunity's list and have a section of their own.
    await page.getByLabel("Their name").fill("Tom Becker");
    await button(page, "Add person").click();
    const tom = page.getByRole("region", { name: "Tom Becker" });
    await tom.getByLabel("What landed").fill("The outage");
    await expect(page.getByText("History corrected")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Thank Ann Lee after the round" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Thank Tom Becker after the round" })).toBeVisible();
    await page.reload();
    await untilAlive(page);
    await expect(ann.getByLabel("What I promised")).toHaveValue("My rota template");
    await expect(tom.getByLabel("What landed")).toHaveValue("The outage");
    await page.getByRole("link", { name: "Done" }).click();
    await expect(page.getByText("How was the first talk?")).toHaveCount(0);

    await open(page, here);
    await expect(row(page, "First talk")).toContainText("Ann Lee cares about");
    await expect(page.getByRole("link", { name: "Tom Becker" }).first()).toBeVisible();
    await addRound(page, "Final panel", 2, ["Ann Lee"], "https://meet.example/halden");
    await page.getByRole("region", { name: "Before you talk to them" }).getByRole("link", { name: "Prepare: Final panel" }).click();
    await expect(heading(page)).toHaveText("Prepare: Final panel");
    const there = page.getByRole("region", { name: "Who will be there" });
    await expect(there).toContainText("Late plans");
    await expect(there).toContainText("My rota template");
    await expect(there).not.toContainText("The outage");
    await expect(page.getByRole("link", { name: "Join: meet.example" })).toHaveAttribute("rel", /noopener/);

    // One focus, written here, is asked about afterwards.
    await page.getByText("Choose another focus").click();
    await page.getByLabel("One thing to watch").fill("Numbers first");
    await page.locator("form", { has: page.getByLabel("One thing to watch") }).getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: "Your one focus" })).toContainText("Numbers first");
    await page.getByLabel("Questions to ask them").fill("What slows you down?");
    await page.getByRole("checkbox", { name: /^Camera/ }).check();
    await page.reload();
    await untilAlive(page);
    await expect(page.getByLabel("Questions to ask them")).toHaveValue("What slows you down?");
    await expect(page.getByRole("checkbox", { name: /^Camera/ })).toBeChecked();
    await page.goto(page.url().replace("/prepare/", "/after/"));
    await untilAlive(page);
    const asked = page.getByRole("group", { name: "Your focus: Numbers first. Did you do it?" });
    await asked.getByRole("radio", { name: "Yes" }).check();
    await page.reload();
    await untilAlive(page);
    await expect(asked.getByRole("radio", { name: "Yes" })).toBeChecked();
  });

  test("the links of a round are far enough apart for a finger", async ({ page }) => {
    await opportunity(page, "Halden Freight, Planner");
    await meet(page, "Ann Lee");
    // With nothing before it, the name is right above the link to the round.
    await addRound(page, "First talk", -1, ["Ann Lee"], "", "");
    await addRound(page, "Final panel", 2, ["Ann Lee"], "", "");
    await expect(row(page, "Final panel").getByRole("link", { name: "Prepare" })).toBeVisible();
    const found = await new AxeBuilder({ page }).withRules(["target-size"]).include(".timeline").analyze();
    expect(found.violations.flatMap((violation) => violation.nodes.map((node) => node.html))).toEqual([]);
  });
});

test("a story is written down, told, set aside, removed, and comes back on undo", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page, "/stories");
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  await page.getByLabel("What a new story is about").fill("The rota");
  await button(page, "Add story").click();
  const story = page.getByRole("region", { name: "The rota" });
  await story.getByLabel("The result, with a number").fill("Complaints went down");
  await story.getByLabel("What it shows").fill("planning");
  await expect(story.getByText("Is there a number for it?")).toBeVisible();
  await story.getByLabel("The result, with a number").fill("Complaints went down by 40 %");
  await story.getByLabel("The result, with a number").blur();
  await expect(story.getByText("Is there a number for it?")).toHaveCount(0);

  await opportunity(page, "Halden Freight, Planner");
  await page.locator("#notes").fill("Requirements\n- Planning shifts\n- Reporting to a board");
  await page.locator("#notes").blur();
  await meet(page, "Ann Lee");
  await addRound(page, "First talk", -1, ["Ann Lee"]);
  await row(page, "First talk").getByRole("link", { name: "Notes on this round" }).click();
  await page.getByText("Stories you told").click();
  await page.getByRole("checkbox", { name: "The rota" }).check();
  await page.locator(".page__back a").click();
  await addRound(page, "Final panel", 2, ["Ann Lee"]);
  await row(page, "Final panel").getByRole("link", { name: "Prepare" }).click();
  const stories = page.getByRole("region", { name: "Stories to tell" });
  await expect(stories).toContainText("Complaints went down by 40 %");
  await expect(stories).toContainText("Told to Ann Lee (Halden Freight");
  await expect(page.getByRole("main")).toContainText("Reporting to a board");
  await expect(page.getByRole("main").getByText("Planning shifts")).toHaveCount(0);

  await page.getByRole("link", { name: "All stories" }).click();
  await button(page, "Set aside").click();
  await expect(button(page, "Use it again")).toBeVisible();
  await button(page, "Remove the story: The rota").click();
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("region", { name: "The rota" })).toBeVisible();
});

test("the first ninety days are written down, and begin the next plan", async ({ page }) => {
  const here = await opportunity(page, "Halden Freight, Planner");
  await open(page, `${here}/ninety-days`);
  await expect(heading(page)).toHaveText("Your first ninety days");
  const first = page.getByRole("region", { name: "By day 30" });
  await first.getByLabel("Goal").fill("Sit in on calls");
  await first.getByLabel("First step").fill("Ask for the schedule");
  await page.reload();
  await untilAlive(page);
  await expect(first.getByLabel("First step")).toHaveValue("Ask for the schedule");
  // On paper there is the plan alone.
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".paper")).toContainText("Goal: Sit in on calls");
  await expect(page.locator("#goal-30")).toBeHidden();
  await page.emulateMedia({ media: "screen" });

  const next = await opportunity(page, "Umbra, Analyst");
  await open(page, `${next}/ninety-days`);
  await button(page, "Start from your plan for Halden Freight").click();
  await expect(page.getByRole("region", { name: "By day 30" }).getByLabel("Goal")).toHaveValue("Sit in on calls");
  await expect(button(page, "Start from your plan for Halden Freight")).toHaveCount(0);
});
