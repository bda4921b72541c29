// People and follow-ups: whom one met, thanks after rounds, the plan after a no, address books, two devices, the own calendar.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ICAL from "ical.js";
import { signIn, signUp, untilEverywhere } from "./accounts.ts";
import { expect, open, phone, test, untilAlive, type Page } from "./fixtures.ts";

type Locator = ReturnType<Page["locator"]>;
type Press = (target: Locator) => Promise<void>;

const byKeyboard: Press = async (target) => {
  // A frame after a page has come its heading takes the focus, sooner than any finger could move it on.
  await target.page().evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await target.focus();
  await target.page().keyboard.press("Enter");
};
const byTap: Press = (target) => target.tap();

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const iso = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv");

async function add(page: Page, text: string): Promise<void> {
  await page.getByLabel("Add an opportunity").fill(text);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: new RegExp(text.split(",")[0]) }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(text.split(",")[0]);
}

async function meet(page: Page, press: Press, name: string): Promise<void> {
  const card = page.locator("section", { has: page.getByRole("heading", { name: "People met" }) });
  await card.getByLabel("Name").fill(name);
  await press(card.getByRole("button", { name: "Add person" }));
  await expect(card.getByRole("link", { name })).toBeVisible();
}

async function round(page: Page, press: Press, title: string, people: string[]): Promise<void> {
  await press(button(page, "Add to the history"));
  const form = page.locator("form.event-form");
  await form.getByLabel("What", { exact: true }).selectOption("round");
  await form.getByLabel("Title").fill(title);
  for (const name of people) {
    const box = form.getByRole("checkbox", { name });
    await box.focus();
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }
  await form.getByLabel("What they care about").fill("calm migrations of the warehouse");
  await press(form.getByRole("button", { name: "Keep" }));
  await expect(page.locator(".timeline")).toContainText(title);
}

async function aWholeYear(page: Page, press: Press): Promise<void> {
  test.setTimeout(120_000);
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByLabel("Move to another stage").selectOption("interviewing");
  for (const name of ["Ann Lee", "Bea Ott", "Cem Yurt"]) await meet(page, press, name);
  await round(page, press, "First talk", ["Ann Lee", "Bea Ott"]);
  await round(page, press, "Panel", ["Cem Yurt"]);

  // Three thank-yous, each drafted from what was captured.
  await page.getByRole("link", { name: "People", exact: true }).click();
  const daily = page.locator("section", { has: page.getByRole("heading", { name: "Today’s word" }) });
  await expect(daily.getByRole("listitem")).toHaveCount(3);
  for (const [first, left] of [["Ann", 2], ["Bea", 1], ["Cem", 0]] as const) {
    await press(daily.getByRole("button", { name: new RegExp(`Write: Thank ${first}`) }));
    const text = daily.locator("textarea");
    await expect(text).toHaveValue(new RegExp(`Hello ${first},[\\s\\S]*calm migrations of the warehouse`));
    await expect(daily.locator(".hints")).toContainText("[your name] is still to be filled in");
    await text.fill((await text.inputValue()).replace("[your name]", "Ada"));
    await text.blur();
    await expect(daily.locator(".hints")).toBeHidden();
    await press(daily.getByRole("button", { name: "I sent it" }));
    if (left > 0) await expect(daily.getByRole("listitem")).toHaveCount(left);
    else await expect(daily).toBeHidden();
  }

  // A no: its pause first, then the year.
  await page.goBack();
  await press(button(page, "They said no"));
  await expect(page).toHaveURL(/\/comeback\//);
  await press(button(page, /No pause/).first());
  await page.getByRole("link", { name: "People", exact: true }).click();
  await press(page.getByRole("link", { name: "Ann Lee" }).first());
  const planned = page.locator("section", { has: page.getByRole("heading", { name: "Planned" }) });
  await expect(planned).toContainText("Thank Ann Lee for their time");
  await expect(planned).toContainText("Send Ann Lee something worth reading");
  await expect(planned).toContainText("Because Acme said no");
  await page.getByLabel("Stay in touch").selectOption("90");
  await page.getByLabel("Greet on").selectOption("lunar-new-year");
  await expect(planned).toContainText("Say hello to Ann Lee");
  await expect(planned).toContainText("Because Lunar New Year falls on");

  // Moving and leaving out are one step each, and can be undone.
  const more = planned.locator("summary[aria-label^='More: Say hello']");
  await press(more);
  await press(planned.locator("details[open] .menu__list").getByRole("button", { name: "In a week" }));
  await expect(page.locator(".toast")).toContainText("Planned for");
  await press(planned.locator("summary[aria-label^='More: Greet']"));
  await press(planned.locator("details[open] .menu__list").getByRole("button", { name: "It does not feel right" }));
  await expect(page.locator(".timeline")).toContainText("Left out: Season’s greetings");

  // Two hundred cards, looked at before they are taken.
  await page.getByRole("link", { name: "People", exact: true }).first().click();
  const cards = Array.from({ length: 200 }, (_, at) => `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:card-${at}\r\nFN:Person ${at}\r\nORG:Firm ${at}\r\nEMAIL:p${at}@example.org\r\nEND:VCARD\r\n`);
  const file = join(mkdtempSync(join(tmpdir(), "one-yes-cards-")), "book.vcf");
  writeFileSync(file, cards.join(""));
  await press(page.getByText("Import or export contacts"));
  await page.getByLabel("Import contacts").setInputFiles(file);
  await expect(page.getByRole("status").filter({ hasText: "200 people would be new" })).toBeVisible();
  await press(button(page, "Import"));
  await expect(page.getByRole("status").filter({ hasText: "203 people" })).toBeVisible();
  await page.getByLabel("Import contacts").setInputFiles([]);
  await page.getByLabel("Import contacts").setInputFiles(file);
  await expect(page.getByRole("status").filter({ hasText: "0 people would be new" })).toBeVisible();
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
  await expect(page.getByText("They found a role a short while ago.")).toBeVisible();
  await page.getByText("Note a word or good news").click();
  await page.getByLabel("In a few words").fill("She called, all is well");
  await button(page, "Note it").click();
  await expect(page.locator(".timeline")).toContainText("They were in touch");
  await page.getByText("Draft it anew").waitFor({ state: "detached" });
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
    await page.getByText("Plan a word", { exact: true }).click();
    await button(page, "Plan it").click();
    await page.getByRole("button", { name: /^Write: Say hello/ }).click();
  };
  await write("Ann Lee");
  await page.locator("textarea#draft-check-in").fill("Dear Ann, how are the boats? Ada");
  await page.getByText("My templates").click();
  await page.getByLabel("Name of the template").fill("Boats");
  await button(page, "Keep this text as a template").click();
  await page.getByRole("link", { name: "People", exact: true }).first().click();
  await write("Bob Ray");
  await page.getByText("My templates").click();
  await button(page, "Boats").click();
  await expect(page.locator("textarea#draft-check-in")).toHaveValue("Dear Bob, how are the boats? Ada");
});

test("two devices mark the same touch done, and it is done once", async ({ page, context, browser, server, watch }) => {
  test.setTimeout(90_000);
  await open(page, "/people");
  await button(page, "Add person").click();
  await page.locator("#new-person-name").fill("Ann Lee");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Ann Lee" }).click();
  await page.getByLabel("Greet on").selectOption("christmas");
  await expect(page.getByText("Greet Ann Lee")).toBeVisible();
  const address = page.url();
  await signUp(page, "ada with people");
  await untilEverywhere(page);
  const other = await browser.newContext({ baseURL: server.url });
  watch.follow(other);
  const laptop = await other.newPage();
  await signIn(laptop, "ada with people");
  await untilEverywhere(laptop);
  for (const device of [page, laptop]) {
    await device.goto(address);
    await untilAlive(device);
    await expect(device.getByText("Greet Ann Lee")).toBeVisible();
  }
  watch.allow(/ERR_INTERNET_DISCONNECTED|request failed|service worker/i);
  await context.setOffline(true);
  await other.setOffline(true);
  for (const device of [page, laptop]) await device.getByRole("button", { name: "Done: Greet Ann Lee" }).click();
  await context.setOffline(false);
  await other.setOffline(false);
  for (const device of [page, laptop]) {
    await untilEverywhere(device);
    await expect(device.locator(".timeline li").filter({ hasText: "Done: Season’s greetings" })).toHaveCount(1);
  }
  await other.close();
});

test("the calendar link is read without loss by two other programs, and ends when told to", async ({ page, server, watch }) => {
  await open(page, "/search");
  await add(page, "Zürich Öl, Data engineer");
  await meet(page, (target) => target.click(), "Ann Lee");
  await button(page, "Add to the history").click();
  const form = page.locator("form.event-form");
  await form.getByLabel("What", { exact: true }).selectOption("round");
  await form.getByLabel("Title").fill("Gespräch, zweites; mit 数据 team \\ panel and a title that is long enough to be folded");
  await form.getByLabel("Day").fill("2026-07-01");
  await form.getByLabel("Time", { exact: true }).fill("14:30");
  await form.getByLabel("Time zone").fill("Europe/Zurich");
  await form.getByLabel("Minutes").fill("45");
  await form.getByRole("button", { name: "Keep" }).click();
  await signUp(page, "ada with a calendar");
  await untilEverywhere(page);
  await button(page, "Make a link").click();
  const link = await page.getByLabel(/Your calendar link/).inputValue();
  expect(link).toMatch(new RegExp(`^${server.url}/calendar/[\\w-]{43}\\.ics$`));
  const text = await (await fetch(link)).text();
  const title = "Gespräch, zweites; mit 数据 team \\ panel and a title that is long enough to be folded, Zürich Öl";

  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
  expect(event.summary).toBe(title);
  expect(event.startDate.toJSDate().toISOString()).toBe("2026-07-01T12:30:00.000Z");
  expect(event.duration.toSeconds()).toBe(45 * 60);

  const python = join(import.meta.dirname, "../../target/python/bin/python");
  expect(existsSync(python), "scripts/setup.sh python makes it").toBe(true);
  const program = `
import sys, json, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.read())
event = calendar.walk("VEVENT")[0]
start = event["DTSTART"].dt
print(json.dumps({"summary": str(event["SUMMARY"]), "start": start.isoformat(), "minutes": event["DURATION"].dt.total_seconds() / 60, "uid": str(event["UID"])}))
`;
  const read = JSON.parse(execFileSync(python, ["-c", program], { input: text, encoding: "utf8" }));
  expect(read).toEqual({ summary: title, start: "2026-07-01T14:30:00+02:00", minutes: 45, uid: event.uid });

  // One round alone, as a file, made on the device.
  await page.goto("/search");
  await untilAlive(page);
  await page.getByRole("link", { name: /Zürich/ }).first().click();
  await page.locator("summary[aria-label^='Calendar:']").first().click();
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Calendar file").click()]);
  const file = readFileSync((await download.path()) ?? "", "utf8");
  expect(new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent("vevent")).summary).toBe(title);
  expect(file).toContain("TZOFFSETTO:+0200");

  await page.goto("/account");
  await untilAlive(page);
  await button(page, "End the link").click();
  await expect(page.getByText("There is no link yet.")).toBeVisible();
  expect((await fetch(link)).status).toBe(404);
  watch.allow(/404/);
});

test("a push message is shown by the service worker, and where push cannot be had the page says what else helps", async ({ page, context, server, watch }) => {
  await context.grantPermissions(["notifications"], { origin: server.url });
  await signUp(page, "ada with reminders");
  await page.reload();
  await untilAlive(page);
  // Chromium says so of its private windows, which is what a test runs in.
  watch.allow(/does not support the Push API/);
  await button(page, "Turn on").click();
  await expect(page.getByText("could not reach its push service").first()).toBeVisible();

  const session = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    session.on("ServiceWorker.workerRegistrationUpdated", (event) => {
      const [first] = event.registrations;
      if (first) found(first.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const data = JSON.stringify({ title: "One Yes", body: "One thing is ready for you today.", url: "/" });
  await session.send("ServiceWorker.deliverPushMessage", { origin: server.url, registrationId: await registered, data });
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return (await registration?.getNotifications())?.map(({ title, body }) => `${title}: ${body}`) ?? [];
      }),
    )
    .toEqual(["One Yes: One thing is ready for you today."]);
});
