// Feedback: asked by link of somebody without JavaScript, by message without an account, and of a
// company; answers on every device and offline; hostile ones are text.
import AxeBuilder from "@axe-core/playwright";
import { anotherDevice, signUp, untilEverywhere } from "./accounts.ts";
import { add, expect, goOffline, goOnline, open, phone, test, untilAlive, untilControlled, wide, type Page } from "./fixtures.ts";
import { openLight, stranger } from "./readers.ts";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const disclosure = (page: Page, name: string) => page.locator("summary").filter({ hasText: name });
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

const HOSTILE = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> </dd></dl>`;

/** Makes a request for feedback on a CV by the form, and ends on its page. */
async function ask(page: Page, title: string): Promise<void> {
  await open(page, "/feedback");
  await disclosure(page, "Ask for feedback").click();
  await page.getByLabel("A name for it").fill(title);
  await page.getByLabel("Or its text").fill("Plans depots. Eight years, two countries.");
  await page.getByLabel("Questions of your own, one per line").fill("Would you forward it?");
  await button(page, "Save and choose how to ask").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  expect(new URL(page.url()).pathname).toMatch(/^\/feedback\/of\/[0-9a-f-]{36}$/);
}

/** Makes the link of the request shown, and returns its address. */
async function makeLink(page: Page): Promise<string> {
  await card(page, "Ask by link").getByRole("button", { name: "Make a link" }).click();
  const field = page.getByLabel("The link to send");
  await expect(field).toHaveValue(/\/feedback\/[\w-]{43}$/);
  return field.inputValue();
}

for (const [device, screen] of [["a phone", phone], ["a desk", wide]] as const) {
  test.describe(`on ${device}`, () => {
    test.use(screen);

    test("a request is made, kept half-written, and reads well", async ({ page }) => {
      await open(page, "/feedback");
      await expect(page.getByText("You haven’t asked for any yet.")).toBeVisible();
      await disclosure(page, "Ask for feedback").click();
      await page.getByLabel("A name for it").fill("CV of November");
      await page.getByRole("radio", { name: "My pitch" }).check();
      await page.getByRole("checkbox", { name: "Which part did you not believe?" }).check();
      await page.reload();
      await untilAlive(page);
      await expect(page.getByLabel("A name for it")).toHaveValue("CV of November");
      await expect(page.getByRole("radio", { name: "My pitch" })).toBeChecked();
      await expect(page.getByRole("checkbox", { name: "Which part did you not believe?" })).toBeChecked();
      await button(page, "Save and choose how to ask").click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("CV of November");
      await disclosure(page, "What they see").click();
      await expect(page.getByLabel("Questions, one per line")).toHaveValue(/Where did you stop listening\?[^]*Which part did you not believe\?$/);
      await expect(page.getByText("There is nothing to read yet.")).toBeVisible();
      for (const path of [page.url(), "/feedback"]) {
        await open(page, path);
        const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
        expect(found.violations).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      }
    });
  });
}

test("an answer by link, without JavaScript, is on every device, offline, and becomes one action", async ({ page, browser, server, watch }) => {
  test.setTimeout(120_000);
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await signUp(page, "asker");
  await ask(page, "CV of November");
  await untilEverywhere(page);
  await untilControlled(page);
  const address = await makeLink(page);
  const other = await anotherDevice({ browser, server, watch }, "asker");

  // The one who is asked: a phone without JavaScript, and nothing of the app.
  const asked = await stranger({ browser, server, watch });
  await openLight(asked, address);
  const shown = await asked.goto(address);
  expect(shown?.status()).toBe(200);
  expect(shown?.headers()["cache-control"]).toContain("no-store");
  expect(shown?.headers()["x-robots-tag"]).toContain("noindex");
  await expect(asked.getByText("Plans depots. Eight years, two countries.")).toBeVisible();
  await expect(asked.getByText("Acme")).toHaveCount(0);
  await asked.getByLabel("What is missing?").fill(HOSTILE);
  await asked.getByLabel("Would you forward it?").fill("Yes, to two people.");
  await button(asked, "Send").click();
  await expect(asked.getByText(/thank you/i).first()).toBeVisible();
  expect(await asked.context().cookies()).toEqual([]);
  await asked.context().close();

  // It is there by itself, as text, on both devices.
  for (const device of [page, other]) {
    await open(device, "/");
    await expect(device.getByText("1 new answer to CV of November")).toBeVisible();
    await device.getByRole("link", { name: "CV of November" }).click();
    const answer = device.getByRole("article").filter({ hasText: "Yes, to two people." });
    await expect(answer.getByText(HOSTILE)).toBeVisible();
    await expect(answer.locator("dd img, dd script")).toHaveCount(0);
    expect(await device.title()).not.toBe("owned");
  }
  await other.context().close();

  // Offline, the asker reads it, keeps it, thanks for it and does something about it.
  await goOffline(page, server, watch);
  await page.reload();
  await untilAlive(page);
  const answer = page.getByRole("article").filter({ hasText: "Yes, to two people." });
  await answer.getByRole("button", { name: "Keep" }).click();
  await expect(answer.getByRole("button", { name: "Keep" })).toHaveAttribute("aria-pressed", "true");
  await answer.getByRole("button", { name: "Thank the person who answered" }).click();
  await expect(answer.getByLabel("Subject")).toHaveValue("Thank you for your feedback");
  await answer.getByRole("button", { name: "I sent it" }).click();
  await expect(answer.getByText("You thanked the person who answered today.")).toBeVisible();
  await answer.locator("summary", { hasText: "Do something about it" }).click();
  await answer.getByLabel("One thing I’ll do").fill("Cut the second page");
  await answer.getByLabel("When").fill(await page.evaluate(() => new Date().toLocaleDateString("sv")));
  await answer.getByRole("button", { name: "Add to-do" }).click();
  await expect(answer.getByText("due today")).toBeVisible();
  await page.getByRole("link", { name: "Today" }).first().click();
  await expect(page.getByText("Cut the second page")).toBeVisible();
  await expect(page.getByText("new answer to")).toHaveCount(0);
  await page.goBack();
  await answer.getByRole("button", { name: "Done: Cut the second page" }).click();
  await expect(answer.getByText("done today")).toBeVisible();

  // What changed closes the request, and the one who answered can be told.
  await page.getByLabel("What is different now").fill("It fits on one page");
  await button(page, "Close this request").click();
  await card(page, "What I changed").getByRole("button", { name: "Tell the person who answered" }).click();
  await expect(card(page, "What I changed").getByLabel("Tell someone what you changed")).toHaveValue(/What is different now: It fits on one page\./);
  await goOnline(page, server);
  await untilEverywhere(page);

  // Another device has all of it; the link takes no more answers, though its page is still the server's.
  const later = await anotherDevice({ browser, server, watch }, "asker");
  await open(later, "/feedback");
  await disclosure(later, "Closed (1)").click();
  await later.getByRole("link", { name: "CV of November" }).click();
  await expect(later.getByText("You thanked the person who answered today.")).toBeVisible();
  watch.allow(/40[0-9]/);
  await later.goto(address);
  await expect(later.locator("textarea")).toHaveCount(0);
  await expect(later.locator("html")).not.toHaveAttribute("data-app", "ready");
  await later.context().close();
});

test("the app leaves the pages of links to the server, with its service worker, too", async ({ page, watch }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await signUp(page, "linker");
  await ask(page, "Pitch");
  await untilEverywhere(page);
  await untilControlled(page);
  const address = await makeLink(page);
  const [shown] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name: "See the page" }).click()]);
  await shown.waitForLoadState();
  await expect(shown.getByRole("button", { name: "Send" })).toBeVisible();
  await shown.close();
  // An ended link is nothing to anybody, and the page of the request says so.
  await button(page, "End the link").click();
  await expect(page.getByText("There’s no link yet.")).toBeVisible();
  await expect(page.getByLabel("The link to send")).toHaveCount(0);
  watch.allow(/404/);
  const gone = await page.goto(address);
  expect(gone?.status()).toBe(404);
});

test("without an account: by message, an answer noted by hand, all offline", async ({ page, server, watch }) => {
  await open(page, "/people");
  await untilControlled(page);
  await button(page, "Add person").first().click();
  await page.locator("#new-person-name").fill("Ann Lee");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Ann Lee" }).first()).toBeVisible();
  await goOffline(page, server, watch);
  await ask(page, "Profile of spring");
  await expect(page.getByText("A link needs an account")).toBeVisible();
  await disclosure(page, "Choose from your people").click();
  await page.getByRole("checkbox", { name: "Ann Lee" }).check();
  await button(page, "Write to Ann Lee").click();
  const message = card(page, "Ask by message");
  await expect(message.getByLabel("Ask for feedback")).toHaveValue(/Hello Ann,[^]*Profile of spring\.[^]*1\. What would make you say no to this\?/);
  await message.getByRole("button", { name: "I sent it" }).click();
  await expect(message.getByText("Ann Lee, asked today")).toBeVisible();
  await disclosure(page, "Add an answer that came another way").click();
  await page.getByLabel("Who said it").fill("Ann Lee");
  await page.getByLabel("What they said, in their words").fill("Too long by a page");
  await page.reload();
  await untilAlive(page);
  await expect(page.getByLabel("What they said, in their words")).toHaveValue("Too long by a page");
  await button(page, "Save the answer").click();
  const answer = page.getByRole("article").filter({ hasText: "Too long by a page" });
  await expect(answer.getByRole("heading", { name: "Ann Lee" })).toBeVisible();
  await expect(answer.getByRole("button", { name: "Keep" })).toHaveAttribute("aria-pressed", "true");
  await answer.getByRole("button", { name: "Thank Ann Lee" }).click();
  await expect(answer.getByLabel("Thank someone for feedback")).toHaveValue(/^Hello Ann,/);
  // Her page has the message that was sent.
  await page.getByRole("link", { name: "People" }).first().click();
  await page.getByRole("link", { name: "Ann Lee" }).first().click();
  await expect(page.getByText("May I ask for your view?").first()).toBeVisible();
});

test("a company’s answer is the one of the comeback, written once", async ({ page }) => {
  await open(page, "/settings");
  await button(page, "Load demo search").click();
  await open(page, "/feedback");
  const companies = page.getByRole("region", { name: "What companies said" });
  const first = companies.getByRole("link").first();
  await expect(first).toBeVisible();
  await first.click();
  await page.getByLabel("What they answered").fill("Somebody with more years in depots");
  await page.getByLabel("What they answered").blur();
  await button(page, "Keep").click();
  await page.reload();
  await untilAlive(page);
  await expect(page.getByLabel("What they answered")).toHaveValue("Somebody with more years in depots");
  await expect(button(page, "Keep")).toHaveAttribute("aria-pressed", "true");
  const texts = await page.evaluate(() => Object.entries(localStorage).filter(([name, text]) => name.startsWith("one-yes:1:") && text.includes("more years in depots")).map(([name]) => name.split(":")[2]?.split("/")[0]));
  expect(texts).toHaveLength(1);
});
