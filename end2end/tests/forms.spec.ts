// No second-class text fields: whatever is typed is saved by itself, or kept as a draft until it is
// saved or discarded.
import { add, companyIn, expect, open, test, untilAlive, untilControlled, type Page } from "./fixtures.ts";

const NOTES = "They worry about the new warehouse.";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

const formOf = (page: Page) => page.locator("form.event-form");

/** Opens the page of a new opportunity. */
async function opportunity(page: Page, line: string): Promise<void> {
  await open(page, "/search");
  await add(page, line);
  await page.getByRole("link", { name: companyIn(line) }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(companyIn(line));
}

/** Begins to note a round, and does not save it. */
async function noteHalfARound(page: Page): Promise<void> {
  await button(page, "Add to the history").click();
  await formOf(page).getByLabel("Notes").fill(NOTES);
  await formOf(page).getByLabel("Title").fill("calm migrations");
}

/** The texts of half-written forms that this device keeps. */
const drafts = (page: Page) =>
  page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("one-yes:form:")).map(([, text]) => text));

test.describe("a half-written round", () => {
  const ways: [string, (page: Page) => Promise<unknown>][] = [
    ["a reload", (page) => page.reload()],
    [
      "another page and Back",
      async (page) => {
        await page.getByRole("link", { name: "People" }).first().click();
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("People");
        await page.goBack();
      },
    ],
    [
      "a page that is dropped",
      async (page) => {
        // A crash leaves no time to save anything.
        const address = page.url();
        const next = await page.context().newPage();
        await next.goto(address);
        await untilAlive(next);
        await expect(formOf(next).getByLabel("Notes")).toHaveValue(NOTES);
        await next.close();
        await page.reload();
      },
    ],
  ];
  for (const [how, leave] of ways) {
    test(`survives ${how}, and is gone once it is saved`, async ({ page }) => {
      await opportunity(page, "Acme, Data engineer");
      await noteHalfARound(page);
      await leave(page);
      await untilAlive(page);
      await expect(formOf(page).getByLabel("Notes")).toHaveValue(NOTES);
      await expect(formOf(page).getByLabel("Title")).toHaveValue("calm migrations");
      await expect(formOf(page).getByText("haven’t finished it yet.")).toBeVisible();
      await formOf(page).getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.locator(".timeline").getByText(NOTES)).toBeVisible();
      expect(await drafts(page)).toEqual([]);
      await page.reload();
      await untilAlive(page);
      await expect(formOf(page)).toHaveCount(0);
    });
  }

  test("survives the update notice, which promises just that", async ({ page, server }) => {
    await opportunity(page, "Acme, Data engineer");
    await untilControlled(page);
    await noteHalfARound(page);
    await server.deployNextBuild();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await button(page, "Use the new version").click();
    const stylesheet = () => page.locator('link[rel="stylesheet"]').getAttribute("href").catch(() => "");
    await expect.poll(stylesheet).toContain("next-build");
    await untilAlive(page);
    await expect(formOf(page).getByLabel("Notes")).toHaveValue(NOTES);
  });

  test("is gone once it is discarded, and once everything is deleted", async ({ page }) => {
    await opportunity(page, "Acme, Data engineer");
    await noteHalfARound(page);
    await page.reload();
    await untilAlive(page);
    await button(page, "Discard").click();
    await expect(formOf(page).getByLabel("Notes")).toHaveValue("");
    expect(await drafts(page)).toEqual([]);

    await formOf(page).getByLabel("Notes").fill(NOTES);
    expect(await drafts(page)).toHaveLength(1);
    await page.goto("/settings");
    await untilAlive(page);
    await button(page, "Delete everything").click();
    await button(page, "Yes, delete it all").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("One yes is enough");
    expect(await drafts(page)).toEqual([]);
  });
});

test("two tabs with one form each keep their own, and what one saves is not offered by the other", async ({ page, context }) => {
  const field = (tab: Page) => tab.getByLabel("Add something you’ve learned");
  await open(page, "/learned");
  const other = await context.newPage();
  await open(other, "/learned");
  await field(page).fill("Open with one sentence");
  await field(other).fill("Ask about the team");
  for (const tab of [page, other]) {
    await tab.reload();
    await untilAlive(tab);
  }
  await expect(field(page)).toHaveValue("Open with one sentence");
  await expect(field(other)).toHaveValue("Ask about the team");
  await button(page, "Save").click();
  await expect(page.locator(".learning").getByText("Open with one sentence")).toBeVisible();
  await other.reload();
  await untilAlive(other);
  await expect(field(other)).toHaveValue("Ask about the team");

  // A tab that only shows what another wrote follows it.
  await field(page).fill("Bring a question");
  await other.close();
  const third = await context.newPage();
  await open(third, "/learned");
  await expect(field(third)).toHaveValue("Bring a question");
  await field(page).press("Enter");
  await expect(page.locator(".learning").getByText("Bring a question")).toBeVisible();
  // What one tab stores reaches the others a moment later.
  await expect(async () => {
    await third.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(field(third)).toHaveValue("", { timeout: 500 });
  }).toPass();
});

test("a shared link does not take the place of a line that is half-written", async ({ page }) => {
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill("Quillon, half a li");
  await page.goto("/search?text=Acme%2C%20Nurse");
  await untilAlive(page);
  await expect(page.getByLabel("Add an opportunity")).toHaveValue("Acme, Nurse");
  await page.getByLabel("Add an opportunity").press("Enter");
  await expect(page.getByRole("link", { name: /Acme/ }).first()).toBeVisible();
  await open(page, "/search");
  await expect(page.getByLabel("Add an opportunity")).toHaveValue("Quillon, half a li");
});

test("a note that saves by itself is saved by Back as well, and a ticked box is not ticked twice", async ({ page }) => {
  await opportunity(page, "Acme, Data engineer");
  await page.getByRole("link", { name: "People" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("People");
  await page.goBack();
  await page.getByLabel("Notes and the posting").pressSequentially("Ask about the team");
  await page.evaluate(() => history.back());
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Acme");
  await page.goForward();
  await expect(page.getByLabel("Notes and the posting")).toHaveValue("Ask about the team");

  await open(page, "/learned");
  await page.getByLabel("Add something you’ve learned").fill("Open with one sentence");
  await page.keyboard.press("Enter");
  await page.locator(".learning input").check();
  await page.locator(".learning input").focus();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator(".learning input")).toBeChecked();
});

test("a day typed by keys is saved when it is left, not at its first digit", async ({ page }) => {
  await open(page, "/plan");
  await page.locator("#line-text").fill("Write to Ann");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Change: Write to Ann" }).click();
  const day = page.locator("[id^=line-day-]");
  await day.focus();
  // Any digit may lead into another week, where the field is not.
  await page.keyboard.type("12152031", { delay: 30 });
  await expect(day).toBeFocused();
  await expect(day).toHaveValue("2031-12-15");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator(".plan-line")).toHaveCount(0);
  await expect(page.locator(".toast")).toContainText("15 Dec");
});

// --- The inventory --------------------------------------------------------------------------------

/**
 * Fields that keep nothing, each for a reason. A new field that is not among them has to save, or to
 * be a draft.
 */
const KEEPS_NOTHING: Record<string, string> = {
  "[type=password]": "a password is never kept",
  "[type=file]": "a file is read at once",
  "[readonly]": "nobody types into it",
  "[type=search]": "words to find things by",
  "[role=combobox]": "the command palette",
  ".filters select, .filters input": "what is shown, not what is written",
  ".list input, .bulk input, .bulk select, th input": "rows that are selected",
  "#account-name, #recovery-name, #reset-name, #recovery-code": "what lets people in is never kept",
  "#reminder-minute, #quiet-from, #quiet-to": "sent to the server by the button beside them",
  "[name=way]": "which of two forms is shown",
  "#private-minutes": "used by the button beside it",
};

interface Field {
  id: string;
  type: string;
}

/** Opens whatever folds: forms behind buttons, disclosures, menus. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const closed = 'main button[aria-expanded="false"]';
    for (let round = 0; round < 3; round += 1) {
      for (const details of document.querySelectorAll("main details")) details.setAttribute("open", "");
      const known = new Set<Element>();
      for (let shut; (shut = [...document.querySelectorAll<HTMLElement>(closed)].find((one) => !known.has(one))); ) {
        known.add(shut);
        shut.click();
        await new Promise((drawn) => setTimeout(drawn, 20));
      }
    }
  });
}

/** The fields of a page that have to keep what is typed or chosen. */
async function fieldsOf(page: Page): Promise<Field[]> {
  return page.evaluate((exempt) => {
    const all = [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")];
    const kept = all.filter((field) => !exempt.some((selector) => field.matches(selector)));
    return kept.map((field) => ({ id: field.id, type: field.tagName === "INPUT" ? field.type : field.tagName.toLowerCase() }));
  }, Object.keys(KEEPS_NOTHING));
}

/** Something to type into a field of this type, different for each. */
function sample(type: string, number: number): string {
  const two = String(10 + (number % 18));
  switch (type) {
    case "date":
      return `2031-05-${two}`;
    case "time":
      return `11:${two}`;
    case "number":
      return two;
    case "url":
      return `https://kept.example/${number}`;
    case "email":
      return `kept${number}@mail.example`;
    default:
      return `Kept ${number} at ${Date.now()}`;
  }
}

/** Everything this device keeps. */
const storage = (page: Page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort()));

/** Types into every field of the page, reloads, and looks for it. */
async function takeStock(page: Page, seen: Set<string>): Promise<void> {
  await unfold(page);
  const fields = await fieldsOf(page);
  const texts = fields.filter(({ type }) => !["select", "checkbox", "radio"].includes(type));
  expect(texts.filter(({ id }) => id === ""), `text fields without an id on ${page.url()}`).toEqual([]);
  const typed = new Map<string, string>();
  for (const [number, { id, type }] of texts.entries()) {
    const field = page.locator(`[id="${id}"]`);
    // One that an earlier field has taken away is met on another page.
    if (!(await field.isVisible())) continue;
    // It leads into another week, and has a test of its own.
    if (id.startsWith("line-day-")) continue;
    const text = sample(type, number);
    await field.fill(text);
    // The last one is left by the reload.
    if (number + 1 < texts.length) await field.blur();
    typed.set(id, text);
    seen.add(id.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "*"));
  }
  // No event tells of a crash: what is a draft is there already, and what saves by itself is saved on
  // leaving the field.
  await page.reload();
  await untilAlive(page);
  await unfold(page);
  for (const [id, text] of typed) {
    // A review goes on at the next question once one is answered; the answer is saved.
    if (!(await page.locator(`[id="${id}"]`).count())) {
      expect(await storage(page), `${id} on ${page.url()}`).toContain(text);
      continue;
    }
    await expect(page.locator(`[id="${id}"]`), `${id} on ${page.url()}`).toHaveValue(text);
  }
  for (const { id } of fields.filter(({ type }) => type === "select")) {
    // Selects that move something name themselves first, and act at once.
    const select = page.locator(`[id="${id}"]`);
    if (id === "" || !(await select.isVisible()) || /^(move-|bulk-)/.test(id)) continue;
    const others = await select.evaluate((one: HTMLSelectElement) =>
      [...one.options].map((option) => option.value).filter((value) => value !== one.value && value !== ""),
    );
    const choice = others[0];
    if (choice === undefined) continue;
    const before = await storage(page);
    await select.selectOption(choice);
    await expect.poll(() => storage(page), { message: `${id} keeps nothing on ${page.url()}` }).not.toBe(before);
    seen.add(id.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "*"));
  }
}

test("every field there is saves by itself or is a draft that survives a reload", async ({ page }) => {
  test.setTimeout(300_000);
  const seen = new Set<string>();
  await opportunity(page, "Quillon, Data engineer");
  const here = page.url();
  // Before the example search, in which a pause keeps Today quiet.
  await open(page, "/");
  await takeStock(page, seen);
  await open(page, "/settings");
  await button(page, "Load demo search").click();
  await open(page, here);
  await page.locator("#met-name").fill("Mira");
  await button(page, "Add person").click();
  await expect(page.getByRole("link", { name: "Mira" })).toBeVisible();
  await takeStock(page, seen);
  const person = await page.getByRole("link", { name: "Mira" }).getAttribute("href");
  for (const path of ["/", "/search", "/people", person ?? "", "/learned", "/care", "/partners", "/method", "/account", "/comeback/new"]) {
    await open(page, path);
    await takeStock(page, seen);
  }
  // The plan: its forms, and a line of it.
  await open(page, "/plan");
  await page.locator("#line-text").fill("Write to Ann");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Change: Write to Ann" })).toBeVisible();
  await takeStock(page, seen);
  // Around a round: before it, right after, the first ninety days.
  await open(page, here);
  // Half-written as it is, it may be open already.
  if (!(await page.locator("#event-kind-new").isVisible())) await button(page, "Add to the history").click();
  await page.locator("#event-kind-new").selectOption("round");
  await page.locator("#event-day-new").fill("2031-01-10");
  const round = page.locator("form.event-form", { has: page.locator("#event-kind-new") });
  await round.locator("#round-new-zone").fill("");
  await round.getByRole("checkbox", { name: "Mira" }).check();
  await round.getByRole("button", { name: "Save", exact: true }).click();
  const prepare = await page.locator(".timeline a[href*='/prepare/']").first().getAttribute("href");
  await open(page, "/stories");
  await page.locator("#new-story").fill("The rota");
  await button(page, "Add story").click();
  await expect(page.getByRole("region", { name: "The rota" })).toBeVisible();
  await open(page, "/learned");
  // Half-written as it is, it may be open already.
  if (!(await page.locator("#new-experiment").isVisible())) await page.getByText("Try something new", { exact: true }).click();
  await page.locator("#new-experiment").fill("A CV with numbers");
  await button(page, "Start").click();
  const experiment = await page.getByRole("link", { name: "A CV with numbers" }).getAttribute("href");
  for (const path of [experiment ?? "", "/stories", prepare ?? "", (prepare ?? "").replace("prepare", "after"), `${here}/ninety-days`]) {
    await open(page, path);
    await takeStock(page, seen);
  }
  await open(page, `${here}/project`);
  await takeStock(page, seen);
  await open(page, "/feedback");
  await takeStock(page, seen);
  await button(page, "Save and choose how to ask").click();
  await expect(page).toHaveURL(/\/feedback\/of\//);
  await takeStock(page, seen);
  // The comeback, step by step.
  await open(page, here);
  await page.getByLabel("Move to another stage").selectOption("interviewing");
  await button(page, "They said no").click();
  await page.getByRole("button", { name: /No pause/ }).click();
  for (let step = 0; step < 12; step += 1) {
    // A reason of one's own asks which one, and for a first step.
    const cause = page.getByLabel("Mine to work on");
    if (await cause.count()) {
      await cause.check();
      await page.getByLabel("A skill I can still learn").check();
    }
    await takeStock(page, seen);
    const skip = button(page, "Skip this step");
    if (!(await skip.count())) break;
    await skip.click();
  }
  await open(page, "/settings");
  await takeStock(page, seen);
  // The walk has been everywhere: forms that are known to be there were met.
  for (const id of [
    "quick-add", "notes", "fact-company", "event-notes-new", "event-notes-*", "round-new-zone", "event-day-new", "action-text",
    "action-due", "met-name", "met-mail", "todo-text", "todo-due", "new-person-name", "person-name-edit", "person-notes", "person-tag", "note-text", "note-day", "own-link", "own-day",
    "new-care-item", "day-note", "help-text", "help-day", "help-person", "new-learning", "no-company", "said", "draft-reply-to-no", "draft-reply-to-no-subject", "template-reply-to-no", "reason-note", "which-skill-gap", "step-skill-gap", "step-day-skill-gap",
    "person-name", "idea", "next-0", "next-2", "next-day-0", "next-place-2", "learned", "new-stage", "own-name", "stage-applied", "fact-kind", "note-what", "own-occasion",
    "event-kind-new", "recovery-hours", "new-stage-after",
    "pitch-problem", "pitch-result", "pitch-duration", "pitch-price", "pitch-to", "draft-project-pitch", "questions", "prepare-notes", "new-focus", "cares-*", "landed-*", "promised-*",
    "new-experiment", "new-experiment-subject", "new-experiment-until", "new-experiment-how", "new-note", "new-note-good-for", "new-note-link",
    "brought-*", "what-*", "how-told-*", "began-*", "until-*", "subject",
    "line-text", "line-time", "line-text-*", "line-at-*", "line-part-*", "line-place-*", "line-if-*", "line-then-*", "goal-text", "goal-number",
    "was-there", "new-story", "situation-*", "result-*", "shows-*", "title-*", "goal-30", "step-60", "measure-90",
    "request-title", "request-link", "request-text", "request-own", "request-until", "link-of-*", "text-*", "questions-*", "until-*", "changed-text", "answer-name", "answer-text",
  ]) {
    expect([...seen], "fields that were met").toContain(id);
  }
});
