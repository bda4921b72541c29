// One story of three people: Ida, who is often offline, asks; Tom answers without JavaScript; Maya looks on. Then every link has ended.
import { signUp, untilEverywhere } from "./accounts.ts";
import { add, expect, open, phone, test, untilControlled, type Page } from "./fixtures.ts";
import { openLight, stranger } from "./readers.ts";

test.use(phone);

const HOSTILE = `</dd></textarea><img src=x onerror="document.title='owned'"><script>document.title='owned'</script> {{title}}`;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const disclosure = (page: Page, name: string) => page.locator("summary").filter({ hasText: name });
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const link = (page: Page) => page.getByLabel("The link to send");

/** Makes a request for feedback, and gives the path of its page. */
async function ask(page: Page, title: string): Promise<string> {
  await open(page, "/feedback");
  await disclosure(page, "Ask for feedback").click();
  await page.getByLabel("A name for it").fill(title);
  await page.getByLabel("Or its text").fill("Plans depots. Eight years, two countries.");
  await button(page, "Save and choose how to ask").click();
  await expect(heading(page)).toHaveText(title);
  return new URL(page.url()).pathname;
}

/** Makes the page of a partner, and gives the path of what Ida has of it. */
async function partner(page: Page, name: string): Promise<string> {
  await open(page, "/partners");
  await page.getByLabel("Who", { exact: true }).fill(name);
  await button(page, "Make their page").click();
  await expect(heading(page)).toHaveText(name);
  return new URL(page.url()).pathname;
}

async function plan(page: Page, line: string): Promise<void> {
  await open(page, "/plan");
  await page.getByLabel("What", { exact: true }).fill(line);
  await button(page, "Add to my plan").click();
  await expect(button(page, `Done: ${line}`)).toBeVisible();
}

/** Makes a link on a page of Ida's, and gives its address. */
async function makeLink(page: Page, path: string): Promise<string> {
  await open(page, path);
  await button(page, "Make a link").click();
  await expect(link(page)).toHaveValue(/\/(feedback|shared)\/[\w-]{43}$/);
  return link(page).inputValue();
}

/** Has a field with this name be a day that is over everywhere on Earth. */
async function endLately(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => new Date(Date.now() - 2 * 86_400_000).toLocaleDateString("sv"));
  await page.getByLabel(name).fill(over);
  await page.getByLabel(name).blur();
}

/** Nothing of a hostile text ran. */
async function isText(page: Page, text: string): Promise<void> {
  await expect(page.getByText(text)).toBeVisible();
  await expect(page.locator("img[src=x]")).toHaveCount(0);
  expect(await page.title()).not.toBe("owned");
}

test("three people: asked and answered while one is offline, hostile words are text, and links that ended lead nowhere", async ({ page, context, browser, server, watch }) => {
  test.setTimeout(240_000);
  const place = { browser, server, watch };
  // Of the time offline, of forms that are not right and of links that ended.
  watch.allow(/^request failed|ERR_INTERNET_DISCONNECTED|service ?worker/i);
  watch.allow(/response 4(04|22)|status of 4(04|22)/);
  const [cv, pitch, maya, omar] = await test.step("Ida, on a train, plans, asks for feedback and chooses what two partners see", async () => {
    await open(page, "/search");
    await add(page, "Halden, Planner");
    await page.getByRole("link", { name: /Halden/ }).first().click();
    await page.locator("#met-name").fill("Ann Lee");
    await button(page, "Add person").click();
    await signUp(page, "ida quill");
    await untilEverywhere(page);
    await untilControlled(page);
    await context.setOffline(true);
    await plan(page, "Ask Ann Lee at Halden about depots");
    const made = [await ask(page, "CV of November"), await ask(page, "Pitch"), await partner(page, "Maya"), await partner(page, "Omar")] as const;
    // A link needs the server, and says so.
    await button(page, "Make a link").click();
    await expect(page.getByRole("alert").filter({ hasText: "The server can’t be reached." })).toBeVisible();
    return made;
  });

  const [toTom, toTomLater, toMaya, toOmar] = await test.step("Online again, she makes a link for each, and is gone once more", async () => {
    await context.setOffline(false);
    await untilEverywhere(page);
    const made = [await makeLink(page, cv), await makeLink(page, pitch), await makeLink(page, maya), await makeLink(page, omar)] as const;
    await context.setOffline(true);
    return made;
  });

  const tom = await stranger(place);
  const late = await tom.context().newPage();
  await test.step("Tom answers without JavaScript, on a page that has all he needs and nothing else of her", async () => {
    await openLight(tom, toTom);
    await expect(tom.getByText("Plans depots. Eight years, two countries.")).toBeVisible();
    await expect(tom.locator("body")).not.toContainText(/Ida|Quill|Halden|Ann Lee|Maya/i);
    await button(tom, "Send").click();
    await expect(tom.getByRole("alert")).toContainText("Nothing is written yet.");
    await tom.getByLabel("What is missing?").fill(HOSTILE);
    await button(tom, "Send").click();
    await expect(heading(tom)).toHaveText("Thank you");
    expect(await tom.context().cookies()).toEqual([]);
    // He begins another answer, and leaves it lying there.
    await late.goto(toTom);
    await late.getByLabel("What is missing?").fill("One more thing");
  });

  const friend = await stranger(place, "desk");
  const onMayas = friend.locator("main");
  await test.step("Maya reads what was chosen for her, without a name, and leaves a note", async () => {
    await openLight(friend, toMaya);
    await expect(onMayas).toContainText("Ask someone at a company about depots");
    await expect(onMayas).not.toContainText(/Ida|Quill|Halden|Ann Lee|Maya|Plans depots/);
    await friend.getByLabel(/^A few words/).fill(`Well done. ${HOSTILE}`);
    await button(friend, "Send").click();
    await expect(heading(friend)).toHaveText("Thank you");
    expect(await friend.context().cookies()).toEqual([]);
  });

  await test.step("What Ida plans offline is on Maya’s page once she is online, and answer and note are with her, as text", async () => {
    await plan(page, "Practise the pitch aloud");
    await friend.goto(toMaya);
    await expect(onMayas).not.toContainText("Practise the pitch aloud");
    await context.setOffline(false);
    await untilEverywhere(page);
    await friend.reload();
    await expect(onMayas).toContainText("Practise the pitch aloud");
    await open(page);
    await isText(page, `Well done. ${HOSTILE}`);
    await page.getByRole("region", { name: "A note for you" }).getByRole("button", { name: "Read", exact: true }).click();
    await expect(page.getByText("1 new answer to CV of November")).toBeVisible();
    await page.getByRole("link", { name: "CV of November" }).click();
    await isText(page, HOSTILE);
  });

  await test.step("Offline again, she makes one action of it, says what she changed, and lets two links run out", async () => {
    await context.setOffline(true);
    await open(page, cv);
    const answer = page.getByRole("article").filter({ hasText: "owned" });
    await answer.getByRole("button", { name: "Keep" }).click();
    await answer.locator("summary", { hasText: "Do something about it" }).click();
    await answer.getByLabel("One thing I’ll do").fill("Name the two countries");
    await answer.getByRole("button", { name: "Add to-do" }).click();
    await answer.getByRole("button", { name: "Done: Name the two countries" }).click();
    await expect(answer.getByText("done today")).toBeVisible();
    await page.getByLabel("What is different now").fill("Both countries are named");
    await button(page, "Close this request").click();
    await open(page, pitch);
    await disclosure(page, "What they see").click();
    await endLately(page, "Open until");
    await open(page, omar);
    await endLately(page, "Until (optional)");
    // Nobody hears of it before she is online.
    for (const address of [toTom, toTomLater, toOmar]) expect((await friend.goto(address))?.status()).toBe(200);
    await friend.goto(toMaya);
    await context.setOffline(false);
    await untilEverywhere(page);
    await open(page, maya);
    await button(page, "End the link").click();
    await expect(page.getByText("There’s no link yet.")).toBeVisible();
  });

  await test.step("A closed, two expired and a revoked link lead where an unknown one does, also from a form that was open", async () => {
    const unknown = await (await tom.goto(`/feedback/${"A".repeat(43)}`))?.text();
    expect(unknown).toContain("This page isn’t available");
    for (const [who, address] of [[tom, toTom], [tom, toTomLater], [friend, toMaya], [friend, toOmar]] as const) {
      const gone = await who.request.get(address);
      expect(gone.status(), address).toBe(404);
      expect(await gone.text(), address).toBe(unknown);
    }
    await friend.getByLabel(/^A few words/).fill("Too late");
    for (const form of [late, friend]) {
      await button(form, "Send").click();
      await expect(heading(form)).toHaveText("This page isn’t available");
    }
    await open(page, "/feedback");
    await untilEverywhere(page);
    await disclosure(page, "Closed (1)").click();
    await page.getByRole("link", { name: "CV of November" }).click();
    await expect(page.getByRole("article")).toHaveCount(1);
    await expect(page.getByText("Too late")).toHaveCount(0);
  });
  await tom.context().close();
  await friend.context().close();
});
