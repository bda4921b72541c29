// What the page says is so: storage that is cleared under it, a clipboard that refuses, a restore that does not fit, a proxy's own denials.
import { writeFileSync } from "node:fs";
import { anotherDevice, signUp, untilEverywhere } from "./accounts.ts";
import { add, expect, open, Server, test, untilAlive, type Page } from "./fixtures.ts";
import { SITE } from "./server.ts";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** The names of the records that the browser keeps. */
const records = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("one-yes:1:")).sort());

test.describe("storage cleared under an open tab", () => {
  test("a guest's search is written again by the next edit", async ({ page }) => {
    await open(page, "/search");
    for (const line of ["Acme, Nurse", "Boreal, Cook", "Corvid, Clerk"]) await add(page, line);
    const before = (await records(page)).length;
    await page.evaluate(() => localStorage.clear());
    await add(page, "Dunmore, Baker");
    expect((await records(page)).length).toBeGreaterThan(before);
    await page.reload();
    await untilAlive(page);
    for (const company of ["Acme", "Boreal", "Corvid", "Dunmore"]) {
      await expect(page.getByRole("link", { name: new RegExp(company) }).first()).toBeVisible();
    }
  });

  test("without an edit it is written again once the page is looked at, or another tab clears it", async ({ page, context }) => {
    await open(page, "/search");
    await add(page, "Acme, Nurse");
    const before = await records(page);
    await page.evaluate(() => {
      localStorage.clear();
      window.dispatchEvent(new Event("focus"));
    });
    await expect.poll(() => records(page)).toEqual(before);
    // A page of this origin that does not run the app.
    const other = await context.newPage();
    await other.goto("/icons/favicon.svg");
    await other.evaluate(() => localStorage.clear());
    await expect.poll(() => records(page)).toEqual(before);
  });

  test("an account stays signed in and goes on syncing", async ({ page, browser, server, watch }) => {
    test.setTimeout(90_000);
    await signUp(page, "ada");
    await open(page, "/search");
    await add(page, "Acme, Nurse");
    await untilEverywhere(page);
    await page.evaluate(() => localStorage.clear());
    await add(page, "Boreal, Cook");
    await untilEverywhere(page);
    const device = await anotherDevice({ browser, server, watch }, "ada");
    await device.goto("/search");
    await untilAlive(device);
    for (const one of [page, device]) {
      for (const company of ["Acme", "Boreal"]) {
        await expect(one.getByRole("link", { name: new RegExp(company) }).first()).toBeVisible();
      }
    }
    await page.reload();
    await untilAlive(page);
    await untilEverywhere(page);
    await device.context().close();
  });
});

test.describe("copying", () => {
  const copyAMessage = async (page: Page) => {
    await open(page, "/search");
    await add(page, "Acme, Nurse");
    await page.getByRole("link", { name: /Acme/ }).first().click();
    await page.getByLabel("Move to another stage").selectOption("interviewing");
    await button(page, "They said no").click();
    await page.getByRole("button", { name: /No pause/ }).click();
    await button(page, "Skip this step").click();
    await button(page, "Copy").first().click();
  };

  test("is said where it was done", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await copyAMessage(page);
    await expect(page.locator(".toasts")).toContainText("Message copied.");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Thank you");
  });

  const refusals: [string, () => void][] = [
    ["plain http, without a clipboard", () => Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined })],
    [
      "a browser that refuses",
      () => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
      },
    ],
  ];
  for (const [where, refuse] of refusals) {
    test(`is left to the person, with everything selected, at ${where}`, async ({ page }) => {
      await page.addInitScript(refuse);
      await copyAMessage(page);
      const field = page.getByLabel("The text to copy");
      await expect(field).toBeVisible();
      await expect(field).toHaveValue(/Thank you/);
      await expect(page.locator(".toasts")).toContainText("This may not have been copied");
      await expect(page.locator(".toasts")).not.toContainText("Message copied");
      const isSelected = await field.evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart === area.value.length);
      expect(isSelected).toBe(true);
      // The old way does reach the clipboard.
      await button(page, "Close").last().click();
      await page.locator("#draft-reply-to-no").fill("");
      await page.locator("#draft-reply-to-no").press("Control+v");
      await expect(page.locator("#draft-reply-to-no")).toHaveValue(/Thank you/);
    });
  }
});

test("a restore that does not fit says what did not, also after a reload", async ({ page }, info) => {
  await open(page, "/settings");
  await button(page, "Load demo search").click();
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download backup").first().click()]);
  const file = info.outputPath("backup.json");
  await download.saveAs(file);
  await button(page, "Remove demo search").click();
  await page.evaluate(() => {
    for (const name of Object.keys(localStorage)) localStorage.removeItem(name);
    for (let size = 5_242_000; size > 4_000; size = Math.floor(size / 2)) {
      try {
        localStorage.setItem(`junk${size}`, "x".repeat(size));
      } catch {}
    }
  });
  await page.reload();
  await untilAlive(page);
  await page.getByLabel("Restore backup").setInputFiles(file);
  await button(page, "Merge into my search").click();
  const note = page.getByText(/Not all of the backup fitted on this device\. Missing: \d+ entries[,.]/);
  await expect(note).toBeVisible();
  await expect(page.locator(".toasts")).toContainText("Only part of the backup fitted");
  await page.reload();
  await untilAlive(page);
  await expect(note).toBeVisible();
  await button(page, "Hide this").click();
  await expect(note).toHaveCount(0);
  await page.reload();
  await untilAlive(page);
  await expect(note).toHaveCount(0);
});

test("a restore that fits leaves no note", async ({ page }, info) => {
  await open(page, "/search");
  await add(page, "Acme, Nurse");
  await open(page, "/settings");
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download backup").first().click()]);
  const file = info.outputPath("backup.json");
  writeFileSync(file, "");
  await download.saveAs(file);
  await page.getByLabel("Restore backup").setInputFiles(file);
  await button(page, "Merge into my search").click();
  await expect(page.locator(".toasts")).toContainText("The backup was added to your search.");
  await page.reload();
  await untilAlive(page);
  expect(await page.evaluate(() => localStorage.getItem("one-yes:restore-note"))).toBeNull();
});

test("a proxy that denies is not the end of a session", async ({ page, watch }) => {
  watch.allow(/401/);
  await signUp(page, "ada");
  await open(page, "/search");
  const proxy = /\/api\/v1\/(push|changes)/;
  await page.route(proxy, (route) => route.fulfill({ status: 401, contentType: "text/html", body: "<h1>Sign in to this network</h1>" }));
  await add(page, "Acme, Nurse");
  await expect(page.locator(".sync-state").first()).toHaveAttribute("data-state", /./);
  await expect(page.locator(".sync-state").first()).not.toContainText("sign in again");
  await expect(page.locator(".sync-state").first()).toContainText("server unreachable");
  await page.unroute(proxy);
  await untilEverywhere(page);
});

test("a passkey at another address names the one that works", async ({ page, watch }) => {
  // Another server than the one of this test.
  watch.allow(/third-party request: http:\/\/localhost/);
  const server = new Server();
  await server.start(SITE, "--origin", "https://one.example");
  await page.goto(`${server.url.replace("127.0.0.1", "localhost")}/account`);
  await untilAlive(page);
  await page.getByText("Make an account", { exact: true }).first().click();
  await page.getByLabel("Name", { exact: true }).first().fill("ada");
  await button(page, "Continue with a passkey").click();
  await expect(page.getByText(/Passkeys for One Yes (only work|work only) at https:\/\/one.example/).first()).toBeVisible();
  await server.dispose();
});
