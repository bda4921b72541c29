// One search on two devices: live, after both were offline, over a bad network, and what lost is kept.
import { anotherDevice, signIn, signUp, untilEverywhere } from "./accounts.ts";
import { add, expect, goOffline, goOnline, open, test, untilControlled, type Page } from "./fixtures.ts";
import { byKeyboard } from "./hands.ts";
import { Proxy } from "./proxy.ts";

type Locator = ReturnType<Page["locator"]>;

const OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|request failed|Failed to update a ServiceWorker|service worker/i;

/** Changes one fact of the opportunity shown. */
async function setFact(page: Page, label: string, value: string): Promise<void> {
  const facts = page.locator("section", { has: page.getByRole("heading", { name: "Details" }) });
  await facts.getByRole("button", { name: "Edit" }).click();
  await facts.getByLabel(label, { exact: true }).fill(value);
  await facts.getByRole("button", { name: "Save" }).click();
  await expect(facts.locator("dd").filter({ hasText: value })).toBeVisible();
}

/** A search with one opportunity, in a new account. */
async function signUpWithAcme(page: Page, name: string): Promise<void> {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await signUp(page, name);
  await untilEverywhere(page);
}

async function openAcme(device: Page): Promise<void> {
  await open(device, "/search");
  await device.getByRole("link", { name: /Acme/ }).first().click();
  await expect(device.getByRole("heading", { level: 1 })).toContainText("Acme");
}

const notesOf = (page: Page) => page.getByLabel("Notes and the posting");

async function setNotes(page: Page, text: string): Promise<void> {
  await notesOf(page).fill(text);
  await notesOf(page).blur();
}

/** All records of a device, as they are stored. */
async function records(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const names = Object.keys(localStorage).filter((name) => name.startsWith("one-yes:1:"));
    return Object.fromEntries(names.sort().map((name) => [name, localStorage.getItem(name) ?? ""]));
  });
}

/** What is about to be done in a tab, up to the last key or click, and how every tab shows that it was done. */
interface Edit {
  finish: () => Promise<void>;
  shows: (tab: Page) => Locator;
}

test("an edit on one device is on the other by itself, in every tab, and so is one on the way back", async ({
  page,
  context,
  browser,
  server,
  watch,
}) => {
  test.setTimeout(90_000);
  const name = "ada live";
  await signUpWithAcme(page, name);
  const laptop = await anotherDevice({ browser, server, watch }, name);
  const [pageToo, laptopToo] = [await context.newPage(), await laptop.context().newPage()];
  const tabs = [page, pageToo, laptop, laptopToo];
  // How soon is measured in `make bench`: a busy machine must not fail a test.
  const arrives = async ({ finish, shows }: Edit) => {
    await Promise.all([...tabs.map((tab) => expect(shows(tab)).toBeVisible()), finish()]);
  };

  const adding = async (tab: Page, employer: string) => {
    await tab.getByLabel("Add an opportunity").fill(`${employer}, Chef`);
    return {
      finish: () => tab.keyboard.press("Enter"),
      shows: (tab: Page) => tab.getByRole("link", { name: new RegExp(employer) }).first(),
    };
  };
  for (const tab of tabs) {
    await open(tab, "/search");
    await untilEverywhere(tab);
  }
  await arrives(await adding(page, "Globex"));
  await arrives(await adding(laptopToo, "Initech"));

  const changing = async (tab: Page, place: string) => {
    const facts = tab.locator("section", { has: tab.getByRole("heading", { name: "Details" }) });
    await facts.getByRole("button", { name: "Edit" }).click();
    await facts.getByLabel("Place", { exact: true }).fill(place);
    return {
      finish: () => facts.getByRole("button", { name: "Save" }).click(),
      shows: (tab: Page) => tab.locator("dl.facts dd").filter({ hasText: place }),
    };
  };
  for (const tab of tabs) {
    await openAcme(tab);
    await untilEverywhere(tab);
  }
  await arrives(await changing(pageToo, "Berlin"));
  await arrives(await changing(laptop, "Hamburg"));
  await laptop.context().close();
});

test("offline edits on both devices meet: other fields both stay, of one field the later, and what lost is an earlier version", async ({
  page,
  context,
  browser,
  server,
  watch,
}) => {
  test.setTimeout(90_000);
  const name = "ada offline";
  await signUpWithAcme(page, name);
  const laptop = await anotherDevice({ browser, server, watch }, name);
  for (const device of [page, laptop]) {
    await openAcme(device);
    await untilControlled(device);
  }

  watch.allow(OFFLINE);
  await context.setOffline(true);
  await laptop.context().setOffline(true);
  const long = (words: string) => `${words} `.repeat(12).trim();
  await setNotes(page, long("written first on the phone"));
  await setFact(page, "Source", "a friend");
  await expect(page.locator(".sync-state").first()).toContainText("waiting");
  await laptop.waitForTimeout(50);
  await setNotes(laptop, long("written later on the laptop"));
  await setFact(laptop, "Place", "Berlin");

  await laptop.context().setOffline(false);
  await untilEverywhere(laptop);
  await context.setOffline(false);
  await untilEverywhere(page);
  await expect(async () => expect(await records(page)).toEqual(await records(laptop))).toPass();
  for (const device of [page, laptop]) {
    await expect(notesOf(device)).toHaveValue(long("written later on the laptop"));
    await expect(device.locator("dl.facts")).toContainText("a friend");
    await expect(device.locator("dl.facts")).toContainText("Berlin");
  }
  await page.getByRole("button", { name: /Earlier versions/ }).first().click();
  await expect(page.getByRole("dialog")).toContainText("written first on the phone");
  await page.getByRole("button", { name: "Bring this back" }).first().click();
  await expect(notesOf(laptop)).toHaveValue(long("written first on the phone"));
  await laptop.context().close();
});

test("a template kept anew on another device has an earlier version, which can be brought back", async ({ page, browser, server, watch }) => {
  test.setTimeout(90_000);
  await open(page, "/people");
  await page.getByRole("button", { name: "Add person", exact: true }).click();
  await page.locator("#new-person-name").fill("Ann Lee");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Ann Lee" }).click();
  await page.getByText("Plan a message", { exact: true }).click();
  await page.getByRole("button", { name: "Plan it", exact: true }).click();
  await signUp(page, "ada templates");
  await untilEverywhere(page);
  const laptop = await anotherDevice({ browser, server, watch }, "ada templates");
  const text = (device: Page) => device.locator("textarea[id^=draft-check-in]");
  const keepAsTemplate = async (device: Page, words: string) => {
    await open(device, "/people");
    await device.getByRole("link", { name: "Ann Lee" }).first().click();
    await device.getByRole("button", { name: /^Write: Say hello/ }).click();
    await text(device).fill(words.repeat(12).trim());
    await device.getByText("My templates", { exact: true }).click();
    await device.getByLabel("Template name").fill("short");
    await device.getByRole("button", { name: "Save this text as a template", exact: true }).click();
    await expect(device.getByRole("button", { name: "short", exact: true })).toBeVisible();
    await untilEverywhere(device);
  };
  await keepAsTemplate(page, "from the phone ");
  await keepAsTemplate(laptop, "from the laptop ");
  const versions = laptop.getByRole("button", { name: "Earlier versions of the template “short”" });
  await byKeyboard.press(versions);
  const dialog = laptop.getByRole("dialog", { name: "Earlier versions of the template “short”" });
  await expect(dialog).toContainText("from the phone");
  await byKeyboard.press(dialog.getByRole("button", { name: "Bring this back" }));
  await expect(dialog).toBeHidden();
  await expect(versions).toBeFocused();
  await laptop.getByRole("button", { name: "short", exact: true }).click();
  await expect(text(laptop)).toHaveValue(/from the phone/);
  await laptop.context().close();
});

test("over a network that delays, loses, repeats and cuts off, everything arrives once", async ({ browser, server, watch }) => {
  test.setTimeout(120_000);
  watch.allow(OFFLINE);
  watch.allow(/third-party request|ERR_/);
  const proxy = new Proxy(server.url, 20261123);
  await proxy.start();
  const name = "ada bad network";
  const phone = await browser.newContext({ baseURL: proxy.url });
  const desk = await browser.newContext({ baseURL: proxy.url });
  for (const context of [phone, desk]) watch.follow(context);
  const [one, two] = [await phone.newPage(), await desk.newPage()];
  await open(one, "/search");
  await signUp(one, name);
  await signIn(two, name);
  for (const device of [one, two]) {
    await open(device, "/search");
  }
  proxy.isBad = true;
  const { fates } = proxy;
  const rarest = () => Math.min(fates["lose-request"], fates["lose-answer"], fates.repeat, fates.cut, proxy.streamsCut);
  let number = 0;
  for (; number < 10 || (number < 25 && rarest() === 0); number += 1) {
    await add(one, `Onecorp${number}, Cook`);
    await add(two, `Twocorp${number}, Chef`);
  }
  await one.waitForTimeout(2_000);
  proxy.isBad = false;
  await untilEverywhere(one);
  await untilEverywhere(two);
  await expect(async () => {
    const [first, second] = [await records(one), await records(two)];
    expect(first).toEqual(second);
    expect(Object.keys(first).filter((key) => key.includes("opportunity")).length).toBe(2 * number);
  }).toPass({ timeout: 40_000 });
  expect(rarest(), "each kind of trouble happened").toBeGreaterThan(0);
  // Streams that were cut off are open again.
  await add(one, "Lastcorp, Cook");
  await expect(two.getByRole("link", { name: /Lastcorp/ }).first()).toBeVisible();
  await phone.close();
  await desk.close();
  await proxy.stop();
});

for (const [where, hours] of [["ahead", 48], ["behind", -48]] as const) test(`a device whose clock is two days ${where} syncs, and its edits do not win for ever`, async ({ page, browser, server, watch }) => {
  const name = `ada ${where}`;
  await page.addInitScript((ahead) => {
    const real = Date.now;
    const Real = Date;
    // @ts-expect-error the whole clock of the page is moved
    globalThis.Date = class extends Real {
      constructor(...parts: []) {
        super(...(parts.length === 0 ? ([real() + ahead] as unknown as []) : parts));
      }
      static override now() {
        return real() + ahead;
      }
    };
  }, hours * 3_600_000);
  await signUpWithAcme(page, name);
  const laptop = await anotherDevice({ browser, server, watch }, name);
  await openAcme(laptop);
  await setFact(laptop, "Source", "right clock");
  await untilEverywhere(laptop);
  await openAcme(page);
  await expect(page.locator("dl.facts")).toContainText("right clock");
  await laptop.context().close();
});

test("signed-in pages on a device that has lost its storage come from the account, rendered by the server", async ({ page }) => {
  const name = "ada rendered";
  await signUpWithAcme(page, name);
  // What Safari does after a week: script storage and the worker are gone, the cookie is not.
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    localStorage.clear();
  });
  const answer = await page.request.get("/search");
  const html = await answer.text();
  expect(html).toContain("Acme");
  // Marked as soon as they are there: nothing is drawn anew over them.
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      for (const link of document.querySelectorAll("main a[href^='/search/']")) link.classList.add("as-rendered");
    });
  });
  await open(page, "/search");
  await expect(page.locator("html")).toHaveAttribute("data-rendered", "server");
  await expect(page.locator("a.as-rendered", { hasText: "Acme" }).first()).toBeVisible();
  await untilEverywhere(page);
  await expect(page.locator("a.as-rendered", { hasText: "Acme" }).first()).toBeVisible();
});

test("what the server refuses waits in a list, editable, and holds nothing else up", async ({ page }) => {
  await open(page, "/search");
  await signUp(page, "ada refused");
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await setNotes(page, "x".repeat(140_000));
  await expect(page.locator(".sync-state").first()).toContainText("1 not accepted");
  await setFact(page, "Source", "a friend");
  await open(page, "/settings#refused");
  await expect(page.locator("#refused")).toContainText("too long");
  await page.locator("#refused").getByRole("link", { name: /Open/ }).click();
  await setNotes(page, "short");
  await untilEverywhere(page);
});

test("a refused long text that is overwritten from elsewhere can still be read in Settings and put back", async ({ page, browser, server, watch }) => {
  test.setTimeout(60_000);
  const name = "ada overwritten";
  await signUpWithAcme(page, name);
  const laptop = await anotherDevice({ browser, server, watch }, name);
  for (const device of [page, laptop]) await openAcme(device);

  const long = `the long text of the phone ${"x".repeat(140_000)}`;
  await setNotes(page, long);
  await expect(page.locator(".sync-state").first()).toContainText("1 not accepted");
  await setNotes(laptop, "written later on the laptop");
  await untilEverywhere(laptop);
  await expect(notesOf(page)).toHaveValue("written later on the laptop");
  await expect(page.locator(".sync-state").first()).toContainText("1 not accepted");

  await open(page, "/settings#refused");
  const refused = page.locator("#refused");
  await expect(refused).toContainText("A later version has replaced it.");
  await expect(refused.getByLabel("The text")).toHaveValue(long);
  await refused.getByLabel("The text").fill("the short text of the phone");
  await refused.getByRole("button", { name: "Put it back" }).click();
  await expect(refused).toHaveCount(0);
  await untilEverywhere(page);
  await expect(notesOf(laptop)).toHaveValue("the short text of the phone");
  await laptop.context().close();
});

test("a backup restored while signed in reaches the other device", async ({ page, browser, server, watch }, info) => {
  const name = "ada restored";
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await open(page, "/settings");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download backup" }).first().click(),
  ]);
  const file = info.outputPath("backup.json");
  await download.saveAs(file);

  const clean = await browser.newContext({ baseURL: server.url });
  watch.follow(clean);
  const phone = await clean.newPage();
  await signUp(phone, name);
  await untilEverywhere(phone);
  const laptop = await anotherDevice({ browser, server, watch }, name);
  await open(laptop, "/search");
  await untilEverywhere(laptop);

  await open(phone, "/settings");
  await phone.getByLabel("Restore backup").setInputFiles(file);
  await phone.getByRole("button", { name: "Merge into my search" }).click();
  await untilEverywhere(phone);
  await expect(laptop.getByRole("link", { name: /Acme/ }).first()).toBeVisible();
  await clean.close();
  await laptop.context().close();
});

test("signing out with changes that were not sent warns, and so does deleting everything", async ({ page, context, watch }) => {
  await open(page, "/search");
  await signUp(page, "ada unsent");
  await untilEverywhere(page);
  await open(page, "/search");
  await untilControlled(page);
  await untilEverywhere(page);
  watch.allow(OFFLINE);
  await context.setOffline(true);
  await add(page, "Acme, Data engineer");
  await expect(page.locator(".sync-state").first()).toContainText("waiting");
  const warning = /haven’t been sent yet\. All of that is on this device only\./;

  await page.getByRole("link", { name: "Settings" }).first().click();
  await page.getByRole("button", { name: "Delete everything" }).click();
  await expect(page.getByRole("dialog")).toContainText(warning);
  await page.getByRole("button", { name: "Keep everything" }).click();

  await page.locator("a.sync-state:visible").first().click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText(warning);
  await page.getByRole("button", { name: "Stay", exact: true }).click();
  await context.setOffline(false);
  await untilEverywhere(page);
});

test("what waits is counted in sight with the reason, on the narrowest phone", async ({ page, context, server, watch }) => {
  test.setTimeout(60_000);
  const name = "ada waiting";
  await page.setViewportSize({ width: 360, height: 640 });
  await open(page, "/search");
  await signUp(page, name);
  await open(page, "/search");
  await untilControlled(page);
  await untilEverywhere(page);

  const says = async (words: RegExp) => {
    const line = page.locator("a.sync-state:visible").getByText(words);
    await expect(line).toBeVisible({ timeout: 20_000 });
    const box = await line.boundingBox();
    // What only a screen reader finds is one pixel wide.
    expect(box?.width).toBeGreaterThan(100);
    expect(box?.height, "the words stay on one line").toBeLessThan(24);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  };
  await goOffline(page, server, watch);
  await add(page, "Acme, Data engineer");
  await says(/^\d+ waiting: no network$/);
  await context.setOffline(false);
  await says(/^\d+ waiting: server unreachable$/);
  watch.allow(/response 401|status of 401/);
  server.run("end-sessions", "--account", name);
  await goOnline(page, server);
  await says(/^\d+ waiting: sign in again$/);
  // It is there to be read, and interrupts nobody who listens.
  const loud = "[aria-live], [role=status], [role=alert]";
  await expect(page.locator(`:is(${loud}) .sync-state, .sync-state :is(${loud})`)).toHaveCount(0);
});

test("signed out keeping the search with changes that were not sent, and in again: they are sent", async ({
  page,
  context,
  browser,
  server,
  watch,
}) => {
  test.setTimeout(60_000);
  const name = "ada kept";
  await signUpWithAcme(page, name);
  const laptop = await anotherDevice({ browser, server, watch }, name);
  await openAcme(laptop);
  await openAcme(page);
  await untilControlled(page);
  await untilEverywhere(page);

  watch.allow(OFFLINE);
  await context.setOffline(true);
  await setFact(page, "Place", "Berlin");
  await page.getByRole("link", { name: "Tracker", exact: true }).first().click();
  await add(page, "Globex, Chef");
  await expect(page.locator(".sync-state").first()).toContainText(/\d waiting: no network/);
  await page.locator("a.sync-state:visible").first().click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("It stays here, and will sync when you sign in again.");
  await page.getByLabel(/Clear this device/).check();
  await expect(page.getByRole("dialog")).toContainText("Clearing this device would delete it. Download a backup or sync first.");
  await page.getByLabel(/Keep it here/).check();
  await page.getByRole("button", { name: "Sign out now" }).click();
  await expect(page.getByText("Signed out on this device.").first()).toBeVisible();
  await expect(page.locator(".sync-state").first()).toContainText("Saved here");

  await context.setOffline(false);
  await expect(laptop.locator("dl.facts")).not.toContainText("Berlin");
  await signIn(page, name);
  await untilEverywhere(page);
  await expect(laptop.locator("dl.facts")).toContainText("Berlin");
  await expect(async () => expect(await records(laptop)).toEqual(await records(page))).toPass();
  await open(laptop, "/search");
  await expect(laptop.getByRole("link", { name: /Globex/ }).first()).toBeVisible();
  await laptop.context().close();
});

test("a server restored from a backup gets back from the devices what it does not know, and goes on", async ({
  page,
  browser,
  server,
  watch,
}, info) => {
  test.setTimeout(120_000);
  const name = "ada restored server";
  await signUpWithAcme(page, name);
  const laptop = await anotherDevice({ browser, server, watch }, name);
  const backup = info.outputPath("server-backup.db");
  expect(server.run("backup", backup)).toContain("it is sound");

  // Known to both devices and to the server that is lost.
  for (const device of [page, laptop]) await openAcme(device);
  await setFact(page, "Source", "a friend");
  await setFact(laptop, "Place", "Berlin");
  await open(laptop, "/search");
  await add(laptop, "Globex, Chef");
  for (const device of [page, laptop]) await untilEverywhere(device);
  await expect(page.locator("dl.facts")).toContainText("Berlin");
  await expect(async () => expect(await records(laptop)).toEqual(await records(page))).toPass();

  watch.allow(OFFLINE);
  watch.allow(/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET/);
  await server.stop();
  // Known to one device alone.
  await setNotes(page, "written while the server was away");
  await add(laptop, "Initech, Clerk");
  expect(server.run("restore", backup, "--replace")).toContain("Restored: 1 accounts.");
  await server.start();

  const slowly = { timeout: 40_000 };
  await expect(async () => {
    const [ours, theirs] = [await records(page), await records(laptop)];
    expect(ours).toEqual(theirs);
    expect(Object.keys(ours).filter((key) => key.includes(":opportunity:")).length).toBe(3);
    expect(JSON.stringify(ours)).toContain("written while the server was away");
  }).toPass(slowly);
  for (const device of [page, laptop]) {
    await expect(device.locator(".sync-state").first()).toContainText("Saved everywhere", slowly);
  }

  // The server has it all: a device that begins with nothing gets the same.
  const fresh = await anotherDevice({ browser, server, watch }, name);
  await openAcme(fresh);
  await expect(fresh.locator("dl.facts")).toContainText("a friend");
  await expect(fresh.locator("dl.facts")).toContainText("Berlin");
  await expect(notesOf(fresh)).toHaveValue("written while the server was away");
  expect(await records(fresh)).toEqual(await records(page));

  // Edits flow again, either way.
  await setFact(page, "Source", "a neighbour");
  await expect(fresh.locator("dl.facts")).toContainText("a neighbour");
  await add(laptop, "Umbrella, Cook");
  await open(page, "/search");
  await expect(page.getByRole("link", { name: /Umbrella/ }).first()).toBeVisible();
  await fresh.context().close();
  await laptop.context().close();
});
