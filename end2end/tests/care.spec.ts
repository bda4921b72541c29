// Care and the private page: what helps when it is needed, help given, and texts of which no byte leaves the device.
import AxeBuilder from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import { anotherDevice, signUp, untilEverywhere } from "./accounts.ts";
import { add, companyIn, expect, goOffline, open, phone, test, untilAlive, untilControlled, wide, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const came = (page: Page) => page.getByLabel("As it came").first();
const fair = (page: Page) => page.getByLabel("As a fair friend would say it").first();
const writing = (page: Page) => page.getByLabel("Write whatever comes to mind");

/** Words that stand nowhere else. */
const MARKER = "zq7 lantern fjord";

/** Everything a page of the site can read on this device, but for the entries of the private page. */
async function elsewhereOnDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept = Object.entries(localStorage).filter(([name]) => !name.startsWith("one-yes:private:"));
    const parts = [JSON.stringify(kept), JSON.stringify(Object.entries(sessionStorage)), document.cookie, location.href];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        parts.push(request.url, (await answer?.text()) ?? "");
      }
    }
    const databases = await indexedDB.databases();
    parts.push(JSON.stringify(databases));
    return parts.join("\n");
  });
}

/** The entries of the private page, as they are stored. */
async function privateEntries(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.entries(localStorage).flatMap(([name, text]) => (name.startsWith("one-yes:private:") ? [text as string] : [])));
}

/** Writes into a timed writing and into both columns. */
async function writePrivately(page: Page, text: string): Promise<void> {
  await open(page, "/private");
  await button(page, "Start writing").click();
  await writing(page).fill(`It hurt: ${text}`);
  await button(page, "Add a sentence").click();
  await came(page).fill(`I always freeze: ${text}`);
  await fair(page).fill(`I froze once: ${text}`);
}

/** Downloads a backup from Settings and returns its text. */
async function backup(page: Page, withPrivate: boolean): Promise<string> {
  await open(page, "/settings");
  const place = card(page, "Backup");
  await expect(place.getByLabel("Include my private page")).not.toBeChecked();
  if (withPrivate) await place.getByLabel("Include my private page").check();
  const [download] = await Promise.all([page.waitForEvent("download"), place.getByRole("button", { name: "Download backup" }).click()]);
  // Asked each time.
  await expect(place.getByLabel("Include my private page")).not.toBeChecked();
  return readFileSync(await download.path(), "utf8");
}

test("no byte of the private page leaves the device", async ({ page, context, browser, server, watch }) => {
  test.setTimeout(120_000);
  const sent: string[] = [];
  const take = (text: string | Buffer | null) => sent.push(text?.toString() ?? "");
  context.on("request", (request) => {
    take(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`);
    take(request.postDataBuffer());
  });
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => take(payload)));
  page.on("console", (message) => take(message.text()));

  await open(page, "/search");
  await untilControlled(page);
  await add(page, "Acme, Data engineer");
  await signUp(page, "ada private");
  await untilEverywhere(page);
  await writePrivately(page, MARKER);
  await button(page, "End here").click();
  await expect(writing(page)).toHaveCount(0);
  // Something that is sent, so that all there is to send would have been.
  await open(page, "/search");
  await add(page, "Quillon, Nurse");
  await untilEverywhere(page);
  await page.reload();
  await untilAlive(page);
  for (const path of ["/", "/care", "/private", "/account", "/settings"]) await open(page, path);
  await open(page, "/private");
  await page.getByText("Earlier entries").click();
  await expect(page.locator("details[open] textarea")).toHaveValue(`It hurt: ${MARKER}`);

  const other = await anotherDevice({ browser, server, watch }, "ada private");
  await open(other, "/private");
  await expect(button(other, "Start writing")).toBeVisible();
  expect(await privateEntries(other)).toEqual([]);
  expect(await elsewhereOnDevice(other)).not.toContain(MARKER);
  expect(await elsewhereOnDevice(other)).toContain("Quillon");
  await other.context().close();

  // Each search finds what is known to be there, so it would find the words, too.
  const requests = sent.join("\n");
  expect(requests).toContain("Quillon");
  expect(requests).not.toContain(MARKER);
  const kept = await elsewhereOnDevice(page);
  expect(kept).toContain("Quillon");
  expect(kept).not.toContain(MARKER);
  const stored = server.stored();
  expect(stored.includes("Quillon")).toBe(true);
  expect(stored.includes(MARKER)).toBe(false);
  expect((await privateEntries(page)).join().split(MARKER)).toHaveLength(4);

  const usual = await backup(page, false);
  expect(usual).toContain("Quillon");
  expect(usual).not.toContain(MARKER);
  expect((await backup(page, true)).split(MARKER)).toHaveLength(4);
  expect(sent.join("\n")).not.toContain(MARKER);
});

test("everything deletes the private page, also in a tab that is open, and only a backup that was asked for brings it back", async ({ page, context }, info) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await writePrivately(page, MARKER);
  await open(page, "/settings");
  await card(page, "Backup").getByLabel("Include my private page").check();
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download backup").click()]);
  const file = info.outputPath("with-private.json");
  await download.saveAs(file);

  const other = await context.newPage();
  await open(other, "/private");
  await button(page, "Delete everything").click();
  await expect(page.getByText("Your private page is on this device only. It would be deleted too.")).toBeVisible();
  await button(page, "Yes, delete it all").click();
  await expect(heading(page)).toHaveText("One yes is enough");
  expect(await privateEntries(page)).toEqual([]);
  await open(page, "/private");
  await expect(came(page)).toHaveCount(0);
  await other.close();

  await open(page, "/settings");
  await expect(card(page, "Backup").getByLabel("Include my private page")).toBeHidden();
  await page.getByLabel("Restore backup").setInputFiles(file);
  await expect(page.getByText("It also has a private page, which is restored to this device only.")).toBeVisible();
  await button(page, "Merge into my search").click();
  await open(page, "/private");
  await expect(came(page)).toHaveValue(`I always freeze: ${MARKER}`);
  await expect(writing(page)).toHaveValue(`It hurt: ${MARKER}`);
});

test.describe("on a phone", () => {
  test.use(phone);

  test("a writing goes on after a reload, says when its time is over, and ends whenever one likes", async ({ page }) => {
    await page.clock.install();
    await open(page, "/private");
    await expect(page.getByLabel("How long")).toHaveValue("15");
    await button(page, "Start writing").click();
    await expect(writing(page)).toBeFocused();
    await expect(page.getByRole("timer")).toHaveText("15 minutes left");
    await writing(page).pressSequentially("It hurt.");
    await page.reload();
    await untilAlive(page);
    await expect(writing(page)).toHaveValue("It hurt.");
    await page.clock.fastForward("14:30");
    await expect(page.getByRole("timer")).toHaveText("1 minute left");
    await page.clock.fastForward("01:00");
    await expect(page.getByRole("timer")).toHaveText("Time’s up. Stop here, or keep writing.");
    await expect(page.getByRole("status").filter({ hasText: "Time’s up." })).toHaveCount(1);
    await writing(page).fill("It hurt. It’s better now.");
    await button(page, "End here").click();
    await expect(button(page, "Start writing")).toBeFocused();

    await page.getByText("Earlier entries").click();
    const earlier = page.locator("details[open] textarea");
    await expect(earlier).toHaveValue("It hurt. It’s better now.");
    await button(page, "Delete this entry").click();
    expect(await privateEntries(page)).toEqual([]);
    await expect(button(page, "Put it back")).toBeFocused();
    await button(page, "Put it back").click();
    await expect(earlier).toHaveValue("It hurt. It’s better now.");
    expect(await privateEntries(page)).toHaveLength(1);
    // One that stays empty leaves nothing behind.
    await button(page, "Start writing").click();
    await button(page, "End here").click();
    expect(await privateEntries(page)).toHaveLength(1);
  });

  test("words of despair point to human help, on the device and in every field of these pages", async ({ page }) => {
    const help = page.getByRole("link", { name: "helpline near you" });
    await writePrivately(page, "Honestly I just really want to die.");
    await expect(help).toHaveCount(3);
    await open(page, "/care");
    for (const label of ["Something that helps", "How is today?", "What you did"]) {
      await page.getByLabel(label, { exact: true }).last().fill("I hate myself");
    }
    await expect(help).toHaveCount(3);
    // It is kept as it was written, and never offered.
    await card(page, "What helps").getByRole("button", { name: "Add", exact: true }).click();
    await interviewedNo(page, "Acme, Data engineer");
    await expect(page.getByText("From your list of what helps")).toHaveCount(0);
  });

  test("what helps is offered in a pause and after three noes in a week", async ({ page }) => {
    await open(page, "/care");
    await expect(page.getByText("Nothing here yet. What did you good last week?")).toBeVisible();
    await button(page, "Cook something you like").click();
    const item = card(page, "What helps").locator("input[id^=care-]");
    await expect(item).toHaveValue("Cook something you like");
    await item.fill("Cook soup");
    await item.blur();
    await page.reload();
    await untilAlive(page);
    await expect(item).toHaveValue("Cook soup");

    await interviewedNo(page, "Acme, Data engineer");
    await expect(page.getByText("From your list of what helps: Cook soup")).toBeVisible();
    await page.getByRole("link", { name: "Leave it for now" }).click();
    await expect(page.locator(".care-line")).toHaveText("From your list of what helps: Cook soup");
    await open(page, "/care");
    await button(page, "Set aside: Cook soup").click();
    await open(page, "/");
    await expect(page.locator(".care-line")).toHaveCount(0);
  });

  test("three form letters in a week are a lot, and say where something helps", async ({ page }) => {
    for (const line of ["Acme, Nurse", "Brindle, Nurse", "Corvid, Nurse"]) {
      await open(page, "/search");
      await add(page, line);
      await page.getByRole("link", { name: companyIn(line) }).first().click();
      await button(page, "They said no").click();
      await expect(heading(page)).toHaveText("This chapter is closed");
    }
    await open(page, "/");
    await expect(page.locator(".care-line")).toContainText("Several noes in one week is a lot.");
    await page.getByRole("link", { name: "get it off your chest" }).click();
    await expect(heading(page)).toHaveText("Private page");
    await page.getByRole("link", { name: "Care", exact: true }).first().click();
    await expect(heading(page)).toHaveText("Care");
  });

  test("a note of the day and help given are kept, and help is in the person’s story", async ({ page, server, watch }) => {
    await meet(page, "Mira Roth");
    await untilControlled(page);
    await open(page, "/care");
    await page.getByLabel("How is today?").fill("Slow, but fine.");
    await page.locator("#help-text").fill("Read her CV");
    await page.reload();
    await untilAlive(page);
    // The one saves by itself, the other is a draft.
    await expect(page.getByLabel("How is today?")).toHaveValue("Slow, but fine.");
    await expect(page.locator("#help-text")).toHaveValue("Read her CV");
    const mira = await page.locator("#help-person option", { hasText: "Mira Roth" }).getAttribute("value");
    await page.locator("#help-person").selectOption(mira);
    await button(page, "Log it").click();
    await expect(card(page, "Help you gave").getByText("Read her CV")).toBeVisible();

    await goOffline(page, server, watch);
    await open(page, "/care");
    await expect(page.getByLabel("How is today?")).toHaveValue("Slow, but fine.");
    await card(page, "Help you gave").getByRole("link", { name: "Mira Roth" }).click();
    await expect(page.locator(".timeline")).toContainText("You helped");
    await expect(page.locator(".timeline")).toContainText("Read her CV");
    await open(page, "/private");
    await button(page, "Start writing").click();
    await writing(page).fill("On a train");
    await page.reload();
    await untilAlive(page);
    await expect(writing(page)).toHaveValue("On a train");
  });

  test("who landed is asked what worked, with a draft at once", async ({ page }) => {
    await meet(page, "Ben Ode");
    await page.getByRole("link", { name: "Ben Ode" }).first().click();
    await button(page, "recently landed").click();
    await open(page, "/care");
    await button(page, "Ask Ben Ode what worked").click();
    await expect(heading(page)).toHaveText("Ben Ode");
    await expect(page.locator(".due__draft textarea").first()).toBeVisible();
    await page.goBack();
    await button(page, "Ask Ben Ode what worked").click();
    await expect(page.locator(".due--touch").filter({ hasText: "Ask Ben Ode what worked" })).toHaveCount(1);
  });
});

/** Brings an opportunity to interviews, hears no, and chooses a pause. */
async function interviewedNo(page: Page, line: string): Promise<void> {
  await open(page, "/search");
  await add(page, line);
  await page.getByRole("link", { name: companyIn(line) }).first().click();
  await page.getByLabel("Move to another stage").selectOption("interviewing");
  await button(page, "They said no").click();
  await page.getByRole("button", { name: /24 hours/ }).click();
  await expect(heading(page)).toHaveText("Rest first");
}

/** Meets somebody at Acme, and stays on its page. */
async function meet(page: Page, name: string): Promise<void> {
  await open(page, "/search");
  await add(page, "Acme, Nurse");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await page.locator("#met-name").fill(name);
  await button(page, "Add person").click();
  await expect(page.getByRole("link", { name }).first()).toBeVisible();
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, screen] of [["phone", phone], ["desk", wide]] as const) {
    test.describe(`${colorScheme}, ${name}`, () => {
      test.use({ ...screen, colorScheme });

      test("axe finds nothing on care and on the private page, and nothing scrolls sideways", async ({ page }) => {
        await writePrivately(page, "x".repeat(200));
        const look = async (where: string) => {
          const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
          expect(found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`), where).toEqual([]);
          for (const width of [320, 1920]) {
            await page.setViewportSize({ width, height: 800 });
            const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            expect(over, `${where} at ${width} px`).toBeLessThanOrEqual(0);
          }
          await page.setViewportSize(screen.viewport);
        };
        await look("a writing that goes on");
        await button(page, "End here").click();
        await page.getByText("Earlier entries").click();
        await look("earlier writings");
        await open(page, "/care");
        await button(page, "Bed by ten").click();
        await button(page, "Cook something you like").click();
        await button(page, "Set aside: Bed by ten").click();
        await page.getByText("Set aside", { exact: true }).first().click();
        await look("care");
      });
    });
  }
}
