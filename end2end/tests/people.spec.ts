// People and follow-ups: whom one met, thanks after rounds, the plan after a no, address books, two devices.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anotherDevice, signUp, untilEverywhere } from "./accounts.ts";
import { companyIn, expect, open, phone, test, type Page } from "./fixtures.ts";
import { byClick, byKeyboard, byTap, type Hand } from "./hands.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
// On the clock of the browser, which is in Berlin.
const iso = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv", { timeZone: "Europe/Berlin" });

async function add(page: Page, hand: Hand, text: string): Promise<void> {
  await hand.write(page.getByLabel("Add an opportunity"), text);
  await page.keyboard.press("Enter");
  await hand.press(page.getByRole("link", { name: companyIn(text) }).first());
  await expect(page.getByRole("heading", { level: 1 })).toContainText(companyIn(text));
}

async function meet(page: Page, hand: Hand, name: string): Promise<void> {
  const card = page.locator("section", { has: page.getByRole("heading", { name: "People met" }) });
  await hand.write(card.getByLabel("Name"), name);
  await hand.press(card.getByRole("button", { name: "Add person" }));
  await expect(card.getByRole("link", { name })).toBeVisible();
}

async function round(page: Page, hand: Hand, title: string, people: string[]): Promise<void> {
  await hand.press(button(page, "Add to the history"));
  const form = page.locator("form.event-form");
  await hand.choose(form.getByLabel("What", { exact: true }), "round");
  await hand.write(form.getByLabel("Title"), title);
  for (const name of people) {
    const box = form.getByRole("checkbox", { name });
    await hand.tick(box);
    await expect(box).toBeChecked();
  }
  await hand.press(form.getByRole("button", { name: "Save" }));
  await expect(page.locator(".timeline")).toContainText(title);
  await hand.press(page.locator(".timeline li").filter({ hasText: title }).getByRole("link", { name: /^(Notes on this round|Prepare)$/ }));
  if (/prepare/.test(page.url())) await page.goto(page.url().replace("/prepare/", "/after/"));
  for (const name of people) {
    await hand.write(page.getByRole("region", { name }).getByLabel("What they care about"), "calm migrations of the warehouse");
    await page.keyboard.press("Tab");
  }
  await page.locator(".page__back a").click();
}

async function aWholeYear(page: Page, hand: Hand): Promise<void> {
  test.setTimeout(120_000);
  await open(page, "/search");
  await add(page, hand, "Acme, Data engineer");
  await hand.move(page.getByLabel("Move to another stage"), "interviewing");
  for (const name of ["Ann Lee", "Bea Ott", "Cem Yurt"]) await meet(page, hand, name);
  await round(page, hand, "First talk", ["Ann Lee", "Bea Ott"]);
  await round(page, hand, "Panel", ["Cem Yurt"]);

  // Three thank-yous, each with a gap for what was noted: the note itself stays beside the editor.
  await hand.press(page.getByRole("link", { name: "People", exact: true }).first());
  const daily = page.locator("section", { has: page.getByRole("heading", { name: "Today’s message" }) });
  await expect(daily.getByRole("listitem")).toHaveCount(3);
  for (const [first, left] of [["Ann", 2], ["Bea", 1], ["Cem", 0]] as const) {
    await hand.press(daily.getByRole("button", { name: new RegExp(`Write: Thank ${first}`) }));
    const text = daily.locator("textarea");
    await expect(text).toHaveValue(new RegExp(`Hello ${first},[\\s\\S]*What you said about \\[what they care about\\]`));
    await expect(text).not.toHaveValue(/calm migrations/);
    await expect(daily.locator(".draft__noted")).toContainText("calm migrations of the warehouse");
    // How one signs is asked once.
    const sign = daily.getByLabel("Your name, to sign with");
    if (first === "Ann") {
      await expect(daily.locator(".hints")).toContainText("[your name] still needs filling in");
      await hand.write(sign, "Ada");
      await hand.press(daily.getByRole("button", { name: "Sign", exact: true }));
    }
    await expect(sign).toBeHidden();
    await expect(text).toHaveValue(/\nAda$/);
    await expect(daily.locator(".hints")).toContainText("[what they care about] still needs filling in");
    await hand.write(text, (await text.inputValue()).replace("[what they care about]", "moving the warehouse calmly"));
    await page.keyboard.press("Tab");
    await expect(daily.locator(".hints")).toBeHidden();
    await hand.press(daily.getByRole("button", { name: "I sent it" }));
    if (left > 0) await expect(daily.getByRole("listitem")).toHaveCount(left);
    else await expect(daily).toBeHidden();
  }

  // A no: its pause first, then the year.
  await page.goBack();
  await hand.press(button(page, "They said no"));
  await expect(page).toHaveURL(/\/comeback\//);
  await hand.press(button(page, /No pause/).first());
  await hand.press(page.getByRole("link", { name: "People", exact: true }).first());
  await hand.press(page.getByRole("link", { name: "Ann Lee" }).first());
  const planned = page.locator("section", { has: page.getByRole("heading", { name: "Planned" }) });
  await expect(planned).toContainText("Thank Ann Lee again, after the no");
  await expect(planned).toContainText("Send Ann Lee something worth reading");
  await expect(planned).toContainText("You met through Acme");
  await hand.choose(page.getByLabel("Stay in touch"), "90");
  await hand.choose(page.getByLabel("Send greetings for"), "lunar-new-year");
  await expect(planned).toContainText("Say hello to Ann Lee");
  await expect(planned).toContainText("Lunar New Year is coming up");

  // Moving and leaving out are one step each, and can be undone.
  const more = planned.locator("summary[aria-label^='More: Say hello']");
  await hand.press(more);
  await hand.press(planned.locator("details[open] .menu__list").getByRole("button", { name: "In a week" }));
  await expect(page.locator(".toast")).toContainText("Planned for");
  await hand.press(planned.locator("summary[aria-label*='Lunar New Year greetings']"));
  await hand.press(planned.locator("details[open] .menu__list").getByRole("button", { name: "It doesn’t feel right" }));
  await expect(page.locator(".timeline")).toContainText("Skipped: Season’s greetings");

  // Two hundred cards, looked at before they are taken.
  await hand.press(page.getByRole("link", { name: "People", exact: true }).first());
  const cards = Array.from({ length: 200 }, (_, at) => `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:card-${at}\r\nFN:Person ${at}\r\nORG:Firm ${at}\r\nEMAIL:p${at}@example.org\r\nEND:VCARD\r\n`);
  const file = join(mkdtempSync(join(tmpdir(), "one-yes-cards-")), "book.vcf");
  writeFileSync(file, cards.join(""));
  await hand.press(page.getByText("Import or export contacts"));
  await page.getByLabel("Import contacts").setInputFiles(file);
  await expect(page.getByRole("status").filter({ hasText: "200 people would be added" })).toBeVisible();
  await hand.press(button(page, "Import"));
  await expect(page.getByRole("status").filter({ hasText: "203 people" })).toBeVisible();
  await page.getByLabel("Import contacts").setInputFiles([]);
  await page.getByLabel("Import contacts").setInputFiles(file);
  await expect(page.getByRole("status").filter({ hasText: "0 people would be added" })).toBeVisible();
}

test("by keyboard: three people, two rounds, three thank-yous, a no, the year, two hundred cards", async ({ page }) => {
  await aWholeYear(page, byKeyboard);
});

test.describe("on a phone", () => {
  test.use(phone);
  test("by tap: three people, two rounds, three thank-yous, a no, the year, two hundred cards", async ({ page }) => {
    await aWholeYear(page, byTap);
  });
});

test("a person is added by name, found, tagged, and kept when the opportunity goes", async ({ page }) => {
  await open(page, "/people");
  await button(page, "Add person").click();
  await page.locator("form[aria-label='Add person']").getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Write a name; a first name is enough.")).toBeVisible();
  await page.locator("#new-person-name").fill("Zoë Brandt");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Zoë Brandt" }).click();
  await button(page, "recently landed").click();
  await expect(page.getByText("They recently found a job.")).toBeVisible();
  await page.getByText("Log a message or good news").click();
  await page.getByLabel("In a few words").fill("She called, all is well");
  await button(page, "Log it").click();
  await expect(page.locator(".timeline")).toContainText("They were in touch");
  await page.getByText("Try another version").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "People", exact: true }).first().click();
  await page.getByLabel("Find people").fill("zoe");
  await expect(page.locator(".people__row")).toContainText("In touch today");
  await page.getByLabel("Find people").fill("nobody of that name");
  await expect(page.locator(".people__row")).toHaveCount(0);
});

test("an own template serves the next person", async ({ page }) => {
  await open(page, "/people");
  await button(page, "Add person").click();
  for (const name of ["Ann Lee", "Bob Ray"]) {
    await page.locator("#new-person-name").fill(name);
    await page.keyboard.press("Enter");
  }
  const write = async (name: string) => {
    await page.getByRole("link", { name }).first().click();
    await page.getByText("Plan a message", { exact: true }).click();
    await button(page, "Plan it").click();
    await page.getByRole("button", { name: /^Write: Say hello/ }).click();
  };
  await write("Ann Lee");
  await page.locator("textarea[id^=draft-check-in]").fill("Dear Ann, how are the boats? Ada");
  await page.getByText("My templates").click();
  await page.getByLabel("Template name").fill("Boats");
  await button(page, "Save this text as a template").click();
  await page.getByRole("link", { name: "People", exact: true }).first().click();
  await write("Bob Ray");
  await page.getByText("My templates").click();
  await button(page, "Boats").click();
  await expect(page.locator("textarea[id^=draft-check-in]")).toHaveValue("Dear Bob, how are the boats? Ada");
});

test("two devices mark the same touch done, and it is done once", async ({ page, context, browser, server, watch }) => {
  test.setTimeout(90_000);
  await open(page, "/people");
  await button(page, "Add person").click();
  await page.locator("#new-person-name").fill("Ann Lee");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Ann Lee" }).click();
  await page.getByLabel("Send greetings for").selectOption("christmas");
  await expect(page.getByText("Send Ann Lee Christmas greetings")).toBeVisible();
  const address = page.url();
  await signUp(page, "ada with people");
  await untilEverywhere(page);
  const laptop = await anotherDevice({ browser, server, watch }, "ada with people");
  for (const device of [page, laptop]) {
    await open(device, address);
    await expect(device.getByText("Send Ann Lee Christmas greetings")).toBeVisible();
  }
  watch.allow(/ERR_INTERNET_DISCONNECTED|request failed|service worker/i);
  await context.setOffline(true);
  await laptop.context().setOffline(true);
  for (const device of [page, laptop]) await device.getByRole("button", { name: "Done: Send Ann Lee Christmas greetings" }).click();
  await context.setOffline(false);
  await laptop.context().setOffline(false);
  for (const device of [page, laptop]) {
    await untilEverywhere(device);
    await expect(device.locator(".timeline li").filter({ hasText: "Done: Season’s greetings" })).toHaveCount(1);
  }
  await laptop.context().close();
});

test("what was done by mistake is undone, and can be done again", async ({ page }) => {
  await open(page, "/people");
  await button(page, "Add person").click();
  await page.locator("#new-person-name").fill("Ann Lee");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Ann Lee" }).click();
  await page.getByLabel("Send greetings for").selectOption("christmas");
  const done = page.getByRole("button", { name: "Done: Send Ann Lee Christmas greetings" });
  const year = await page.locator(".due__when").first().textContent();
  await done.click();
  await expect(page.locator(".due__when").first()).not.toHaveText(year ?? "");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".due__when").first()).toHaveText(year ?? "");
  await done.click();
  await expect(page.locator(".due__when").first()).not.toHaveText(year ?? "");
  await expect(page.locator(".timeline li").filter({ hasText: "Done: Season’s greetings" })).toHaveCount(1);
});

test("a draft that is drafted anew gives the own words back on undo", async ({ page }) => {
  await open(page, "/people");
  await button(page, "Add person").click();
  await page.locator("#new-person-name").fill("Ann Lee");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Ann Lee" }).click();
  await page.getByText("Plan a message", { exact: true }).click();
  await button(page, "Plan it").click();
  await page.getByRole("button", { name: /^Write: Say hello/ }).click();
  const text = page.locator("textarea[id^=draft-check-in]");
  await text.fill("My very own words.");
  await text.blur();
  await page.getByText("Try another version").click();
  await page.getByRole("radio", { name: "Warm" }).check({ force: true });
  await expect(text).not.toHaveValue("My very own words.");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(text).toHaveValue("My very own words.");
});

test("a reply to a no is in the story of the one person met there", async ({ page }) => {
  await open(page, "/search");
  await add(page, byClick, "Acme, Data engineer");
  await page.getByLabel("Move to another stage").selectOption("interviewing");
  await meet(page, byClick, "Ann Lee");
  await button(page, "They said no").click();
  await page.getByRole("button", { name: /No pause/ }).first().click();
  const reply = page.locator("textarea[id^=draft-reply-to-no]");
  for (let step = 0; step < 3 && !(await reply.isVisible()); step += 1) await button(page, "Skip this step").click();
  await expect(reply).toHaveValue(/Hello Ann,/);
  await button(page, "I sent it").click();
  await page.getByRole("link", { name: "People", exact: true }).click();
  await page.getByRole("link", { name: "Ann Lee" }).first().click();
  await expect(page.locator(".timeline")).toContainText("Sent: Reply to the no");
  await expect(page.locator("section", { has: page.getByRole("heading", { name: "Planned" }) })).not.toContainText("again, after the no");
});

test("after a round Today asks for three lines, and leads to where they are noted", async ({ page }) => {
  await open(page, "/search");
  await add(page, byClick, "Acme, Data engineer");
  await button(page, "Add to the history").click();
  const form = page.locator("form.event-form");
  await form.getByLabel("Title").fill("First talk");
  await form.getByLabel("Day").fill(iso(-1));
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await expect(page.getByText("How was the first talk?")).toBeVisible();
  await page.getByRole("link", { name: "Note it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How was the first talk?");
  await page.getByLabel("What they care about").fill("calm migrations");
  await page.getByRole("link", { name: "Done" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Today");
  await expect(page.getByText("How was the first talk?")).toBeHidden();
});

test("Write in Today opens the draft at once, and the next thank-you is a tap away", async ({ page }) => {
  await open(page, "/search");
  await add(page, byClick, "Acme, Data engineer");
  await page.getByLabel("Move to another stage").selectOption("interviewing");
  for (const name of ["Ann Lee", "Bea Ott", "Cem Yurt"]) await meet(page, byClick, name);
  await round(page, byClick, "Panel", ["Ann Lee", "Bea Ott", "Cem Yurt"]);
  await page.getByRole("link", { name: "Today", exact: true }).click();
  let taps = 0;
  const tap = async (target: ReturnType<Page["locator"]>) => {
    taps += 1;
    await target.click();
  };
  await tap(page.getByRole("link", { name: "Write", exact: true }).first());
  await tap(page.getByLabel("Your name, to sign with"));
  await page.keyboard.type("Ada");
  await tap(button(page, "Sign"));
  for (const left of [2, 1, 0]) {
    await expect(page.locator("textarea[id^=draft-thank-you-after-round]")).toHaveCount(1);
    // The email opens outside of the page.
    taps += 1;
    await expect(page.getByRole("link", { name: "Open in email" })).toBeVisible();
    await tap(button(page, "I sent it"));
    const next = page.getByRole("link", { name: /^Next: Thank/ });
    if (left > 0) await tap(next);
    else await expect(next).toBeHidden();
  }
  expect(taps, "taps for three thank-yous, with the name asked for once").toBeLessThanOrEqual(12);
});

test("a person is added with an email address, and a message names them", async ({ page }) => {
  await open(page, "/search");
  await add(page, byClick, "Acme, Data engineer");
  const card = page.locator("section", { has: page.getByRole("heading", { name: "People met" }) });
  await card.getByLabel("Email").fill("ann@example.org");
  await meet(page, byClick, "Ann Lee");
  await page.getByLabel("Move to another stage").selectOption("applied");
  const messages = page.locator("section", { has: page.getByRole("heading", { name: "Messages" }) });
  await messages.getByRole("button", { name: "Write a follow-up" }).click();
  await expect(messages.locator("textarea[id^=draft-follow-up]")).toHaveValue(/following up on my application/);
  await messages.getByRole("button", { name: "I sent it" }).click();
  await expect(messages.locator("summary").first()).toContainText("Ann Lee");
  await card.getByRole("link", { name: "Ann Lee" }).click();
  await expect(page.getByRole("link", { name: "ann@example.org" })).toBeVisible();
});

test("something to do needs no opportunity", async ({ page }) => {
  await open(page, "/search");
  await add(page, byClick, "Acme, Data engineer");
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await page.getByText("Add something to do", { exact: true }).click();
  await page.getByLabel("What", { exact: true }).fill("Renew the passport");
  await button(page, "Add to-do").click();
  await expect(page.getByRole("heading", { name: "Renew the passport" })).toBeVisible();
  await button(page, "Done").first().click();
  await expect(page.getByRole("heading", { name: "Renew the passport" })).toBeHidden();
});
